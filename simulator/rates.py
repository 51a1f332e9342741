"""The simulator's own rates, written down apart from the house so that the two can disagree.

Percentages per NCM as of 2026, fictional or from memory; the utilisation fee by additions as
of Portaria ME 4.131/2021.
"""

from decimal import Decimal

TAXES = ("II", "IPI", "PIS", "COFINS")
"""The federal taxes on an import, in the order in which they are computed."""

FEE = "TAXA_UTILIZACAO"
"""The utilisation fee, under the name that payments give it."""

_DEFAULT = ("14", "5", "2.10", "9.65")
_RATES = {
    "30049099": ("7.2", "0", "2.76", "13.03"),
    "33049990": ("16.2", "14.3", "3.52", "16.48"),
    "39269090": ("16.2", "9.75", "2.10", "9.65"),
    "40103900": ("14.4", "5.2", "2.10", "9.65"),
    "40111000": ("16", "1.3", "2.68", "12.35"),
    "61091000": ("35", "0", "2.10", "10.25"),
    "64039990": ("35", "0", "2.10", "10.25"),
    "73181500": ("14.4", "6.5", "2.10", "9.65"),
    "73181600": ("14.4", "6.5", "2.10", "9.65"),
    "84713012": ("16", "9.75", "2.10", "9.65"),
    "84798999": ("12.6", "0", "2.10", "9.65"),
    "84818095": ("12.6", "3.25", "2.10", "9.65"),
    "84821010": ("16", "7.8", "2.10", "9.65"),
    "84822010": ("16", "7.8", "2.10", "9.65"),
    "84825010": ("16", "7.8", "2.10", "9.65"),
    "84831040": ("16", "5.2", "2.10", "9.65"),
    "84832000": ("16", "7.8", "3.12", "14.37"),
    "84833020": ("16", "7.8", "2.10", "9.65"),
    "85044010": ("14.4", "9.75", "2.10", "9.65"),
    "85076000": ("16.2", "9.75", "2.10", "9.65"),
    "85171300": ("16", "9.75", "2.10", "9.65"),
    "87083090": ("16.2", "3.25", "3.12", "14.37"),
    "87088000": ("16.2", "3.25", "3.12", "14.37"),
    "87089990": ("16.2", "3.25", "3.12", "14.37"),
    "90318099": ("12.6", "9.75", "2.10", "9.65"),
    "94032000": ("16.2", "3.25", "2.10", "9.65"),
    "95030099": ("20", "6.5", "2.10", "9.65"),
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
