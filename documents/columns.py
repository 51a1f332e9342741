"""Columns of a table: numbers that stand under one another, and the head that each belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.figures import Figure
from documents.heads import NUMERIC, Cell, Head
from documents.words import overlap

_SKIP = 60.0
"""What it costs, in points, to leave a column of numbers without a head."""


@dataclass(frozen=True)
class Column:
    """Numbers that stand under one another, with the head that they stand under."""

    figures: tuple[Figure, ...]
    cell: Cell | None

    @property
    def role(self) -> str | None:
        """Return what the head says that they are."""
        return self.cell.role if self.cell else None

    @cached_property
    def span(self) -> tuple[float, float]:
        """Return the horizontal extent."""
        spans = [figure.span for figure in self.figures]
        return (min(s[0] for s in spans), max(s[1] for s in spans))

    @cached_property
    def by_line(self) -> dict[int, list[Figure]]:
        """Return the figures by the line that they stand on."""
        found: dict[int, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.line, []).append(figure)
        return found

    @property
    def percent(self) -> bool:
        """Return whether most of it are percentages."""
        return 2 * sum(f.percent for f in self.figures) > len(self.figures)

    def on(self, lines: Iterable[int]) -> list[Figure]:
        """Return the figures on some lines, in the order of the lines."""
        return [figure for line in lines for figure in self.by_line.get(line, [])]


def columns_of(figures: Sequence[Figure], head: Head) -> list[Column]:
    """Return the columns from left to right, each with the head that fits it best."""
    clusters = _joined(_clusters(figures), head.cells)
    cells = _aligned(clusters, head.cells)
    return [Column(tuple(c), cell) for c, cell in zip(clusters, cells, strict=True)]


def _clusters(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Return groups of numbers whose extents overlap, merged until none touch."""
    groups: list[list[Figure]] = []
    # A long column has few different extents: those alone are compared.
    extents: dict[int, set[tuple[float, float]]] = {}
    for figure in sorted(figures, key=lambda f: f.extent[1] - f.extent[0]):
        fits = [g for g in groups if any(_touch(figure.extent, one) for one in extents[id(g)])]
        fits.sort(key=len, reverse=True)
        home = fits[0] if fits else []
        if not fits:
            groups.append(home)
            extents[id(home)] = set()
        home.append(figure)
        extents[id(home)].add(figure.extent)
        for other in fits[1:]:
            if not {f.line for f in home} & {f.line for f in other}:
                home += other
                extents[id(home)] |= extents[id(other)]
                groups.remove(other)
    for group in groups:
        group.sort(key=lambda figure: figure.line)
    groups.sort(key=lambda group: min(f.span[0] for f in group))
    return groups


def _joined(clusters: list[list[Figure]], cells: Sequence[Cell]) -> list[list[Figure]]:
    """Return the clusters, neighbours joined that never share a line and stand under one head."""
    joined: list[list[Figure]] = []
    for cluster in clusters:
        before = joined[-1] if joined else None
        if before is not None and _one_column(before, cluster, cells):
            joined[-1] = sorted([*before, *cluster], key=lambda figure: figure.line)
        else:
            joined.append(cluster)
    return joined


def _one_column(left: list[Figure], right: list[Figure], cells: Sequence[Cell]) -> bool:
    if {f.line for f in left} & {f.line for f in right}:
        return False
    if any(f.percent for f in left) != any(f.percent for f in right):
        return False
    if not all(f.opens for f in [*left, *right]):
        return False
    gap = min(f.span[0] for f in right) - max(f.extent[1] for f in left)
    x0, x1 = min(f.span[0] for f in left), max(f.extent[1] for f in right)
    over = [c for c in cells if c.x0 < x1 and c.x1 > x0]
    return gap < right[0].words[0].height and len(over) == 1 and over[0].role in NUMERIC


def _touch(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return overlap(a, b) > 0.5 * min(a[1] - a[0], b[1] - b[0])


def _aligned(clusters: list[list[Figure]], cells: Sequence[Cell]) -> list[Cell | None]:
    """Return a head for each column so that both keep their order and stand nearest."""
    rows, cols = len(clusters), len(cells)
    most = max((len(c) for c in clusters), default=1)
    weights = [len(cluster) / most for cluster in clusters]
    cost = [[0.0] * (cols + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        weight = weights[i - 1]
        cost[i][0] = cost[i - 1][0] + _SKIP * weight
        for j in range(1, cols + 1):
            cost[i][j] = min(
                cost[i][j - 1],
                cost[i - 1][j] + _SKIP * weight,
                cost[i - 1][j - 1] + _distance(clusters[i - 1], cells[j - 1]) * weight,
            )
    return _traced(weights, cells, cost)


def _traced(
    weights: list[float], cells: Sequence[Cell], cost: list[list[float]]
) -> list[Cell | None]:
    chosen: list[Cell | None] = [None] * len(weights)
    i, j = len(weights), len(cells)
    while i and j:
        if cost[i][j] == cost[i][j - 1]:
            j -= 1
        elif cost[i][j] == cost[i - 1][j] + _SKIP * weights[i - 1]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            chosen[i] = cells[j]
    return chosen


def _distance(cluster: list[Figure], cell: Cell) -> float:
    x0, x1 = min(f.span[0] for f in cluster), max(f.span[1] for f in cluster)
    apart = max(0.0, -overlap((x0, x1), (cell.x0, cell.x1)))
    centres = abs((x0 + x1) / 2 - (cell.x0 + cell.x1) / 2)
    edges = min(abs(x1 - cell.x1), abs(x0 - cell.x0), centres)
    return apart + 0.3 * edges + (0.0 if cell.role in NUMERIC else 12.0)
