"""Cents, and rounding to them."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """Return ``amount`` rounded half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)
