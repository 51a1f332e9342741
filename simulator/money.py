"""Exact arithmetic of the simulator: decimals, cents, parts that sum to their whole."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

CENT = Decimal("0.01")
ZERO = Decimal(0)


def decimal(value: Any) -> Decimal:
    """Return a JSON number or a numeric string as a decimal; nothing is zero.

    Raises:
        ValueError: it is no number.
    """
    if value in (None, ""):
        return ZERO
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} não é um número") from None


def cents(amount: Decimal) -> Decimal:
    """Round half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def apportion(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split ``total`` by weight into amounts of two decimals that sum to it.

    The cents left over go to the largest remainders, first come first served.
    """
    whole = sum(weights, ZERO)
    if not whole:
        return [ZERO for _ in weights]
    exact = [total * weight / whole for weight in weights]
    parts = [share.quantize(CENT, ROUND_DOWN) for share in exact]
    left = int((total - sum(parts, ZERO)) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_remainder[:left]:
        parts[n] += CENT
    return parts
