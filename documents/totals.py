"""Total rows: the line that sums up the goods above it is not one of the goods."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.body import charge, summary
from documents.columns import Column
from documents.dates import find_date
from documents.equations import Proof
from documents.figures import Figure, figures_of
from documents.labels import stop_labels
from documents.words import Line, Segment, overlap

_SUMMED = ("quantity", "amount", "packages", "pallets", "net_weight_kg", "gross_weight_kg")
"""Columns that a total row adds up."""


@dataclass(frozen=True)
class Row:
    """One line of goods: a figure per role, the phrases of each text column."""

    figures: dict[str, Figure]
    texts: dict[str, tuple[Segment, ...]]
    anchor: Line
    """The line that carries its key figure."""
    proof: Proof | None = None
    """How its amount follows from its other figures."""
    adjustments: tuple[Figure, ...] = ()
    """Discounts printed under the amount, with their sign."""
    last: int = 0
    """Index of its last line."""

    @property
    def amount(self) -> float | None:
        """Return what the row adds to a total, in the document's currency."""
        figure = self.figures.get("amount")
        return figure.amount + sum(a.amount for a in self.adjustments) if figure else None


def without_totals(rows: Sequence[Row]) -> tuple[list[Row], dict[str, Figure]]:
    """Return the goods alone, and the figures of the last row that sums them up."""
    goods: list[Row] = []
    group: list[Row] = []
    totals: dict[str, Figure] = {}
    for row in rows:
        if "unit_price" not in row.figures and _sums_up(row, group, goods):
            totals, group = row.figures, []
        elif charge(row.anchor) or not (summary(row.anchor) and _lone_amount(row)):
            goods.append(row)
            group.append(row)
    return goods, totals


def _lone_amount(row: Row) -> bool:
    return not {"quantity", "unit_price", "packages"} & set(row.figures)


def _sums_up(row: Row, group: Sequence[Row], goods: Sequence[Row]) -> bool:
    shared = [role for role in _SUMMED if role in row.figures]
    if not any(row.figures[role].amount for role in shared):
        return False
    if len(goods) < 2 and row.texts and not summary(row.anchor):
        return False
    return any(
        part and all(_equal(sum(_of(r, role) for r in part), _of(row, role)) for role in shared)
        for part in (group, goods)
    )


def _of(row: Row, role: str) -> float:
    if role == "amount":
        return row.amount or 0.0
    return row.figures[role].amount if role in row.figures else 0.0


def _equal(a: float, b: float) -> bool:
    return abs(a - b) < 0.006


def totals_below(roles: dict[str, Column], lines: Sequence[Line], mark: str) -> dict[str, Figure]:
    """Return the figures of a total line under the table, by the column that they stand in."""
    for line in lines:
        hits = [hit for hit in stop_labels().hits(line) if hit.leads]
        if hits and hits[0].first.word == 0:
            found = _under_columns(roles, _undated(line, mark))
            if found:
                return found
    return {}


def _undated(line: Line, mark: str) -> list[Figure]:
    """Return the figures of a line but for those of a date that stands in it."""
    dated = [s for s in line.segments if find_date(s.text, None)]
    within = {word for segment in dated for word in segment.words}
    return [f for f in figures_of([line], mark) if f.money or f.words[0] not in within]


def _under_columns(roles: dict[str, Column], figures: list[Figure]) -> dict[str, Figure]:
    return {
        role: figure
        for role, column in roles.items()
        for figure in figures
        if overlap(figure.span, column.span) > 0.5 * min(_width(figure.span), _width(column.span))
    }


def _width(span: tuple[float, float]) -> float:
    return span[1] - span[0]
