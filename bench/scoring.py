"""Scores of a reader on papers: header fields, rows of goods, papers that need no hand."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from bench.marking import is_right, matched
from bench.papers import Paper
from documents.pdf import read
from documents.reading import Field

FIGURES = ("quantity", "unit_price", "amount")


class Read(NamedTuple):
    """What a reader says of a paper."""

    head: dict[str, Field]
    rows: tuple[dict[str, Field], ...]


Reads = Callable[[Paper], Read]


class Score(NamedTuple):
    """Shares between 0 and 1."""

    header: float
    """Exact header fields of those that the truth knows."""
    items: float
    """F1 of rows whose quantity, price and amount are all right."""
    untouched: float
    """Papers with every field and every row right."""

    def __str__(self) -> str:
        return f"header {self.header:.3f}, rows {self.items:.3f}, untouched {self.untouched:.3f}"


class Tally(NamedTuple):
    """Counts of one paper."""

    fields: int
    right: int
    rows_right: int
    rows_read: int
    rows_true: int


def ours(paper: Paper) -> Read:
    """Read a paper as the house does."""
    reading = read(paper.pdf, paper.name)
    return Read(reading.fields, reading.lines)


def score(papers: Iterable[Paper], reads: Reads = ours) -> Score:
    """Return the scores of a reader, every field and row of all papers counted alike."""
    tallies = [(paper, tally(paper, reads(paper))) for paper in papers]
    fields = sum(t.fields for _, t in tallies)
    rows = [t for paper, t in tallies if paper.rows is not None]
    both = sum(t.rows_read + t.rows_true for t in rows)
    whole = [t.fields == t.right and t.rows_right == t.rows_read == t.rows_true for t in rows]
    return Score(
        sum(t.right for _, t in tallies) / max(fields, 1),
        2 * sum(t.rows_right for t in rows) / max(both, 1),
        sum(whole) / max(len(whole), 1),
    )


def tally(paper: Paper, said: Read) -> Tally:
    """Count what of a paper was read right."""
    right = sum(
        name in said.head and is_right(name, said.head[name].value, truth)
        for name, truth in paper.head.items()
    )
    true = paper.rows or []
    pairs = list(matched(said.rows, [*true, *paper.spare]))
    good = sum(truth in true and _whole(row, truth) for row, truth in pairs if truth is not None)
    spare = sum(truth in paper.spare and truth not in true for _, truth in pairs)
    return Tally(len(paper.head), right, good, len(pairs) - spare, len(true))


def _whole(row: dict[str, Field], truth: dict[str, list[str]]) -> bool:
    return all(
        name in row and is_right(name, row[name].value, truth[name])
        for name in FIGURES
        if name in truth
    )
