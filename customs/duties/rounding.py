"""Cents: rounding half up, and splitting an amount so that its parts sum to it."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Return ``amount`` rounded half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def split(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return the parts of ``total`` in proportion to ``weights``, in whole cents.

    Largest remainder: every part is rounded down and the cents left over go to
    the parts that lost most, so the parts sum to ``total``. Without any weight
    the first part takes all.
    """
    whole = sum(weights)
    if not whole:
        return [total, *([ZERO] * (len(weights) - 1))]
    exact = [total * weight / whole for weight in weights]
    parts = [share.quantize(CENT, ROUND_DOWN) for share in exact]
    left = int((total - sum(parts)) / CENT)
    for place in sorted(range(len(parts)), key=lambda p: parts[p] - exact[p])[:left]:
        parts[place] += CENT
    return parts
