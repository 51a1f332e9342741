"""Blocks: phrases that stand under one another, and the block of an address under its label."""

import re
from collections.abc import Iterator, Sequence

from documents.address_lines import (
    has_legal_form,
    is_contact,
    is_country,
    is_name,
    is_postal,
    is_street,
)
from documents.labels import Hit
from documents.regions import Page
from documents.words import Line, Segment, Word, overlap

__all__ = ["Block", "block_under", "blocks_of", "has_legal_form", "is_address", "sender_lines"]

Block = list[Segment]
"""Phrases from top to bottom that share their left edge, their right edge or their middle."""

_MARK = re.compile(r"[·•|●∙*–—-]|,")
_EDGE = 3.0
_REACH = 3.4
"""How far below a label its block may begin, in letter heights."""
_MOST_LINES = 14
_PARTS = 4.0
"""How far apart, in letter heights, the parts of a sender's line may stand."""


def blocks_of(page: Page, number: int = 1) -> list[Block]:
    """Return the blocks of a page, top to bottom; labels are no part of one."""
    stacks: list[Block] = []
    for line in (line for line in page.lines if line.page == number):
        labels = [h for h in page.hits[line.index] if h.leads and (h.colon or h.exact)]
        for segment in line.segments:
            own = [h for h in labels if abs(h.x0 - segment.box[0]) < 2]
            if not own or is_contact(segment.text):
                _put(stacks, segment)
            elif all(role.startswith("_") for h in own for role in h.roles):
                _put(stacks, segment, begins=False)
    return stacks


def is_address(block: Sequence[Segment]) -> bool:
    """Return whether a block begins with a name and goes on with where that is."""
    if len(block) < 2 or not is_name(block[0].text):
        return False
    rest = [segment.text for segment in block[1:7]]
    placed = any(is_country(text.rpartition(",")[2]) for text in rest)
    return any(map(is_postal, rest)) or sum(map(is_street, rest)) + placed > 1


def block_under(page: Page, hit: Hit) -> Iterator[Segment]:
    """Yield the phrases under a label, as long as they stand close and in its column."""
    bottom, height, found = hit.line.box[3], hit.line.height, 0
    right = _next_column(page, hit)
    for line in page.lines[hit.line.index + 1 : hit.line.index + 40]:
        reach = _REACH * max(height, page.least) if not found else 2.2 * max(height, line.height)
        if line.page != hit.line.page or line.box[1] - bottom > reach or found >= _MOST_LINES:
            return
        segment = _in_column(line, hit, right)
        if segment is None or segment.box[1] < hit.line.box[1] + 0.5 * height:
            continue
        found += 1
        bottom, height = segment.box[3], segment.box[3] - segment.box[1]
        yield segment


def sender_lines(page: Page) -> list[tuple[Segment, Block]]:
    """Return each line "name · street · place" in small print with the block that stands under it.

    So letters are made that show through the window of an envelope (DIN 5008); where nothing
    stands under it, it is a letterhead in one line.
    """
    found = []
    for line in (line for line in page.lines if line.page == 1):
        senders = [phrase for phrase in _wide_phrases(line) if _is_sender(phrase)]
        for segment in senders or _spread_senders(line):
            found.append((segment, _addressee(page, segment)))
    return found


def _is_sender(segment: Segment) -> bool:
    parts = [part.strip() for part in re.split(r"\s[·•|●∙*–—-]+\s|\s?[•●·]\s?", segment.text)]
    parts = [part for part in parts if part]
    if len(parts) >= 3:
        return is_name(parts[0]) and any(map(_is_place, parts[1:]))
    parts = [part.strip() for part in segment.text.split(",")]
    whole = len(parts) >= 3 and is_name(parts[0])
    return whole and any(map(is_street, parts[1:])) and any(map(is_postal, parts[1:]))


def _is_place(text: str) -> bool:
    return (is_postal(text) or is_street(text)) and any(c.isdigit() for c in text)


def _wide_phrases(line: Line) -> list[Segment]:
    """Return the phrases of a line, those with a bullet between them taken as one."""
    joined: list[list[Word]] = []
    for segment in line.segments:
        bullets = joined and (_is_mark(joined[-1][-1]) or _is_mark(segment.words[0]))
        if bullets and segment.box[0] - joined[-1][-1].x1 < 3 * line.height:
            joined[-1] += segment.words
        else:
            joined.append(list(segment.words))
    return [Segment(tuple(words)) for words in joined]


def _spread_senders(line: Line) -> list[Segment]:
    """Return senders whose parts stand apart with nothing between: name, street, place."""
    found = []
    for first, second, third in zip(
        line.segments, line.segments[1:], line.segments[2:], strict=False
    ):
        near = second.box[0] - first.box[2] < _PARTS * line.height > third.box[0] - second.box[2]
        placed = is_street(second.text) and is_postal(third.text)
        if near and placed and is_name(first.text):
            found.append(first)
    return found


def _is_mark(word: Word) -> bool:
    return _MARK.fullmatch(word.text) is not None


def _addressee(page: Page, sender: Segment) -> Block:
    """Return the block under a sender's line; it may be set a little to the left or right."""
    height = sender.box[3] - sender.box[1]
    block: Block = []
    bottom = sender.box[3]
    for line in page.lines:
        if line.page != sender.page or line.box[1] < sender.box[3] - 0.3 * height:
            continue
        reach = (5.0 if not block else 3.6) * max(height, line.height)
        if line.box[1] - bottom > reach or len(block) >= 7:
            break
        near = [s for s in line.segments if -45 < s.box[0] - sender.box[0] < 30]
        if near and ":" not in near[0].text:
            block.append(near[0])
            bottom = near[0].box[3]
    return block


def _next_column(page: Page, hit: Hit) -> float:
    """Return where the box to the right of a label begins: its own column ends before."""
    later = [other.x0 for other in page.hits[hit.line.index] if other.x0 > hit.x1 + 12]
    return min((x0 for x0 in later if x0 > hit.x0 + 40), default=float("inf")) - 2


def _in_column(line: Line, hit: Hit, right: float) -> Segment | None:
    own = (hit.x0 - 8, min(max(hit.x1, hit.x0 + 60), right))
    inside = [
        s
        for s in line.segments
        if hit.x0 - 14 <= s.box[0] < right and overlap((s.box[0], s.box[2]), own) > 0
    ]
    return min(inside, key=lambda s: abs(s.box[0] - hit.x0), default=None)


def _put(stacks: list[Block], segment: Segment, begins: bool = True) -> None:
    """Add a phrase to the block that it goes on with; one that says what it is begins none."""
    for stack in reversed(stacks[-12:]):
        if _goes_on(stack, segment):
            stack.append(segment)
            return
    if begins:
        stacks.append([segment])


def _goes_on(stack: Block, segment: Segment) -> bool:
    last = stack[-1].box
    height, its = last[3] - last[1], segment.box[3] - segment.box[1]
    close = -0.5 * height <= segment.box[1] - last[3] <= 1.25 * max(height, its)
    if not close or (len(stack) > 1 and min(height, its) < 0.7 * max(height, its)):
        return False
    edges = _shared_edges(last, segment.box)
    known = _shared_edges(stack[0].box, last) if len(stack) > 1 else edges
    return bool(edges & known)


def _shared_edges(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> set[str]:
    shared = {"left"} if abs(a[0] - b[0]) < _EDGE else set()
    if abs(a[2] - b[2]) < _EDGE:
        shared.add("right")
    if abs(a[0] + a[2] - b[0] - b[2]) < 2 * _EDGE:
        shared.add("middle")
    return shared
