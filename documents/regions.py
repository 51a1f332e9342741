"""Where the value of a label may stand: to its right, or below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.labels import WEAK, Hit, part_of
from documents.words import Line, Segment, Word, overlap, segments_of

_DASHES = r"(?:[\s:：._#|=)*]|[-–](?!\d))*"
_QUALIFIER = re.compile(
    rf"{_DASHES}(?:/\s*[^\W\d_]{{2,}}\.?(?:[ .][^\W\d_]+\.?){{0,2}}\s*[:：])?{_DASHES}"
    rf"(\([^)]{{0,48}}\))?{_DASHES}"
)
"""What may stand between a label and its value: marks, a translation with a colon, a remark."""
_REACH = 3.2
"""How far below a label its value may stand, in letter heights of the label."""


@dataclass(frozen=True)
class Page:
    """What is known of the lines: the lines themselves and the labels on each."""

    lines: Sequence[Line]
    hits: Sequence[list[Hit]]
    """Labels by line index."""
    least: float = 0.0
    """Letters are taken to be so high where it is asked how near a value stands: the boxes of
    forms print their labels small."""


def right_of(page: Page, hit: Hit) -> tuple[Segment, ...]:
    """Return the phrases between ``hit`` and the next label of its line."""
    words = _after(hit, _next_label(page, hit))
    return segments_of(words) if words else segments_of(_beside(page, hit))


def _beside(page: Page, hit: Hit) -> list[Word]:
    """Return words of the lines next to ``hit`` that stand at its height, in other letters.

    A small label and the large value at its right share no base line.
    """
    box = hit.line.words[hit.last.word].box
    near = page.lines[max(0, hit.line.index - 2) : hit.line.index + 3]
    words = [
        word
        for line in near
        if line.page == hit.line.page and line is not hit.line
        for word in line.words
        if word.x0 > hit.x1 and _level((box[1], box[3]), (word.top, word.bottom))
    ]
    end = min(
        (h.x0 for line in near for h in page.hits[line.index] if h.x0 > hit.x1 and _opens(h)),
        default=float("inf"),
    )
    return sorted((w for w in words if w.x0 < end), key=lambda w: w.x0)


def _level(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return overlap(a, b) >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def _opens(hit: Hit) -> bool:
    return _is_strong(hit) or hit.colon


def below(page: Page, hit: Hit, lines: int = 1, reach: float = _REACH) -> list[Segment]:
    """Return the first phrases that stand under ``hit``, one a line, top to bottom."""
    found: list[Segment] = []
    bottom, height = hit.line.box[3], hit.line.height
    for line in page.lines[hit.line.index + 1 :]:
        if line.page != hit.line.page or line.box[1] - bottom > reach * max(height, page.least):
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
    return other.exact or near or _reads_on(hit, other)


def _reads_on(hit: Hit, other: Hit) -> bool:
    """Return whether a label far to the right opens a name, all words: "Name:   Seller of Wool"."""
    rest = hit.line.words[other.last.word + 1 : other.last.word + 4]
    text = "".join(word.text for word in rest)
    return bool(text) and "_name" in hit.roles and not any(c.isdigit() for c in text)


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
