"""Sharing an amount out so that the parts sum to it: the largest remainder."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def apportion(
    total: Decimal, weights: Sequence[Decimal], unit: Decimal = CENT
) -> tuple[Decimal, ...]:
    """Return ``total`` shared in proportion to ``weights``, in whole ``unit``s.

    What rounding down leaves goes, a unit each, to the parts that lost most. The
    first of several equal ones comes first. All weights zero: the shares are equal.
    """
    if not weights:
        return ()
    base = sum(weights, Decimal(0))
    exact = [total * w / base if base else total / len(weights) for w in weights]
    shares = [part.quantize(unit, rounding=ROUND_DOWN) for part in exact]
    left = int((total - sum(shares, Decimal(0))) / unit)
    by_loss = sorted(range(len(exact)), key=lambda place: shares[place] - exact[place])
    for place in by_loss[:left]:
        shares[place] += unit
    return tuple(shares)
