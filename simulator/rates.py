"""The simulator's own rates, written down apart from the house so that the two can disagree.

Percentages per NCM, fictional but for those of the demo's two goods; the utilisation
fee by additions as of Portaria ME 4.131/2021.
"""

from decimal import Decimal

TAXES = ("II", "IPI", "PIS", "COFINS")
"""The federal taxes on an import, in the order in which they are computed."""

FEE = "TAXA_UTILIZACAO"
"""The utilisation fee, under the name that payments give it."""

_DEFAULT = ("14", "5", "2.10", "9.65")
_RATES = {
    "84821010": ("16", "7.8", "2.10", "9.65"),
    "84832000": ("16", "7.8", "3.12", "14.37"),
}

_FEE_DECLARATION = Decimal("115.67")
_FEE_TIERS = (
    (2, Decimal("38.56")),
    (5, Decimal("30.85")),
    (10, Decimal("23.14")),
    (20, Decimal("15.42")),
    (50, Decimal("7.71")),
)
_FEE_BEYOND = Decimal("3.86")


def rates_of(ncm: str) -> dict[str, Decimal]:
    """Return the percentage of each tax for an NCM."""
    return dict(zip(TAXES, map(Decimal, _RATES.get(ncm, _DEFAULT)), strict=True))


def utilisation_fee(additions: int) -> Decimal:
    """Return the fee of a declaration; each addition pays the price of its own tier."""
    return _FEE_DECLARATION + sum((_price(n) for n in range(1, additions + 1)), Decimal(0))


def _price(nth: int) -> Decimal:
    return next((price for last, price in _FEE_TIERS if nth <= last), _FEE_BEYOND)
