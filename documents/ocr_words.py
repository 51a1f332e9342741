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
_HUGS = ".,'’-/)"
"""Before these no blank is supposed."""


class Print(NamedTuple):
    """A word with its place in pixels and the surety of its least sure letter."""

    text: str
    box: tuple[float, float, float, float]
    surety: float


class _Gap(NamedTuple):
    width: float
    x0: float
    x1: float


def words_of(line: PrintedLine, grey: Pixels) -> list[Print]:
    """Return the words of a line from left to right."""
    ink = _ink(line, grey)
    left = max(int(line.box[0]), 0)
    gaps = [_widest(ink, left, a, b) for a, b in pairwise(line.middles)]
    letters = [index for index, letter in enumerate(line.text) if not letter.isspace()]
    blanks = [b - a > 1 for a, b in pairwise(letters)]
    parted = _parted(line, gaps, blanks)
    starts = [0, *(n + 1 for n, part in enumerate(parted) if part), len(letters)]
    middle, half = (line.box[1] + line.box[3]) / 2, line.height / 2 / _MARGIN
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
    height, width = dark.shape
    if width > 3 * height:
        dark[dark.mean(1) > 0.85] = False
    columns: NDArray[np.bool_] = dark.sum(0) >= max(1, 0.04 * height)
    return columns


def _widest(ink: NDArray[np.bool_], left: int, a: float, b: float) -> _Gap:
    """Return the widest stretch without ink between the middles of two letters."""
    best, begun = _Gap(0, (a + b) / 2, (a + b) / 2), None
    last = min(round(b) - left, len(ink) - 1)
    for x in range(max(round(a) - left, 0), last + 1):
        if ink[x]:
            begun = None
            continue
        begun = x if begun is None else begun
        if x - begun + 1 > best.width:
            best = _Gap(x - begun + 1, begun + left, x + 1 + left)
    return best


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
    return [
        blank or (gap.width >= least and _may_part(text[n], text[n + 1]))
        for n, (gap, blank) in enumerate(zip(gaps, blanks, strict=True))
    ]


def _may_part(before: str, after: str) -> bool:
    """Return whether a blank may stand between two letters: digits of a number stand wide."""
    if after in _HUGS or (before in _HUGS and after.isdigit()):
        return False
    return not (before.isdigit() and after.isdigit()) and "1" not in (before, after)


def _edge(ink: NDArray[np.bool_], left: int, line: PrintedLine, way: int) -> float:
    """Return where the first (``way`` -1) or last word's ink ends, near its letter's middle."""
    middles = line.middles
    steps = [b - a for a, b in pairwise(middles)]
    step = median(steps) if steps else line.height / 2
    start = min(max(round(middles[0] if way < 0 else middles[-1]) - left, 0), len(ink) - 1)
    last, blank = start, 0
    for x in range(start, min(max(start + round(way * 1.2 * step), -1), len(ink)), way):
        blank = 0 if ink[x] else blank + 1
        if ink[x]:
            last = x
        elif blank > step / 2 and abs(x - start) > 0.3 * step:
            break
    return float(last + left + (way > 0))
