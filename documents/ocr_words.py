"""The back room that makes words of printed lines: ends from the ink, blanks where gaps are wide.

The engine knows where each letter stands to within a letter's width, and sometimes reads two
words as one. The ink between two letters knows better.
"""

from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from documents.ocr_engine import Pixels, PrintedLine

_MARGIN = 1.35
"""The engine's box is so much higher than the letters' size (median of 900 words compared)."""
_PARTS = 0.2
"""A gap wider than this share of the box's height may part words that were read as one."""
_LIKE_BLANK = 0.7
"""… if it is also this share of the line's usual gap between words."""
_WIDER = 2.5
"""… and so much wider than its usual gap between letters: some fonts are set wide."""
_WIDE = 0.45
"""A gap of this share of the box's height is wide even beside a slim figure one."""
_HUGS = ".,'’-/)"
"""Before these no blank is supposed, nor after them within a number."""
_LOW = 0.08
"""Letters stand this share of their size below the middle of the engine's box."""


class Print(NamedTuple):
    """A word with its place in pixels and the surety of its least sure letter."""

    text: str
    box: tuple[float, float, float, float]
    surety: float


class _Gap(NamedTuple):
    """Where there is no ink between two letters."""

    width: float
    x0: float
    """Where the ink of the letter before ends."""
    x1: float
    """Where that of the letter after begins; a mark that was not read may stand between."""


def words_of(line: PrintedLine, grey: Pixels) -> list[Print]:
    """Return the words of a line from left to right."""
    ink = _ink(line, grey)
    left = max(int(line.box[0]), 0)
    gaps = [_gap(line, ink, left, a, b) for a, b in pairwise(line.middles)]
    letters = [index for index, letter in enumerate(line.text) if not letter.isspace()]
    blanks = [b - a > 1 for a, b in pairwise(letters)]
    parted = _parted(line, gaps, blanks)
    starts = [0, *(n + 1 for n, part in enumerate(parted) if part), len(letters)]
    half = line.height / 2 / _MARGIN
    middle = (line.box[1] + line.box[3]) / 2 + 2 * _LOW * half
    words = []
    for first, end in pairwise(starts):
        x0 = gaps[first - 1].x1 if first else _edge(ink, left, line, -1)
        x1 = gaps[end - 1].x0 if end < len(letters) else _edge(ink, left, line, 1)
        text = line.text[letters[first] : letters[end - 1] + 1]
        box = (x0, middle - half, max(x1, x0 + 1), middle + half)
        words.append(Print(text, box, min(line.surety[first:end])))
    return words


def _ink(line: PrintedLine, grey: Pixels) -> NDArray[np.bool_]:
    """Return in which columns of the line's box there is ink; a ruled line through it is none."""
    x0, top, x1, bottom = (max(int(edge), 0) for edge in line.box)
    crop = grey[top : bottom + 1, x0 : x1 + 1]
    if not crop.size:
        return np.zeros(1, dtype=np.bool_)
    low, high = np.percentile(crop, [3, 97])
    dark = crop < (low + high) / 2
    if dark.mean() > 0.5:
        dark = ~dark
    height = len(dark)
    for row in dark:
        for x0, x1 in _runs(row):
            row[x0:x1] &= x1 - x0 < 1.5 * height
    columns: NDArray[np.bool_] = dark.sum(0) >= max(1, 0.04 * height)
    return columns


def _runs(marks: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where stretches of marks begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marks, [False])).astype(np.int8)))
    return [(int(x0), int(x1)) for x0, x1 in zip(edges[::2], edges[1::2], strict=True)]


def _gap(line: PrintedLine, ink: NDArray[np.bool_], left: int, a: float, b: float) -> _Gap:
    """Return the gap between the middles of two letters."""
    first = max(round(a) - left, 0)
    runs = _runs(~ink[first : max(round(b) - left, first) + 1])
    if not runs:
        return _Gap(0, (a + b) / 2, (a + b) / 2)
    width = max(x1 - x0 for x0, x1 in runs)
    if b - a > max(line.height, 2 * width):
        # No letter is as wide: the ink between was a bar, a stamp, an empty box.
        return _Gap(b - a, a + _pitch(line) / 2, b - _pitch(line) / 2)
    wide = [(x0, x1) for x0, x1 in runs if 2 * (x1 - x0) >= width]
    return _Gap(width, wide[0][0] + first + left, wide[-1][1] + first + left)


def _parted(line: PrintedLine, gaps: list[_Gap], blanks: list[bool]) -> list[bool]:
    """Return after which letters a word ends: where a blank was read, or where one must be."""
    inner = [gap.width for gap, blank in zip(gaps, blanks, strict=True) if not blank]
    outer = [gap.width for gap, blank in zip(gaps, blanks, strict=True) if blank]
    least = _PARTS * line.height
    if inner:
        least = max(least, _WIDER * median(inner))
    if outer:
        least = max(least, _LIKE_BLANK * median(outer))
    text = "".join(line.text.split())
    wide = _WIDE * line.height
    return [
        blank or (gap.width >= least and _may_part(text, n, gap.width >= wide))
        for n, (gap, blank) in enumerate(zip(gaps, blanks, strict=True))
    ]


def _may_part(text: str, place: int, wide: bool) -> bool:
    """Return whether a blank may stand after the letter at ``place``: figures stand apart."""
    before, after = text[place], text[place + 1]
    if after in _HUGS or (before.isdigit() and after.isdigit()):
        return False
    if before in _HUGS and after.isdigit() and (place == 0 or text[place - 1].isdigit()):
        return False
    return wide or "1" not in (before, after)


def _edge(ink: NDArray[np.bool_], left: int, line: PrintedLine, way: int) -> float:
    """Return where the first (``way`` -1) or last word's ink ends, near its letter's middle."""
    middles, step = line.middles, _pitch(line)
    start = min(max(round(middles[0] if way < 0 else middles[-1]) - left, 0), len(ink) - 1)
    last, blank = start, 0
    for x in range(start, min(max(start + round(way * 1.2 * step), -1), len(ink)), way):
        blank = 0 if ink[x] else blank + 1
        if ink[x]:
            last = x
        elif blank > step / 2 and abs(x - start) > 0.3 * step:
            break
    return float(last + left + (way > 0))


def _pitch(line: PrintedLine) -> float:
    """Return the usual distance between the middles of two letters."""
    steps = [b - a for a, b in pairwise(line.middles)]
    return median(steps) if steps else line.height / 2
