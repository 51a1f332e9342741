"""Bands: which lines of a table belong to which row.

Where every row begins with its figures, a row is all that follows up to the next one. Elsewhere
(figures in the middle or at the foot of a cell) the widest vertical gap parts two rows.
"""

import itertools
from collections.abc import Mapping, Sequence

from documents.words import Line

Band = tuple[Line, list[Line]]
"""The line that carries a row's key figure, and all lines of the row, top to bottom."""

_CLOSE, _REACH, _LOOSE = 0.6, 1.3, 2.5
"""Gaps, in letter heights, over which text above, below the last and below a row still joins."""
_MOST_REACH = 4.0
_PAGE = 1000.0
"""The gap, in points, between two pages."""


def bands_of(body: Sequence[Line], anchors: Mapping[int, int]) -> list[Band]:
    """Return each anchor line with the lines of its row.

    ``anchors`` gives for each line with a key figure the first line with a figure of its row.
    """
    if not anchors:
        return []
    by_index = {line.index: line for line in body}
    first = min(anchors.values())
    begin = [line for line in body if line.index < first]
    above = _near_above(begin, by_index[first])
    if not above and all(_has_words(by_index[start]) for start in anchors.values()):
        return _from_the_top(body, anchors, by_index)
    return _by_gaps(body, anchors)


def _has_words(line: Line) -> bool:
    return any(sum(c.isalpha() for c in s.text) >= 4 for s in line.segments)


def _from_the_top(
    body: Sequence[Line], anchors: Mapping[int, int], by_index: Mapping[int, Line]
) -> list[Band]:
    starts = sorted(anchors.items(), key=lambda pair: pair[1])
    bands: list[Band] = []
    widest = 0.0
    for (anchor, start), following in itertools.zip_longest(starts, starts[1:]):
        end = following[1] if following else None
        lines = [ln for ln in body if ln.index >= start and (end is None or ln.index < end)]
        if end is None:
            reach = min(max(widest, _REACH), _MOST_REACH)
            lines = [lines[0], *_near_below(lines[1:], lines[0], reach)]
        widest = max([widest, *_gaps(lines)])
        bands.append((by_index[anchor], lines))
    return bands


def _gaps(lines: Sequence[Line]) -> list[float]:
    return [
        (b.box[1] - a.box[3]) / a.height for a, b in itertools.pairwise(lines) if a.page == b.page
    ]


def _by_gaps(body: Sequence[Line], anchors: Mapping[int, int]) -> list[Band]:
    own = [line for line in body if line.index in anchors]
    above = [line for line in body if line.index < own[0].index]
    bands: list[Band] = []
    for anchor, after in itertools.zip_longest(own, own[1:]):
        rest = [line for line in body if line.index > anchor.index]
        between = [line for line in rest if after is None or line.index < after.index]
        mine, theirs = _shared(anchor, between, after)
        below = _near_below(mine, anchor, _LOOSE if after else _REACH)
        bands.append((anchor, [*_near_above(above, anchor), anchor, *below]))
        above = theirs
    return bands


def _shared(
    anchor: Line, between: Sequence[Line], after: Line | None
) -> tuple[list[Line], list[Line]]:
    """Return the lines of the row above and of the row below: the widest gap parts them."""
    if after is None:
        return list(between), []
    tail = [anchor, *between, after]
    gaps = [b.box[1] - a.box[3] if a.page == b.page else _PAGE for a, b in itertools.pairwise(tail)]
    widest = max(gaps)
    if len(gaps) == 1 or widest <= min(gaps) + 1.5 or gaps[-1] >= widest:
        return list(between), []
    cut = gaps.index(widest)
    return list(between[:cut]), list(between[cut:])


def _near_above(above: Sequence[Line], anchor: Line) -> list[Line]:
    kept: list[Line] = []
    edge = anchor
    for line in reversed(above):
        if line.page != edge.page or edge.box[1] - line.box[3] > _CLOSE * edge.height:
            break
        kept.insert(0, line)
        edge = line
    return kept


def _near_below(between: Sequence[Line], anchor: Line, reach: float) -> list[Line]:
    kept: list[Line] = []
    edge = anchor
    for line in between:
        if line.page != edge.page or line.box[1] - edge.box[3] > reach * edge.height:
            break
        kept.append(line)
        edge = line
    return kept
