"""The fiscal exchange rate: BRL for one unit of a currency, as published on one day."""

from datetime import date
from decimal import Decimal

from customs.payload import Payload


class Quote(Payload):
    """A selling quote at the close of a bank day, with who published it."""

    currency: str
    rate: Decimal
    """BRL for one unit, whatever the currency."""
    quote_date: date
    source: str
