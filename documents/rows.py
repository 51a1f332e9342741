"""Rows of a table of goods: an anchor line with its figures, and the wrapped text that joins it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.assignment import TRIPLE, Assignment, Near, assigned, proven
from documents.bands import Band, bands_of
from documents.body import body_of, stops
from documents.columns import Column, columns_of
from documents.equations import Extras, Proof, proof
from documents.figures import Figure
from documents.heads import Head
from documents.row_texts import described, edges_of, texts_of
from documents.selection import selected
from documents.sheet import Sheet
from documents.totals import Row, totals_below
from documents.words import Line, Segment, overlap

_PRICED = ("amount", "gross_amount")
_COUNTED = ("quantity", "packages", "gross_weight_kg", "net_weight_kg", "measurement")
_GOODS = frozenset(["description", "quantity", "unit_price", "amount"])
_REACHES = (1.3, 3.2)
"""How far apart, in letter heights, the figures of one row may stand."""


@dataclass(frozen=True)
class Table:
    """A head and the rows under it."""

    head: Head
    rows: tuple[Row, ...]
    totals: dict[str, Figure]
    """Figures of the line that ends the table, by the column that they stand in."""
    last: int
    """Index of the last line of goods."""
    sums: bool = False
    """Whether its amounts add up to a sum printed outside it."""

    @property
    def weight(self) -> tuple[float, int]:
        """Return how much this table is worth: proven rows, a head that fits, then rows."""
        proofs = sum(row.proof.weight for row in self.rows if row.proof)
        named = len(self.head.roles & _GOODS)
        return (proofs + 0.5 * self.sums + 0.4 * named, len(self.rows))


def table_under(head: Head, sheet: Sheet, parts: Sequence[tuple[int, int]]) -> Table:
    """Return the table of ``head``; each part is the lines under one print of the head."""
    body = [line for start, end in parts for line in body_of(sheet.lines, start, end)]
    body = sheet.without_furniture(body)
    found = _judged(head, body, sheet)
    more = _further(found, sheet, parts, body)
    if more:
        body = sorted([*body, *more], key=lambda line: line.index)
        found = _judged(head, body, sheet)
    headed = {sheet.lines[start].page for start, end in parts if start < end}
    goods, totals, sums = selected(_rows(head, found, body, headed), sheet.printed)
    last = max((row.last for row in goods), default=head.last)
    below = sheet.lines[last + 1 : min(last + 6, parts[-1][1])]
    totals = totals or totals_below(found.roles, below, sheet.mark)
    return Table(head, tuple(goods), totals, last, sums)


def _judged(head: Head, body: Sequence[Line], sheet: Sheet) -> Assignment:
    columns = columns_of(sheet.figures_on(body), head)
    sums = sheet.printed.outside(head.first, body[-1].index if body else head.last)
    tried = []
    for reach in _REACHES:
        tried.append(assigned(columns, near_of(body, reach), sums))
        if tried[-1].share > 0.8:
            break
    return max(tried, key=lambda a: a.score, default=Assignment())


def near_of(body: Sequence[Line], reach: float) -> dict[int, list[int]]:
    """Return for each line those within ``reach`` letter heights of it, the nearest first."""
    found: dict[int, list[int]] = {}
    for place, line in enumerate(body):
        around = body[max(0, place - 6) : place + 7]
        far = {
            other.index: abs(other.middle - line.middle)
            for other in around
            if other.page == line.page
        }
        kept = [index for index in far if far[index] <= reach * line.height]
        found[line.index] = sorted(kept, key=lambda index: far[index])
    return found


def _further(
    found: Assignment, sheet: Sheet, parts: Sequence[tuple[int, int]], body: Sequence[Line]
) -> list[Line]:
    """Return the lines after a stop that belong to the table, as rows proven after it show."""
    if not set(TRIPLE) <= set(found.roles) or found.share < 0.4:
        return []
    known = {line.index for line in body}
    more: list[Line] = []
    for start, end in parts:
        rest = [n for n in range(start, end) if n not in known and n not in sheet.furniture]
        proven_rows = [n for n in rest if _proves(found, sheet, n)]
        if proven_rows:
            stop = (n for n in range(proven_rows[-1] + 1, end) if stops(sheet.lines[n]))
            last = next(stop, end)
            more += [sheet.lines[n] for n in rest if n < last]
    return more


def _proves(found: Assignment, sheet: Sheet, place: int) -> bool:
    """Return whether a line carries the amount of a row that the known columns prove."""
    line = sheet.lines[place]
    around = sheet.lines[max(0, place - 4) : place + 5]
    near, far = (
        sheet.figures_on([n for n in around if _beside(n, line, reach)]) for reach in _REACHES
    )
    amounts = _in_column(sheet.figures_on([line]), found.roles["amount"])
    prices = _in_column(far, found.roles["unit_price"])
    return any(
        proof(quantity.amount, price.amount, amount.amount, Extras())
        for quantity in _in_column(near, found.roles["quantity"])
        for price in prices
        for amount in amounts
    )


def _beside(line: Line, other: Line, reach: float) -> bool:
    return line.page == other.page and abs(line.middle - other.middle) < reach * other.height


def _in_column(figures: Sequence[Figure], column: Column) -> list[Figure]:
    return [f for f in figures if not f.percent and overlap(f.span, column.span) > 0.5 * _width(f)]


def _width(figure: Figure) -> float:
    return figure.span[1] - figure.span[0]


def _rows(head: Head, found: Assignment, body: Sequence[Line], heads: Collection[int]) -> list[Row]:
    anchors = _anchors(found, body)
    bands = bands_of(_reached(body, anchors, heads), anchors)
    firm = {n for pair in anchors.items() for n in pair}
    edges = edges_of(head, found.roles, [line for line in body if line.index in firm])
    positions = {f for c in found.columns if c.role == "position" for f in c.figures}
    rows = []
    for band in bands:
        row = _row(found, band)
        used = {word for f in [*row.figures.values(), *row.adjustments] for word in f.words}
        lines = {line.index for line in band[1]}
        used |= {word for f in positions if f.line in lines for word in f.words}
        rows.append(replace(row, texts=texts_of(head, edges, band[1], used)))
    return _headed(rows)


def _headed(rows: list[Row]) -> list[Row]:
    """Return the rows with a description: where no head says which column it is, the wordiest."""
    role = described([row.texts for row in rows])
    if role is None:
        return rows
    return [
        replace(row, texts=row.texts | {"description": _named(row.texts[role])})
        if role in row.texts
        else row
        for row in rows
    ]


def _named(texts: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the phrases without a code that stands over them."""
    code = len(texts) > 1 and len(texts[0].words) == 1 and any(c.isdigit() for c in texts[0].text)
    return texts[1:] if code else texts


def _reached(
    body: Sequence[Line], anchors: Mapping[int, int], headed: Collection[int]
) -> list[Line]:
    """Return the lines of pages with a head, and of others those from the first anchor on."""
    tops: dict[int, float] = {}
    by_index = {line.index: line for line in body}
    for start in sorted(anchors.values()):
        line = by_index[start]
        tops.setdefault(line.page, line.box[1] - 2.2 * line.height)
    return [
        line
        for line in body
        if line.page in headed or line.box[1] >= tops.get(line.page, float("inf"))
    ]


def _anchors(found: Assignment, body: Sequence[Line]) -> dict[int, int]:
    """Return the lines that carry a row's key figure, with the first line of its figures."""
    key = _key(found.roles)
    if key is None:
        return {}
    others = [column for column in found.roles.values() if column is not key]
    near = near_of(body, _REACHES[0])
    texts = {line.index: line for line in body}
    lines = sorted({figure.line for figure in key.figures if not figure.percent})
    rows: dict[int, int] = {}
    for line in lines:
        around = [c.on(near[line]) for c in others]
        if any(around) or _has_text(texts[line]):
            starts = [figures[0].line for figures in around if figures]
            rows[line] = max(min([line, *starts]), max(rows, default=-1) + 1)
    return rows


def _key(roles: Mapping[str, Column]) -> Column | None:
    for names in (_PRICED, _COUNTED):
        found = [roles[name] for name in names if name in roles]
        most = max((len(column.figures) for column in found), default=0)
        for column in found:
            if 3 * len(column.figures) >= 2 * most:
                return column
    return None


def _has_text(line: Line) -> bool:
    return sum(c.isalpha() for word in line.words for c in word.text) >= 3


def _row(found: Assignment, band: Band) -> Row:
    anchor, lines = band
    ordered = sorted(lines, key=lambda line: abs(line.middle - anchor.middle))
    near: Near = {anchor.index: [line.index for line in ordered]}
    figures = {
        role: inside[0]
        for role, column in found.roles.items()
        if (inside := [f for f in column.on(near[anchor.index]) if not f.percent])
    }
    sound = _sound(found, figures, near)
    return Row(figures | sound[0], {}, anchor, sound[1], (), max(line.index for line in lines))


def _sound(
    found: Assignment, figures: dict[str, Figure], near: Near
) -> tuple[dict[str, Figure], Proof | None]:
    """Return the quantity and the price of the row that its amount follows from."""
    if not {"quantity", "unit_price", "amount"} <= set(figures):
        return {}, None
    why = proven(found, figures["amount"], near)
    return ({"quantity": why[0], "unit_price": why[1]}, why[2]) if why else ({}, None)
