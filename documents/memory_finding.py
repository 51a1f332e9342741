"""Where a value stands on a paper: every place that prints it, whichever way it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from documents.fields import PARSERS
from documents.folding import token_spans, tokens
from documents.heads import NUMERIC
from documents.memory import Box
from documents.memory_cases import same
from documents.typed import Conventions, Parser, Value, from_words, numerals_in, plain
from documents.words import Line, Segment, Word, box_of

_FIGURE = re.compile(r"-?\d+\.\d+|\d{4}-\d{2}-\d{2}")
"""Numbers and dates as a reading writes them: papers write them otherwise, so letters tell nothing."""
_MOST_LINES = 4
_MOST_SPOTS = 8
_EDGE = 4.0


@dataclass(frozen=True)
class Spot:
    """One printing of a value: its words, and where in its phrase they begin."""

    line: Line
    segment: Segment
    start: int
    """Index within the segment of the first word."""
    words: tuple[Word, ...]
    reads: Literal["typed", "phrase"]
    lines: int = 1
    conventions: Conventions | None = None
    """Those under which it reads right, where the paper's own would not do."""

    @property
    def box(self) -> Box:
        """Return the place that holds the value."""
        return box_of(self.words)

    @property
    def to_the_end(self) -> bool:
        """Return whether nothing follows the value in its phrase."""
        return self.words[-1].x1 >= self.segment.box[2] - 0.1 or self.lines > 1


def spots_of(field: str, value: str, lines: Sequence[Line], conventions: Conventions) -> list[Spot]:
    """Return where ``value`` is printed, at most a handful of places, top to bottom."""
    found = list(_typed(field, value, lines, conventions))
    for other in () if found else _other_conventions(conventions):
        found = [replace(s, conventions=other) for s in _typed(field, value, lines, other)]
        if found:
            break
    if not found and not _FIGURE.fullmatch(value):
        found = list(_phrases(value, lines))
    return found[:_MOST_SPOTS]


def within(spots: Sequence[Spot], page: int | None, box: Box | None) -> list[Spot]:
    """Return the spots that a person meant by drawing ``box``; all of them if none was drawn."""
    if box is None:
        return list(spots)
    return [spot for spot in spots if spot.words[0].page == (page or 1) and _meets(spot.box, box)]


def drawn(page: int, box: Box, lines: Sequence[Line]) -> Spot | None:
    """Return the words that a person drew a box around, None if it holds none."""
    for line in lines:
        for segment in line.segments if line.page == page else ():
            inside = [n for n, word in enumerate(segment.words) if _meets(word.box, box)]
            if inside:
                words = segment.words[inside[0] : inside[-1] + 1]
                return Spot(line, segment, inside[0], words, "phrase")
    return None


def read_at(field: str, segment: Segment, start: int, conventions: Conventions) -> Value | None:
    """Return what the field's own parser reads from a word on; it must begin with that word."""
    parse = _parser_of(field)
    if parse is None:
        return None
    value = parse([Segment(segment.words[start:])], conventions)
    begins = value is not None and abs(value.box[0] - segment.words[start].x0) < _EDGE
    return value if begins else None


def _parser_of(field: str) -> Parser | None:
    return PARSERS.get(field) or (_first_number if field in NUMERIC else None)


def _first_number(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the number that a phrase begins with, as the cell of a table holds it."""
    for number, words, _ in numerals_in(segments, conventions.mark)[:1]:
        return from_words(plain(number.value), words)
    return None


def _typed(
    field: str, wanted: str, lines: Sequence[Line], conventions: Conventions
) -> Iterator[Spot]:
    if _parser_of(field) is None:
        return
    for line in lines:
        for segment in line.segments:
            ends: set[float] = set()
            # From the right: of several words from which the value is read, its own first one.
            for start in reversed(range(len(segment.words))):
                value = read_at(field, segment, start, conventions)
                if value is None or not same(value.text, wanted) or value.box[2] in ends:
                    continue
                ends.add(value.box[2])
                yield Spot(line, segment, start, _words_in(segment, value.box), "typed")


def _words_in(segment: Segment, box: Box) -> tuple[Word, ...]:
    inside = [w for w in segment.words if w.x0 >= box[0] - _EDGE and w.x1 <= box[2] + _EDGE]
    return tuple(inside) or segment.words[:1]


def _other_conventions(conventions: Conventions) -> list[Conventions]:
    """Return the conventions that the paper does not have."""
    mark = "," if conventions.mark == "." else "."
    lead = not conventions.month_leads
    return [replace(conventions, mark=mark), replace(conventions, month_leads=lead)]


def _phrases(value: str, lines: Sequence[Line]) -> Iterator[Spot]:
    wanted = "".join(tokens(value))
    if not wanted:
        return
    for line in lines:
        for segment in line.segments:
            for start in range(len(segment.words)):
                spot = _phrase_at(wanted, lines, line, segment, start)
                if spot is not None:
                    yield spot


def _phrase_at(
    wanted: str, lines: Sequence[Line], line: Line, segment: Segment, start: int
) -> Spot | None:
    """Return the words from ``start`` that spell ``wanted``, over several lines if need be."""
    taken: list[Word] = []
    here: Segment | None = segment
    for depth in range(1, _MOST_LINES + 1):
        for word in here.words[start:] if here else ():
            spelled = "".join(text for text, _, _ in token_spans(word.text))
            if not wanted.startswith(spelled):
                return None
            taken.append(word)
            wanted = wanted[len(spelled) :]
            if not wanted:
                return Spot(
                    line, segment, segment.words.index(taken[0]), tuple(taken), "phrase", depth
                )
        here, start = (next_line(lines, here), 0) if here else (None, 0)
    return None


def next_line(lines: Sequence[Line], segment: Segment) -> Segment | None:
    """Return the phrase close under another one, at the same left edge."""
    for line in lines:
        below = line.box[1] - segment.box[3]
        if line.page == segment.page and -2 < below < 0.9 * line.height:
            for other in line.segments:
                if abs(other.box[0] - segment.box[0]) < 3 and other.box[1] > segment.box[1] + 2:
                    return other
    return None


def _meets(a: Box, b: Box) -> bool:
    """Return whether the middle of ``a`` lies in ``b``."""
    x, y = (a[0] + a[2]) / 2, (a[1] + a[3]) / 2
    return b[0] - _EDGE <= x <= b[2] + _EDGE and b[1] - _EDGE <= y <= b[3] + _EDGE
