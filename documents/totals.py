"""Total rows: the line that sums up the goods above it is not one of the goods."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.columns import Column, Figure, figures_of
from documents.labels import stop_labels
from documents.words import Line, Segment, overlap

_SUMMED = ("quantity", "amount", "packages", "pallets", "net_weight_kg", "gross_weight_kg")
"""Columns that a total row adds up."""


@dataclass(frozen=True)
class Row:
    """One line of goods: a figure per role, the phrases of each text column."""

    figures: dict[str, Figure]
    texts: dict[str, tuple[Segment, ...]]
    multiplied: bool
    """Whether quantity × price = amount."""


def without_total(rows: list[Row]) -> tuple[list[Row], dict[str, Figure]]:
    """Return the rows before one that sums them up, and that one's figures."""
    for place, row in enumerate(rows):
        if place and "unit_price" not in row.figures and _sums_up(row, rows[:place]):
            return rows[:place], row.figures
    return rows, {}


def _sums_up(row: Row, before: list[Row]) -> bool:
    shared = [role for role in _SUMMED if role in row.figures]
    return bool(shared) and all(
        sum(r.figures[role].number.value for r in before if role in r.figures)
        == row.figures[role].number.value
        for role in shared
    )


def totals_below(roles: dict[str, Column], lines: Sequence[Line], mark: str) -> dict[str, Figure]:
    """Return the figures of a total line under the table, by the column that they stand in."""
    for line in lines:
        hits = [hit for hit in stop_labels().hits(line) if hit.leads]
        if hits and hits[0].first.word == 0:
            found = _under_columns(roles, figures_of([line], mark))
            if found:
                return found
    return {}


def _under_columns(roles: dict[str, Column], figures: list[Figure]) -> dict[str, Figure]:
    return {
        role: figure
        for role, column in roles.items()
        for figure in figures
        if overlap(figure.span, column.span) > 0.5 * min(_width(figure.span), _width(column.span))
    }


def _width(span: tuple[float, float]) -> float:
    return span[1] - span[0]
