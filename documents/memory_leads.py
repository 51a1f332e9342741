"""Leads: where the anchors of a place point on another paper, and how far each is believed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from documents.memory import Anchor, Place
from documents.memory_anchors import LABELS, letters_of
from documents.words import Line, Segment

BEFORE, LEFT, COLUMN, REGION = 0.9, 0.85, 0.7, 0.5
"""How far each kind of lead is believed by itself; they add up as independent evidence does."""
_ASTRAY = 0.5
"""What stays of a lead whose value stands at another distance than it did."""
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


def leads_of(place: Place, lines: Sequence[Line]) -> list[Lead]:
    """Return where the value of a place may begin on another paper, the likeliest first."""
    found: dict[tuple[int, float], Lead] = {}
    labelled = [a for a in place.anchors if a.side in LABELS]
    named = [list(_followed(anchor, lines)) for anchor in labelled]
    ways = [list(_followed(anchor, lines)) for anchor in place.anchors if anchor not in labelled]
    for way in (*named, *ways, list(_in_region(place, lines))):
        # Words that stand on the paper twice lead half as surely to either.
        share = sqrt(sum(1 for lead in way if lead.strength >= max(w.strength for w in way)))
        for lead in way:
            sure = lead.strength / share
            if _key(lead) in found:
                sure = 1 - (1 - found[_key(lead)].strength) * (1 - sure)
            found[_key(lead)] = Lead(lead.line, lead.segment, lead.start, min(sure, _MOST))
    told = {_key(lead) for way in named for lead in way}
    return sorted((_unless_told(lead, told) for lead in found.values()), key=lambda d: -d.strength)


def _key(lead: Lead) -> tuple[int, float]:
    return (lead.line.index, lead.segment.words[lead.start].x0)


def _unless_told(lead: Lead, told: Collection[tuple[int, float]]) -> Lead:
    """Return a lead, weaker if the value's own label stands on the paper and leads elsewhere."""
    if not told or _key(lead) in told:
        return lead
    return replace(lead, strength=lead.strength * _ASTRAY)


def _followed(anchor: Anchor, lines: Sequence[Line]) -> Iterator[Lead]:
    for line in lines:
        for segment in line.segments:
            for first, after in _matches(anchor.words, segment):
                yield from _led(anchor, lines, line, segment, first, after)


def _matches(wanted: tuple[str, ...], segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield where words of a phrase spell ``wanted``: the first one and the one after the last."""
    spelled = [letters_of(word.text) for word in segment.words]
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
        if after == len(segment.words):
            for right, sure in _right_of(line, segment, expected):
                yield Lead(line, right, 0, sure)
    elif first == 0:
        height = segment.words[0].middle + anchor.dy
        yield from _at(lines, line.page, height, expected)


def _right_of(
    line: Line, segment: Segment, expected: tuple[float, float]
) -> Iterator[tuple[Segment, float]]:
    """Yield what stands where the value stood; else the next phrase, believed less."""
    right = [other for other in line.segments if other.box[0] >= segment.box[2]]
    aligned = [other for other in right if _aligned(other, expected)]
    yield from ((other, LEFT) for other in aligned)
    if right and not aligned:
        yield right[0], LEFT * _ASTRAY


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
    if not lines:
        return
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
