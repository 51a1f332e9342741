"""How sure a figure of a row is: the evidence for it in one place, so that it can be calibrated."""

from typing import NamedTuple


class LineEvidence(NamedTuple):
    """What speaks for and against one figure of a row of goods."""

    proof: float = 0.0
    """Weight of the equation that the row satisfies, 0 if none."""
    disproved: bool = False
    """Whether quantity, price and amount are all printed and do not fit."""
    sums: bool = False
    """Whether the rows add up to a sum that is printed elsewhere."""
    headed: bool = False
    """Whether the head of the column says what it holds."""
    printed: float = 1.0
    """Least confidence of the words: below 1 for optical reading."""


def confidence(evidence: LineEvidence) -> float:
    """Return the raw confidence, monotone in each piece of evidence."""
    doubt = 0.5
    doubt *= 1 - 0.85 * evidence.proof
    doubt *= 0.45 if evidence.sums else 1.0
    doubt *= 0.45 if evidence.headed else 1.0
    doubt *= 1.6 if evidence.disproved else 1.0
    return (1 - doubt) * evidence.printed
