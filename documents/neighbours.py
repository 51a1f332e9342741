"""Neighbours: a paper's number by where it stands, when its label is in no list.

Number and date stand side by side, or one over the other, on nearly every paper: what stands
right before the date, under words that are no known label, is taken for the number, with doubt.
"""

from collections.abc import Iterator

from documents.codes import identifier
from documents.fields import Candidate
from documents.labels import field_labels
from documents.reading import Field
from documents.regions import Page
from documents.typed import Conventions
from documents.words import Line, Segment

_SURE = 0.5
_OWN = frozenset({"invoice_number", "document_number"})
_REACH = 2.2
"""How far over the date the number may stand, in letter heights."""


def number_before(page: Page, dated: Field, conventions: Conventions) -> list[Candidate]:
    """Return what stands before the date as a candidate for the paper's number."""
    found = []
    for label, segment in _pairs(page, dated):
        value = identifier([segment], conventions) if _unknown(label.text) else None
        if value is not None and len(segment.words) <= 3:
            found.append(Candidate("invoice_number", value, _SURE, 0, "neighbour:invoice_number"))
    return found[:1]


def _pairs(page: Page, dated: Field) -> Iterator[tuple[Segment, Segment]]:
    """Yield label and value of what stands left of the date, then of what stands over it."""
    for line in page.lines:
        at = [n for n, s in enumerate(line.segments) if _is_at(line, s, dated)]
        if not at:
            continue
        above = _near(page, line)
        if at[0] > 0:
            value = line.segments[at[0] - 1]
            yield from ((label, value) for label in _aligned(above, value))
        value_over = _aligned(above, line.segments[at[0]])
        if at[0] > 0 and value_over:
            yield from ((label, value_over[0]) for label in _aligned(above, line.segments[0]))
        for own in line.segments[max(0, at[0] - 1) : at[0] + 1]:
            yield from (_halves(segment) for segment in _aligned(above, own))


def _halves(segment: Segment) -> tuple[Segment, Segment]:
    """Return the words of a phrase up to its last one as a label, and that one as its value."""
    return Segment(segment.words[:-1] or segment.words), Segment(segment.words[-1:])


def _is_at(line: Line, segment: Segment, dated: Field) -> bool:
    (_, top, x1, bottom) = (
        dated.box
    )  # A date found by its form alone has the box of its line so far.
    inside = segment.box[0] < x1 <= segment.box[2] + 1
    return line.page == dated.page and inside and line.box[1] < (top + bottom) / 2 < line.box[3]


def _near(page: Page, line: Line) -> list[Segment]:
    reach = _REACH * line.height
    before = page.lines[max(0, line.index - 3) : line.index]
    close = [ln for ln in before if ln.page == line.page and line.box[1] - ln.box[3] < reach]
    return [segment for ln in reversed(close) for segment in ln.segments]


def _aligned(segments: list[Segment], to: Segment) -> list[Segment]:
    return [s for s in segments if abs(s.box[0] - to.box[0]) < 3][:1]


def _unknown(text: str) -> bool:
    """Return whether words may be a label that no list knows, or one of the number itself."""
    roles = field_labels().roles_of(text)
    return not any(c.isdigit() for c in text) and set(roles) <= _OWN
