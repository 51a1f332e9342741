"""Equations of a row of goods: quantity × price = amount, with discount, tax or a price basis.

They are reckoned in floats, because thousands of readings are tried; nothing reckoned is given
out, only what is printed.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

_CENT = 0.011
_SHARE = 0.0006
"""Tolerance of a product: a cent, or 0.06 % of the amount."""
_BASES = (100.0, 1000.0)
"""Prices are printed per 100 or per 1,000 pieces without a word more often than one would think."""
_PRINTED_BASES = frozenset([10.0, 12.0, 100.0, 144.0, 1000.0, 10000.0])
"""Of how many pieces a price may say that it is the price."""


class Proof(NamedTuple):
    """How an amount follows from the figures of its row, and how much that proves."""

    rule: str
    weight: float


class Extras(NamedTuple):
    """What else a row prints that may enter its equation."""

    percents: Sequence[float] = ()
    discounts: Sequence[float] = ()
    taxes: Sequence[float] = ()
    bases: Sequence[float] = ()


def multiplies(quantity: Decimal, price: Decimal, amount: Decimal) -> bool:
    """Return whether quantity × price gives the amount, to a cent or 0.06 % of it."""
    return equal(float(quantity) * float(price), float(amount))


def equal(reckoned: float, printed: float) -> bool:
    """Return whether two sums of money are the same, to a cent or 0.06 %."""
    return abs(reckoned - printed) <= max(_CENT, abs(printed) * _SHARE)


def proof(quantity: float, price: float, amount: float, extras: Extras) -> Proof | None:
    """Return how the amount follows from quantity and price, None if it does not."""
    if amount == 0 or quantity == 0:
        return None
    product = quantity * price
    if equal(product, amount):
        return Proof("product", 0.7 if quantity in (1, -1) else 1.0)
    return (
        _discounted(product, amount, extras)
        or _per_basis(product, amount, extras)
        or _taxed(product, amount, extras)
    )


def _discounted(product: float, amount: float, extras: Extras) -> Proof | None:
    if any(p and equal(product * (1 - abs(p) / 100), amount) for p in extras.percents):
        return Proof("product less percent", 0.9)
    if any(d and equal(product - abs(d), amount) for d in extras.discounts if d != amount):
        return Proof("product less discount", 0.8)
    if len(extras.discounts) > 1 and equal(product + sum(extras.discounts), amount):
        return Proof("product less discounts", 0.8)
    return None


def _per_basis(product: float, amount: float, extras: Extras) -> Proof | None:
    if any(b in _PRINTED_BASES and equal(product / b, amount) for b in extras.bases):
        return Proof("product per basis", 0.9)
    if any(equal(product / basis, amount) for basis in _BASES):
        return Proof("product per basis", 0.4)
    return None


def _taxed(product: float, amount: float, extras: Extras) -> Proof | None:
    if any(p and equal(product * (1 + abs(p) / 100), amount) for p in extras.percents):
        return Proof("product with tax", 0.7)
    if any(t and equal(product + t, amount) for t in extras.taxes if t != amount):
        return Proof("product with tax", 0.6)
    return None
