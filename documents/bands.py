"""Bands: which lines of a table belong to which row."""

import itertools
from collections.abc import Sequence

from documents.words import Line

Band = tuple[Line, list[Line]]
"""The line that carries a row's key figure, and all lines of the row, top to bottom."""


def bands_of(body: Sequence[Line], anchors: list[int]) -> list[Band]:
    """Return each anchor line with the lines of its row.

    Between two anchors the widest vertical gap parts the rows; where all gaps are alike the
    text belongs to the row above.
    """
    rows: list[Band] = []
    own = [line for line in body if line.index in set(anchors)]
    for place, anchor in enumerate(own):
        after = own[place + 1].index if place + 1 < len(own) else None
        above = [ln for ln in body if ln.index < anchor.index] if place == 0 else []
        between = [
            ln for ln in body if ln.index > anchor.index and (after is None or ln.index < after)
        ]
        mine = _near_above(above, anchor)
        rows.append((anchor, [*mine, anchor, *_near_below(between, anchor, after is None)]))
    return _shared(rows, own)


def _near_above(above: list[Line], anchor: Line) -> list[Line]:
    kept: list[Line] = []
    edge = anchor
    for line in reversed(above):
        if line.page != edge.page or edge.box[1] - line.box[3] > 0.6 * edge.height:
            break
        kept.insert(0, line)
        edge = line
    return kept


def _near_below(between: list[Line], anchor: Line, last: bool) -> list[Line]:
    kept: list[Line] = []
    edge = anchor
    for line in between:
        reach = 1.3 if last else 2.5
        if line.page != edge.page or line.box[1] - edge.box[3] > reach * edge.height:
            break
        kept.append(line)
        edge = line
    return kept


def _shared(rows: list[Band], own: list[Line]) -> list[Band]:
    """Move the lines below the widest gap to the row that they stand next to."""
    for place in range(len(rows) - 1):
        anchor, mine = rows[place]
        following, theirs = rows[place + 1]
        tail = [*mine[mine.index(anchor) :], following]
        gaps = [b.box[1] - a.box[3] for a, b in itertools.pairwise(tail)]
        widest = max(gaps, default=0.0)
        if len(gaps) > 1 and widest > min(gaps) + 1.5 and gaps[-1] < widest:
            cut = gaps.index(widest)
            moved = tail[cut + 1 : -1]
            rows[place] = (anchor, [line for line in mine if line not in moved])
            rows[place + 1] = (following, moved + theirs)
    return rows
