"""Labels that a narrow box breaks over two lines: "Amount" over "insured"."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from documents.labels.hit import Hit, Token
from documents.words import Line, Segment

_BOX_NUMBER = re.compile(r"^\(?\d{1,2}[a-z]?[.)]+\s*")
_REMARK = re.compile(r"\([^)]*\)?")
_MOST_WORDS = 6


def joined(
    lines: Sequence[Line], hits: Sequence[list[Hit]], roles_of: Callable[[str], dict[str, float]]
) -> list[list[Hit]]:
    """Return the hits of a form, labels over two lines made one on the lower line."""
    found = [list(on_line) for on_line in hits]
    for above, line in pairwise(lines):
        for upper, lower in _stacked(above, line):
            roles = roles_of(_plain(f"{upper.text} {lower.text}"))
            if roles:
                # The longer label wins, as on one line.
                found[above.index] = _outside(found[above.index], upper)
                found[line.index] = [*_outside(found[line.index], lower), _hit(line, lower, roles)]
                found[line.index].sort(key=lambda hit: hit.first.word)
    return found


def _stacked(above: Line, line: Line) -> list[tuple[Segment, Segment]]:
    if above.page != line.page:
        return []
    return [(u, s) for u in above.segments for s in line.segments if _continues(u, s)]


def _continues(upper: Segment, lower: Segment) -> bool:
    height = upper.box[3] - upper.box[1]
    close = -0.4 * height < lower.box[1] - upper.box[3] < 0.6 * height
    left = abs(lower.box[0] - upper.box[0]) < 2.5
    middle = abs(lower.box[0] + lower.box[2] - upper.box[0] - upper.box[2]) < 6
    alike = abs((lower.box[3] - lower.box[1]) - height) < 0.2 * height
    short = len(upper.words) + len(lower.words) <= _MOST_WORDS
    return close and (left or middle) and alike and short and ":" not in upper.text


def _plain(text: str) -> str:
    return _REMARK.sub("", _BOX_NUMBER.sub("", text))


def _outside(hits: list[Hit], segment: Segment) -> list[Hit]:
    return [hit for hit in hits if not segment.box[0] - 1 <= hit.x0 <= segment.box[2]]


def _hit(line: Line, segment: Segment, roles: dict[str, float]) -> Hit:
    start = line.words.index(segment.words[0])
    end = start + len(segment.words) - 1
    first = Token(segment.words[0].text, start, 0, len(segment.words[0].text))
    last = Token(segment.words[-1].text, end, 0, len(segment.words[-1].text))
    colon = segment.text.rstrip().endswith((":", "："))
    return Hit(line, roles, first, last, leads=True, ends=True, colon=colon, exact=True)
