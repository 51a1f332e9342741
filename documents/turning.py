"""Turning: places found in reading space, where text is upright, brought back to the page as shown.

Most pages need none of it. A page whose text stands on its side or its head is read as if it had
been turned, but a person sees it as it is.
"""

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


def as_shown(box: Box, stand: Stand) -> Box:
    """Return a box of reading space on the page as shown, from its top left."""
    x0, top, x1, bottom = box
    if stand.turn == 1:
        return (top, stand.width - x1, bottom, stand.width - x0)
    if stand.turn == 2:
        return (stand.width - x1, stand.height - bottom, stand.width - x0, stand.height - top)
    if stand.turn == 3:
        return (stand.height - bottom, x0, stand.height - top, x1)
    return box


def fields_as_shown(fields: Mapping[str, Field], stands: Mapping[int, Stand]) -> dict[str, Field]:
    """Return ``fields`` with their boxes on the pages as shown; ``stands`` by page."""
    return {name: _as_shown(field, stands) for name, field in fields.items()}


def _as_shown(field: Field, stands: Mapping[int, Stand]) -> Field:
    stand = stands.get(field.page)
    if stand is None or not stand.turn:
        return field
    x0, top, x1, bottom = (round(edge, 2) for edge in as_shown(field.box, stand))
    return field.model_copy(update={"box": (x0, top, x1, bottom)})
