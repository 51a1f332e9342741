"""Turning: places found in reading space, where text is upright, brought back to the page as shown.

Most pages need none of it. A page whose text stands on its side or its head is read as if it had
been turned, but a person sees it as it is.
"""

import math
from collections.abc import Mapping
from typing import NamedTuple

from documents.reading import Field
from documents.words import Box


class Stand(NamedTuple):
    """How a page was turned to be read: size in reading space, quarter turns of its text."""

    turn: int
    """Quarter turns counter-clockwise that the text stands off upright on the page as shown."""
    width: float
    height: float
    lean: float = 0.0
    """Degrees clockwise that a sheet lay askew in the scanner before it was straightened."""


def as_shown(box: Box, stand: Stand) -> Box:
    """Return a box of reading space on the page as shown, from its top left."""
    x0, top, x1, bottom = _leaning(box, stand) if stand.lean else box
    if stand.turn == 1:
        return (top, stand.width - x1, bottom, stand.width - x0)
    if stand.turn == 2:
        return (stand.width - x1, stand.height - bottom, stand.width - x0, stand.height - top)
    if stand.turn == 3:
        return (stand.height - bottom, x0, stand.height - top, x1)
    return (x0, top, x1, bottom)


def as_read(box: Box, stand: Stand) -> Box:
    """Return a box of the page as shown in reading space: what ``as_shown`` undoes."""
    a, b, c, d = box
    turned = {
        0: box,
        1: (stand.width - d, a, stand.width - b, c),
        2: (stand.width - c, stand.height - d, stand.width - a, stand.height - b),
        3: (b, stand.height - c, d, stand.height - a),
    }[stand.turn]
    return _leaning(turned, stand._replace(lean=-stand.lean)) if stand.lean else turned


def _leaning(box: Box, stand: Stand) -> Box:
    """Return a box where the sheet lay askew: moved about the page's centre, as large as it was."""
    x0, top, x1, bottom = box
    angle = math.radians(stand.lean)
    dx, dy = (x0 + x1 - stand.width) / 2, (top + bottom - stand.height) / 2
    x = dx * math.cos(angle) - dy * math.sin(angle) + (stand.width - x1 + x0) / 2
    y = dx * math.sin(angle) + dy * math.cos(angle) + (stand.height - bottom + top) / 2
    return (x, y, x + x1 - x0, y + bottom - top)


def fields_as_shown(fields: Mapping[str, Field], stands: Mapping[int, Stand]) -> dict[str, Field]:
    """Return ``fields`` with their boxes on the pages as shown; ``stands`` by page."""
    return {name: _as_shown(field, stands) for name, field in fields.items()}


def _as_shown(field: Field, stands: Mapping[int, Stand]) -> Field:
    stand = stands.get(field.page)
    if stand is None:
        return field
    x0, top, x1, bottom = (round(edge, 2) for edge in as_shown(field.box, stand))
    return field.model_copy(update={"box": (x0, top, x1, bottom)})
