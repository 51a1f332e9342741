"""Where the value of a label may stand: to its right, or below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.labels import WEAK, Hit, part_of
from documents.words import Line, Segment, Word, overlap, segments_of

_QUALIFIER = re.compile(r"[\s:：.\-–#|=)*]*(\([^)]{0,48}\))?[\s:：.\-–#|=*]*")
_REACH = 3.2
"""How far below a label its value may stand, in letter heights of the label."""


@dataclass(frozen=True)
class Page:
    """What is known of the lines: the lines themselves and the labels on each."""

    lines: Sequence[Line]
    hits: Sequence[list[Hit]]
    """Labels by line index."""


def right_of(page: Page, hit: Hit) -> tuple[Segment, ...]:
    """Return the phrases between ``hit`` and the next label of its line."""
    end = _next_label(page, hit)
    words = _after(hit, end)
    return segments_of(words)


def below(page: Page, hit: Hit, lines: int = 1, reach: float = _REACH) -> list[Segment]:
    """Return the first phrases that stand under ``hit``, one a line, top to bottom."""
    found: list[Segment] = []
    bottom, height = hit.line.box[3], hit.line.height
    for line in page.lines[hit.line.index + 1 :]:
        if line.page != hit.line.page or line.box[1] - bottom > reach * height:
            break
        segment = _under(line, hit)
        if segment is None or line.box[1] < bottom - 0.3 * height:
            continue
        found.append(segment)
        bottom = segment.box[3]
        if len(found) == lines:
            break
    return found


def labels_within(page: Page, segment: Segment) -> list[Hit]:
    """Return the labels that stand in ``segment``."""
    place = next(
        (ln.index for ln in page.lines if ln.page == segment.page and segment.words[0] in ln.words),
        None,
    )
    if place is None:
        return []
    x0, x1 = segment.box[0], segment.box[2]
    return [hit for hit in page.hits[place] if overlap((hit.x0, hit.x1), (x0, x1)) > 0]


def _under(line: Line, hit: Hit) -> Segment | None:
    under = [s for s in line.segments if overlap((s.box[0], s.box[2]), (hit.x0, hit.x1)) > 0]
    return min(under, key=lambda s: abs(s.box[0] - hit.x0), default=None)


def _next_label(page: Page, hit: Hit) -> int:
    later = [
        other.first.word
        for other in page.hits[hit.line.index]
        if other.first.word > hit.last.word and (_is_strong(other) or other.colon)
        if not _is_value(hit, other)
    ]
    return min(later, default=len(hit.line.words))


def _is_strong(hit: Hit) -> bool:
    return hit.exact or (hit.leads and max(hit.roles.values()) > WEAK)


def _is_value(hit: Hit, other: Hit) -> bool:
    """Return whether ``other`` is a value that reads like a label ("Notify party: Consignee")."""
    if not hit.colon or other.colon or other.first.word != hit.last.word + 1:
        return False
    words = hit.line.words
    near = words[other.first.word].x0 - words[hit.last.word].x1 < 0.9 * hit.line.height
    return other.exact or near


def _after(hit: Hit, end: int) -> list[Word]:
    words = hit.line.words
    own = words[hit.last.word]
    rest: list[Word] = [part_of(own, hit.last.end)] if hit.last.end < len(own.text) else []
    rest += words[hit.last.word + 1 : end]
    text = " ".join(word.text for word in rest)
    match = _QUALIFIER.match(text)
    return _drop(rest, match.end() if match else 0)


def _drop(words: list[Word], letters: int) -> list[Word]:
    kept = list(words)
    while kept and letters > 0:
        length = len(kept[0].text)
        if letters < length:
            kept[0] = part_of(kept[0], letters)
            break
        kept.pop(0)
        letters -= length + 1
    return kept
