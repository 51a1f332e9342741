"""The sums that a document prints: what the amounts of its goods may add up to."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.figures import Figure


@dataclass(frozen=True)
class PrintedSums:
    """Every figure of a document that may be a sum: its line and its cents."""

    figures: tuple[tuple[int, int], ...]

    def outside(self, first: int, last: int) -> frozenset[int]:
        """Return the sums, in cents, that stand before or after some lines."""
        return frozenset(cents for line, cents in self.figures if not first <= line <= last)


def printed_sums(figures: Iterable[Figure]) -> PrintedSums:
    """Return the sums among the figures of a document."""
    return PrintedSums(tuple((f.line, round(f.amount * 100)) for f in figures if _may_sum(f)))


def _may_sum(figure: Figure) -> bool:
    return not figure.percent and (figure.money or abs(figure.amount) >= 100)
