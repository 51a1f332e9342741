"""Columns of a supplier's tables: what people's corrections of lines say that each one holds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from customs.papers import Correction
from documents.folding import tokens
from documents.heads import NUMERIC, Cell, Head, heads_of
from documents.memory_finding import Spot, spots_of
from documents.reading import Field
from documents.words import Box, overlap

if TYPE_CHECKING:
    from documents.memory_learning import Paper


def with_roles(head: Head, columns: Mapping[str, str]) -> Head:
    """Return a head whose cells hold what the supplier's profile says of them.

    What a remembered column holds no other one holds too.
    """
    told = {n: columns[key] for n, cell in enumerate(head.cells) if (key := _key(cell)) in columns}
    cells = [
        replace(cell, role=told[n] or None)
        if n in told
        else replace(cell, role=None if cell.role in told.values() else cell.role)
        for n, cell in enumerate(head.cells)
    ]
    return replace(head, cells=tuple(cells)) if told else head


def columns_after(
    columns: Mapping[str, str], paper: "Paper", corrections: Sequence[Correction]
) -> dict[str, str]:
    """Return the known columns after corrections of lines: the right value's column is the role's."""
    learned = dict(columns)
    for said in corrections:
        right = _column_of(paper, said)
        if right is None:
            continue
        before = _row(paper, said).get(said.field)
        wrong = _cell_at(paper, before.page, before.box) if before else None
        if wrong is not None and _key(wrong) != _key(right):
            learned.setdefault(_key(wrong), "")
        learned[_key(right)] = said.field
    return learned


def row_spots(paper: "Paper", said: Correction) -> list[Spot]:
    """Return where the right value of a line stands in its row."""
    row = _row(paper, said)
    spots = spots_of(said.field, said.value, paper.lines, paper.conventions) if row else []
    return [spot for spot in spots if _in_row(row, spot.line.page, spot.box)]


def _row(paper: "Paper", said: Correction) -> Mapping[str, Field]:
    """Return the line that a correction is about; nothing if the reader saw no such line."""
    number = said.line or 0
    return paper.rows[number - 1] if 0 < number <= len(paper.rows) else {}


def _column_of(paper: "Paper", said: Correction) -> Cell | None:
    """Return the head's cell over the right value; None if it stands in no one column."""
    if said.line is None:
        return None
    spots = [spot for spot in row_spots(paper, said) if _leads_its_cell(spot, said.field)]
    places = [(spot.line.page, spot.box) for spot in spots]
    if said.box is not None:
        places = [(said.page or 1, said.box)]
    cells = [_cell_at(paper, page, box) for page, box in places]
    known = {_key(cell): cell for cell in cells if cell is not None}
    return next(iter(known.values())) if len(known) == 1 else None


def _leads_its_cell(spot: Spot, field: str) -> bool:
    """Return whether a value is what its cell is about: the 600 of "600 PCS", not the PCS."""
    return spot.start == 0 and (field in NUMERIC or spot.to_the_end)


def _in_row(row: Mapping[str, Field], page: int, box: Box) -> bool:
    heights = [(f.box[1], f.box[3]) for f in row.values() if f.page == page]
    middle = (box[1] + box[3]) / 2
    return any(top <= middle <= bottom for top, bottom in heights)


def _cell_at(paper: "Paper", page: int, box: Box) -> Cell | None:
    """Return the cell of the last head above a box that shares most of its width, or the nearest."""
    above = [h for h in heads_of(paper.lines) if _is_above(paper, h, page, box)]
    if not above:
        return None
    cell = max(above[-1].cells, key=lambda c: overlap((c.x0, c.x1), (box[0], box[2])))
    return cell if tokens(cell.text) else None


def _is_above(paper: "Paper", head: Head, page: int, box: Box) -> bool:
    line = paper.lines[head.last]
    return line.page < page or (line.page == page and line.box[3] <= box[3])


def _key(cell: Cell) -> str:
    return " ".join(tokens(cell.text))
