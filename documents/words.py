"""Words of a page with their places, and the lines and segments that they stand in.

Every engine (pdfium, pdfplumber, OCR) hands over ``Word``; nothing below knows what a PDF is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left of the page."""

SEGMENT_GAP = 0.9
"""A gap wider than this share of the letter height begins a new segment (a cell, a column)."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIDE = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word and where it stands."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float = 1.0
    """How sure the engine is of the letters: 1 for a text layer."""
    source: Literal["text", "ocr"] = "text"

    @property
    def middle(self) -> float:
        """Return the height of the word's centre on the page."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Return the height of the letters."""
        return max(self.bottom - self.top, 1.0)

    @property
    def box(self) -> Box:
        """Return the place of the word."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True)
class Segment:
    """Words that stand close together on one line: a phrase, a cell."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """Return the words in reading order, one blank between them."""
        return text_of(self.words)

    @cached_property
    def box(self) -> Box:
        """Return the place that holds all the words."""
        return box_of(self.words)

    @property
    def page(self) -> int:
        """Return the page, counted from 1."""
        return self.words[0].page


@dataclass(frozen=True)
class Line:
    """Words of one height on a page, from left to right."""

    words: tuple[Word, ...]
    index: int

    @cached_property
    def box(self) -> Box:
        """Return the place that holds the line."""
        return box_of(self.words)

    @cached_property
    def height(self) -> float:
        """Return the usual letter height of the line."""
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @property
    def page(self) -> int:
        """Return the page, counted from 1."""
        return self.words[0].page

    @property
    def middle(self) -> float:
        """Return the height of the line's centre."""
        return (self.box[1] + self.box[3]) / 2

    @cached_property
    def text(self) -> str:
        """Return the words in reading order, one blank between them."""
        return text_of(self.words)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Return the phrases of the line, split where the gap is wide."""
        return segments_of(self.words)


def text_of(words: Sequence[Word]) -> str:
    """Return ``words`` (left to right) as one reads them: Arabic and Hebrew from the right."""
    if all(word.text.isascii() for word in words):
        return " ".join(word.text for word in words)
    backwards = [_RIGHT_TO_LEFT.search(word.text) is not None for word in words]
    if not any(backwards):
        return " ".join(word.text for word in words)
    # Figures and Latin words between them keep their own order among themselves.
    groups = [[w.text for w, _ in g] for _, g in groupby(zip(words, backwards, strict=True), _SIDE)]
    sides = [side for side, _ in groupby(backwards)]
    ordered = [
        text
        for group, side in zip(reversed(groups), reversed(sides), strict=True)
        for text in (reversed(group) if side else group)
    ]
    return " ".join(ordered)


def box_of(words: Sequence[Word]) -> Box:
    """Return the smallest box that holds ``words``."""
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def segments_of(words: Sequence[Word]) -> tuple[Segment, ...]:
    """Return ``words`` (left to right) split at the wide gaps."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.x0 - groups[-1][-1].x1 <= SEGMENT_GAP * word.height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(Segment(tuple(group)) for group in groups)


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """Return the lines of all pages, top to bottom, each word in exactly one of them."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.page, w.middle, w.x0)):
        if groups and _on_line(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(
        Line(tuple(sorted(group, key=lambda w: w.x0)), index) for index, group in enumerate(groups)
    )


def _on_line(group: list[Word], word: Word) -> bool:
    if group[0].page != word.page:
        return False
    middle = sum(other.middle for other in group) / len(group)
    return abs(middle - word.middle) < 0.4 * min(word.height, group[0].height)


def overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how far two intervals overlap; negative: how far they are apart."""
    return min(a[1], b[1]) - max(a[0], b[0])
