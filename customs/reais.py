"""Amounts in BRL as people read them."""

from decimal import Decimal


def reais(amount: Decimal) -> str:
    """Return an amount as Brazilians write it: ``R$ 115.144,40``."""
    return "R$ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def brl(amount: Decimal) -> str:
    """Return an amount for English readers: ``BRL 115,144.40``."""
    return f"BRL {amount:,.2f}"
