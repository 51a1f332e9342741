"""Anchors: the printed words that lead to a value, described on one paper, followed on the next."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from math import sqrt

from documents.folding import tokens
from documents.memory import Anchor, Place, Side
from documents.memory_finding import Spot
from documents.words import Line, Segment, Word, overlap

BEFORE, LEFT, COLUMN, REGION = 0.9, 0.85, 0.7, 0.5
"""How far each kind of lead is believed by itself; they add up as independent evidence does."""
_ASTRAY = 0.5
"""What stays of a lead whose value stands at another distance than it did."""
_WORDS = 4
_MOST_ABOVE = 3
_FAR = 60.0
"""How far above or below a value its anchors may stand, in points."""
_NEAR = 4.0
_MOST = 0.97


@dataclass(frozen=True)
class Lead:
    """Where a value may begin, and how far what led there is believed."""

    line: Line
    segment: Segment
    start: int
    """Index within the segment of the first word."""
    strength: float


def place_of(spot: Spot, lines: Sequence[Line], avoid: Collection[str] = ()) -> Place:
    """Return how to find again what stands at ``spot``; no anchor is one of the texts to avoid."""
    anchors = [a for a in _anchors(spot, lines) if "".join(a.words) not in avoid]
    x0, top, x1, bottom = (round(edge, 1) for edge in spot.box)
    return Place(
        anchors=tuple(anchors),
        page=_page(spot.line.page, lines),
        box=(x0, top, x1, bottom),
        reads=spot.reads,
        words=0 if spot.to_the_end else len(spot.words),
        until=_word_after(spot),
        lines=spot.lines,
    )


def leads_of(place: Place, lines: Sequence[Line]) -> list[Lead]:
    """Return where the value of a place may begin on another paper, the likeliest first."""
    found: dict[tuple[int, float], Lead] = {}
    ways = [list(_followed(anchor, lines)) for anchor in place.anchors]
    for way in [*ways, list(_in_region(place, lines))]:
        # Words that stand on the paper twice lead half as surely to either.
        share = sqrt(sum(1 for lead in way if lead.strength >= max(w.strength for w in way)))
        for lead in way:
            key = (lead.line.index, lead.segment.words[lead.start].x0)
            sure = lead.strength / share
            if key in found:
                sure = 1 - (1 - found[key].strength) * (1 - sure)
            found[key] = Lead(lead.line, lead.segment, lead.start, min(sure, _MOST))
    return sorted(found.values(), key=lambda lead: -lead.strength)


def _anchors(spot: Spot, lines: Sequence[Line]) -> Iterator[Anchor]:
    """Yield the words in front, or those to the left, then some above and those below."""
    if words := _last_unnumbered(spot.segment.words[: spot.start]):
        yield _anchor("before", words, spot)
    elif spot.start == 0 and (words := _last_unnumbered(_left_of(spot.line, spot.segment))):
        yield _anchor("left", words, spot)
    for words in islice(_in_column(spot, reversed(lines[: spot.line.index])), _MOST_ABOVE):
        yield _anchor("above", words, spot)
    for words in islice(_in_column(spot, lines[spot.line.index + 1 :]), 1):
        yield _anchor("below", words, spot)


def _anchor(side: Side, words: Sequence[Word], spot: Spot) -> Anchor:
    return Anchor(
        words=_spelled(words),
        side=side,
        dx0=round(spot.box[0] - words[0].x0, 1),
        dx1=round(spot.box[2] - words[0].x0, 1),
        dy=round(spot.words[0].middle - words[0].middle, 1),
    )


def _unnumbered(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return the first words, until one has a digit, if they hold letters enough to be known."""
    kept = tuple(islice(takewhile(lambda w: not any(c.isdigit() for c in w.text), words), _WORDS))
    return kept if sum(c.isalpha() for word in kept for c in word.text) > 1 else ()


def _last_unnumbered(words: Sequence[Word]) -> tuple[Word, ...]:
    return _unnumbered(reversed(words))[::-1]


def _spelled(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(text for word in words for text in _tokens(word.text))


@lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a printed one; the same words are asked for anchor by anchor."""
    return tokens(text)


def _word_after(spot: Spot) -> str:
    rest = spot.segment.words[spot.start + len(spot.words) :] if not spot.to_the_end else ()
    return "".join(_spelled(rest[:1]))


def _left_of(line: Line, segment: Segment) -> tuple[Word, ...]:
    left = [other.words for other in line.segments if other.box[2] <= segment.box[0]]
    return left[-1] if left else ()


def _in_column(spot: Spot, lines: Iterable[Line]) -> Iterator[tuple[Word, ...]]:
    """Yield how the phrases begin that share the value's column, the nearest first."""
    x0, top, x1, _ = spot.box
    for line in lines:
        if line.page != spot.line.page or abs(line.box[1] - top) > _FAR:
            return
        for segment in line.segments:
            inside = overlap((segment.box[0], segment.box[2]), (x0, x1)) > 0
            if inside and (words := _unnumbered(segment.words)):
                yield words


def _followed(anchor: Anchor, lines: Sequence[Line]) -> Iterator[Lead]:
    for line in lines:
        for segment in line.segments:
            for first, after in _matches(anchor.words, segment):
                yield from _led(anchor, lines, line, segment, first, after)


def _matches(wanted: tuple[str, ...], segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield where words of a phrase spell ``wanted``: the first one and the one after the last."""
    spelled = [_tokens(word.text) for word in segment.words]
    for first, parts in enumerate(spelled):
        if parts[:1] != wanted[:1]:
            continue
        told: tuple[str, ...] = ()
        for after, more in enumerate(spelled[first:], first + 1):
            told += more
            if told == wanted:
                yield first, after
            if len(told) >= len(wanted):
                break


def _led(
    anchor: Anchor, lines: Sequence[Line], line: Line, segment: Segment, first: int, after: int
) -> Iterator[Lead]:
    if anchor.side == "before":
        if after < len(segment.words):
            yield Lead(line, segment, after, BEFORE)
        return
    x0 = segment.words[first].x0
    expected = (x0 + anchor.dx0, x0 + anchor.dx1)
    if anchor.side == "left":
        if after == len(segment.words) and (right := _right_of(line, segment)):
            yield Lead(line, right, 0, LEFT * (1.0 if _aligned(right, expected) else _ASTRAY))
    elif first == 0:
        height = segment.words[0].middle + anchor.dy
        yield from _at(lines, line.page, height, expected)


def _right_of(line: Line, segment: Segment) -> Segment | None:
    right = [other for other in line.segments if other.box[0] >= segment.box[2]]
    return right[0] if right else None


def _at(
    lines: Sequence[Line], page: int, middle: float, expected: tuple[float, float]
) -> Iterator[Lead]:
    """Yield what stands at a height of a page and begins or ends where the value did."""
    for line in lines:
        if line.page == page and abs(line.middle - middle) < 0.5 * line.height:
            for segment in line.segments:
                start = _start(segment, expected)
                if start is not None:
                    yield Lead(line, segment, start, COLUMN)


def _in_region(place: Place, lines: Sequence[Line]) -> Iterator[Lead]:
    """Yield what stands on the page where the value stood."""
    page = lines[-1].page if place.page < 0 else lines[0].page + place.page - 1
    x0, top, x1, _ = place.box
    for line in lines:
        if line.page == page and abs(line.box[1] - top) < _NEAR:
            for segment in line.segments:
                start = _start(segment, (x0, x1))
                if start is not None:
                    yield Lead(line, segment, start, REGION)


def _start(segment: Segment, expected: tuple[float, float]) -> int | None:
    """Return which word of a phrase begins where the value did; the first, if it ends there."""
    starts = (n for n, w in enumerate(segment.words) if abs(w.x0 - expected[0]) < _NEAR)
    return next(starts, 0 if _aligned(segment, expected) else None)


def _aligned(segment: Segment, expected: tuple[float, float]) -> bool:
    """Return whether a phrase begins or ends where the value did."""
    x0, x1 = expected
    return abs(segment.box[0] - x0) < _NEAR or abs(segment.box[2] - x1) < _NEAR


def _page(page: int, lines: Sequence[Line]) -> int:
    """Return the page as a place keeps it: the last one of several moves with their number."""
    first, last = lines[0].page, lines[-1].page
    return -1 if first < page == last else page - first + 1
