"""Columns of a table: numbers that stand under one another, and the head that each belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from documents.heads import NUMERIC, Cell, Head
from documents.numerals import Numeral
from documents.typed import numerals_in
from documents.words import Line, Word, overlap

_SKIP = 60.0
"""What it costs, in points, to leave a column of numbers without a head."""


@dataclass(frozen=True)
class Figure:
    """A number in the body of a table."""

    number: Numeral
    words: tuple[Word, ...]
    line: int
    following: str
    """The word right after it: a unit, perhaps."""

    @property
    def span(self) -> tuple[float, float]:
        """Return the horizontal extent."""
        return (self.words[0].x0, self.words[-1].x1)


@dataclass(frozen=True)
class Column:
    """Numbers that stand under one another, with the head that they stand under."""

    figures: tuple[Figure, ...]
    cell: Cell | None

    @property
    def role(self) -> str | None:
        """Return what the head says that they are."""
        return self.cell.role if self.cell else None

    @property
    def span(self) -> tuple[float, float]:
        """Return the horizontal extent."""
        spans = [figure.span for figure in self.figures]
        return (min(s[0] for s in spans), max(s[1] for s in spans))

    def on(self, lines: Iterable[int]) -> list[Figure]:
        """Return the figures on some lines."""
        wanted = set(lines)
        return [figure for figure in self.figures if figure.line in wanted]


def figures_of(lines: Sequence[Line], mark: str) -> list[Figure]:
    """Return the numbers of ``lines``; percentages are left out."""
    return [
        Figure(number, words, line.index, following)
        for line in lines
        for number, words, following in numerals_in(line.segments, mark)
        if number.unit != "%" and not following.startswith("%")
    ]


def columns_of(figures: Sequence[Figure], head: Head) -> list[Column]:
    """Return the columns from left to right, each with the head that fits it best."""
    clusters = _clusters(figures)
    cells = _aligned(clusters, head.cells)
    return [Column(tuple(c), cell) for c, cell in zip(clusters, cells, strict=True)]


def _clusters(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return groups of numbers whose extents overlap, merged until none touch."""
    groups: list[list[Figure]] = []
    for figure in sorted(figures, key=lambda f: f.span[1] - f.span[0]):
        fits = [g for g in groups if any(_touch(figure, other) for other in g)]
        home = max(fits, key=len) if fits else None
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    groups.sort(key=lambda group: min(f.span[0] for f in group))
    return groups


def _touch(a: Figure, b: Figure) -> bool:
    return overlap(a.span, b.span) > 0.5 * min(a.span[1] - a.span[0], b.span[1] - b.span[0])


def _aligned(clusters: list[list[Figure]], cells: Sequence[Cell]) -> list[Cell | None]:
    """Return a head for each column so that both keep their order and stand nearest."""
    rows, cols = len(clusters), len(cells)
    cost = [[0.0] * (cols + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        weight = _weight(clusters[i - 1], clusters)
        cost[i][0] = cost[i - 1][0] + _SKIP * weight
        for j in range(1, cols + 1):
            cost[i][j] = min(
                cost[i][j - 1],
                cost[i - 1][j] + _SKIP * weight,
                cost[i - 1][j - 1] + _distance(clusters[i - 1], cells[j - 1]) * weight,
            )
    return _traced(clusters, cells, cost)


def _traced(
    clusters: list[list[Figure]], cells: Sequence[Cell], cost: list[list[float]]
) -> list[Cell | None]:
    chosen: list[Cell | None] = [None] * len(clusters)
    i, j = len(clusters), len(cells)
    while i and j:
        if cost[i][j] == cost[i][j - 1]:
            j -= 1
        elif cost[i][j] == cost[i - 1][j] + _SKIP * _weight(clusters[i - 1], clusters):
            i -= 1
        else:
            i, j = i - 1, j - 1
            chosen[i] = cells[j]
    return chosen


def _weight(cluster: list[Figure], clusters: list[list[Figure]]) -> float:
    return len(cluster) / max(len(c) for c in clusters)


def _distance(cluster: list[Figure], cell: Cell) -> float:
    x0, x1 = min(f.span[0] for f in cluster), max(f.span[1] for f in cluster)
    apart = max(0.0, -overlap((x0, x1), (cell.x0, cell.x1)))
    centres = abs((x0 + x1) / 2 - (cell.x0 + cell.x1) / 2)
    edges = min(abs(x1 - cell.x1), abs(x0 - cell.x0), centres)
    return apart + 0.3 * edges + (0.0 if cell.role in NUMERIC else 12.0)


def multiplies(quantity: Decimal, price: Decimal, amount: Decimal) -> bool:
    """Return whether quantity × price gives the amount, to a cent or 0.06 % of it."""
    tolerance = max(Decimal("0.011"), abs(amount) * Decimal("0.0006"))
    return abs(quantity * price - amount) <= tolerance
