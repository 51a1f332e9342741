"""Rows of a table of goods: an anchor line with its figures, and the wrapped text that joins it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from documents.bands import Band, bands_of
from documents.columns import Column, Figure, columns_of, figures_of, multiplies
from documents.heads import NUMERIC, Head
from documents.labels import stop_labels
from documents.numerals import numeral
from documents.totals import Row, totals_below, without_total
from documents.words import Line, Segment, Word, overlap

_TRIPLE = ("quantity", "unit_price", "amount")
_PRICED = frozenset({"unit_price", "amount", "gross_amount"})
_ANCHORS = ("amount", "gross_amount", "quantity", "packages", "gross_weight_kg", "net_weight_kg")


@dataclass(frozen=True)
class Table:
    """A head and the rows under it."""

    head: Head
    rows: tuple[Row, ...]
    totals: dict[str, Figure]
    """Figures of the line that ends the table, by the column that they stand in."""
    last: int
    """Index of the last line of goods."""

    @property
    def weight(self) -> tuple[int, int]:
        """Return how much this table is worth: proven rows first, then rows."""
        return (sum(row.multiplied for row in self.rows), len(self.rows))


def table_under(head: Head, lines: Sequence[Line], end: int, mark: str) -> Table:
    """Return the table that begins at ``head`` and goes no further than line ``end``."""
    body = _body(lines, head.last + 1, end)
    stop = body[-1].index + 1 if body else end
    columns = columns_of(figures_of(body, mark), head)
    roles = _roles(columns)
    anchors = _anchors(roles, body)
    body = [line for line in body if line.page == body[0].page or _goes_on(line, anchors, lines)]
    bands = bands_of(body, anchors)
    rows = [_row(roles, head, band) for band in bands]
    goods, total = without_total(rows)
    totals = total or totals_below(roles, lines[stop : min(stop + 3, end)], mark)
    return Table(head, tuple(goods), totals, _last(bands[: len(goods)], head))


def _last(bands: list[Band], head: Head) -> int:
    return max((line.index for _, lines in bands for line in lines), default=head.last)


def _body(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    kept: list[Line] = []
    for line in lines[start:end]:
        if _stops(line, bool(kept)):
            break
        if kept and line.page > kept[0].page + 12:
            break
        kept.append(line)
    return kept


def _stops(line: Line, begun: bool) -> bool:
    """Return whether a total or a payment line ends the table here."""
    hits = [hit for hit in stop_labels().hits(line) if hit.leads]
    if not hits or not begun:
        return False
    first = hits[0]
    if first.first.word > 0 and not (first.exact or first.colon):
        return False
    before = [w for w in line.words[: first.first.word] if any(c.isalpha() for c in w.text)]
    return not before and (first.exact or first.colon or _has_number_after(line, first.last.word))


def _has_number_after(line: Line, place: int) -> bool:
    """Return whether a sum stands at the end of a line that begins with a total's label."""
    after = [word.text for word in line.words[place + 1 :]]
    return len(after) <= 6 and any(numeral(text, ".") for text in after[-2:])


def _roles(columns: list[Column]) -> dict[str, Column]:
    """Return a column per role; where heads and arithmetic disagree, arithmetic wins."""
    named: dict[str, Column] = {}
    for column in columns:
        if column.role in NUMERIC:
            named.setdefault(str(column.role), column)
    if not _PRICED & set(named):
        return named
    triples = [t for t in permutations(_usable(columns), 3) if _proofs(t)]
    if not triples:
        return named
    best = max(triples, key=_worth)
    if _proofs(best) * 2 < min(len(column.figures) for column in best):
        return named
    named = {role: column for role, column in named.items() if column not in best}
    return named | dict(zip(_TRIPLE, best, strict=True))


def _worth(triple: Sequence[Column]) -> tuple[float, int, int]:
    """Return how good a triple is: proven lines and heads that agree, then how it looks."""
    agreeing = sum(c.role == role for c, role in zip(triple, _TRIPLE, strict=True))
    quantity, price, amount = triple
    whole = all(f.number.value == f.number.value.to_integral_value() for f in quantity.figures)
    priced = any(f.number.currency or f.number.has_cents for f in amount.figures)
    in_order = quantity.span[0] < price.span[0] < amount.span[0]
    return (_proofs(triple) * (1 + 0.34 * agreeing), whole + priced, in_order)


def _usable(columns: list[Column]) -> list[Column]:
    kept = [c for c in columns if c.role not in ("position", "tax", "discount", "date")]
    return sorted(kept, key=lambda c: -len(c.figures))[:8]


def _proofs(triple: Sequence[Column]) -> int:
    """Return on how many lines quantity × price = amount; an amount of zero proves nothing."""
    quantity, price, amount = triple
    count = 0
    for figure in amount.figures:
        near = range(figure.line - 1, figure.line + 2)
        count += any(
            multiplies(q.number.value, p.number.value, figure.number.value)
            for q in quantity.on([figure.line])
            for p in price.on(near)
            if figure.number.value
        )
    return count


def _anchors(roles: dict[str, Column], body: Sequence[Line]) -> list[int]:
    """Return the lines that carry a row's key figure."""
    key = next((roles[role] for role in _ANCHORS if role in roles), None)
    if key is None:
        return []
    others = [column for column in roles.values() if column is not key]
    lines = sorted({figure.line for figure in key.figures})
    kept = [n for n in lines if any(c.on([n - 1, n, n + 1]) for c in others) or _has_text(body, n)]
    return kept


def _has_text(body: Sequence[Line], number: int) -> bool:
    line = next(line for line in body if line.index == number)
    return sum(sum(c.isalpha() for c in word.text) for word in line.words) >= 3


def _goes_on(line: Line, anchors: list[int], lines: Sequence[Line]) -> bool:
    """Return whether a line of a later page still belongs to a row there."""
    return any(lines[a].page == line.page and line.index >= a for a in anchors)


def _row(roles: dict[str, Column], head: Head, band: Band) -> Row:
    anchor, lines = band
    figures = {}
    for role, column in roles.items():
        inside = column.on(line.index for line in lines)
        if inside:
            figures[role] = min(
                inside, key=lambda f: (f.line != anchor.index, abs(f.line - anchor.index))
            )
    figures, proven = _proven(figures, roles, lines)
    used = {word for figure in figures.values() for word in figure.words}
    return Row(figures, _texts(head, roles, lines, used), proven)


def _proven(
    figures: dict[str, Figure], roles: dict[str, Column], lines: list[Line]
) -> tuple[dict[str, Figure], bool]:
    """Return the figures, the price taken from the line of the row that makes the sum right."""
    if not {"quantity", "amount"} <= set(figures) or "unit_price" not in roles:
        return figures, False
    quantity, amount = figures["quantity"].number.value, figures["amount"].number.value
    for price in roles["unit_price"].on(line.index for line in lines):
        if multiplies(quantity, price.number.value, amount):
            return figures | {"unit_price": price}, True
    return figures, False


def _texts(
    head: Head, roles: dict[str, Column], lines: list[Line], used: set[Word]
) -> dict[str, tuple[Segment, ...]]:
    found: dict[str, list[Segment]] = {}
    for line in lines:
        for segment in line.segments:
            words = tuple(w for w in segment.words if w not in used)
            if words and any(c.isalnum() for w in words for c in w.text):
                part = Segment(words)
                found.setdefault(_column_of(part, head, roles), []).append(part)
    return {role: tuple(segments) for role, segments in found.items()}


def _column_of(segment: Segment, head: Head, roles: dict[str, Column]) -> str:
    """Return the column of a phrase: the head that it stands under, or nearest to."""
    span = (segment.box[0], segment.box[2])

    def distance(place: int) -> float:
        cell = head.cells[place]
        extent = (cell.x0, cell.x1)
        if cell.role in roles:
            inner = roles[cell.role].span
            extent = (min(extent[0], inner[0]), max(extent[1], inner[1]))
        apart = -overlap(span, extent)
        return apart + (25.0 if cell.role in NUMERIC else 0.0)

    nearest = min(range(len(head.cells)), key=distance)
    return head.cells[nearest].role or "other"
