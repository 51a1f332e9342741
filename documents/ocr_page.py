"""The back room that straightens the picture of a page before it is read, and turns it upright."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from documents.ocr_engine import Pixels, PrintedLine

_MOST_LEAN = 5.0
"""Degrees that a sheet may lie askew in a scanner."""
_LEAST_LEAN = 0.15
"""Below this the letters suffer more from being redrawn than from leaning."""
_SMALL = 900
"""Pixels of the longer side of the picture in which the lean is looked for."""
_SURE = 0.85
"""Mean surety of the letters from which on a page does not stand on its head."""


class Straight(NamedTuple):
    """A page as it was read: the picture, how it was turned and straightened, and its lines."""

    grey: Pixels
    turn: int
    lean: float
    lines: list[PrintedLine]


def straightened(picture: Image.Image, lines_of: Callable[[Pixels], list[PrintedLine]]) -> Straight:
    """Return the page read upright and level; it is read again only if it did not stand so."""
    tried = [_read(picture, 0, lines_of)]
    for turn in _other_turns(tried[0].lines):
        tried.append(_read(picture, turn, lines_of))
        if not _other_turns(tried[-1].lines):
            break
    return max(tried, key=_legible)


def _read(
    picture: Image.Image, turn: int, lines_of: Callable[[Pixels], list[PrintedLine]]
) -> Straight:
    upright = picture.rotate(-90 * turn, expand=True) if turn else picture
    lean = lean_of(upright)
    if lean:
        upright = upright.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(upright)
    return Straight(grey, turn, lean, lines_of(grey))


def _other_turns(lines: list[PrintedLine]) -> tuple[int, ...]:
    """Return how else the page may stand, in quarter turns, if this way it is hardly legible."""
    letters = sum(len(line.middles) for line in lines)
    level = sum(len(line.middles) for line in lines if line.upright)
    if level * 2 < letters:
        return (1, 3)
    surety = [sure for line in lines for sure in line.surety]
    return (2,) if surety and sum(surety) / len(surety) < _SURE else ()


def _legible(page: Straight) -> float:
    """Return how much was read: letters on level lines, each as far as it is sure."""
    return sum(sum(line.surety) for line in page.lines if line.upright)


def lean_of(picture: Image.Image) -> float:
    """Return by how many degrees counter-clockwise a page must be turned to be level.

    Level lines leave rows of ink and rows of none: the angle at which neighbouring rows of the
    picture differ most.
    """
    scale = _SMALL / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    small = np.asarray(picture.resize(size, Image.Resampling.BOX))
    dark, light = np.percentile(small, [2, 60])
    ink = Image.fromarray(np.where(small < (dark + light) / 2, 255, 0).astype(np.uint8))

    def contrast(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR)).sum(1, dtype=np.int64)
        steps: NDArray[np.int64] = np.diff(rows)
        return float((steps * steps).sum())

    # The smallest first: of angles that do equally well, as on an empty sheet, it is taken.
    coarse = max(sorted(np.arange(-_MOST_LEAN, _MOST_LEAN + 0.1, 0.5), key=abs), key=contrast)
    fine = float(max(sorted(np.arange(coarse - 0.4, coarse + 0.41, 0.1), key=abs), key=contrast))
    return round(fine, 2) if abs(fine) >= _LEAST_LEAN else 0.0


def size_of(width: float, height: float, longest: int) -> float:
    """Return the scale at which the longer side of a page has ``longest`` pixels."""
    return longest / max(width, height, 1.0) if math.isfinite(width * height) else 1.0
