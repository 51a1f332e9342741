"""Numbers, money, days and instants, written as the reader's country writes them."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from customs.clock import BRASILIA, brazilian_date

NONE = "–"
"""What stands where there is no value."""

_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = {"pt_BR": "dd/MM/yyyy", "en": "d MMM yyyy"}
_CURRENCY = {"pt_BR": "R$", "en": "BRL"}


class Figures:
    """Writes figures in one language; a JSON value may be given as its text."""

    def __init__(self, language: str) -> None:
        self._language = language

    def amount(self, value: Any) -> str:
        """Return an amount with two decimals: 1.234,56."""
        return self._decimal(value, "#,##0.00")

    def brl(self, value: Any) -> str:
        """Return an amount in Brazilian reais, which do not part from their sign."""
        if value is None:
            return NONE
        return f"{_CURRENCY[self._language]}\N{NO-BREAK SPACE}{self.amount(value)}"

    def quantity(self, value: Any) -> str:
        """Return a quantity or rate with the decimals that it has: 12.000."""
        return self._decimal(value, "#,##0.######")

    def price(self, value: Any) -> str:
        """Return a price with its decimals, two at least: 1,12."""
        return self._decimal(value, "#,##0.00####")

    def rate(self, value: Any) -> str:
        """Return a rate of exchange with four decimals: 5,3120."""
        return self._decimal(value, "#,##0.0000")

    def printed(self, value: str) -> str:
        """Return what a paper says: a number or a day as the reader writes it, words as they are."""
        if _NUMBER.fullmatch(value):
            return self._decimal(value, "#,##0.######" if "." not in value else "#,##0.00####")
        return self.day(value) if _DAY.fullmatch(value) else value

    def day(self, value: date | datetime | str | None) -> str:
        """Return the day that a date is, or that an instant has in Brasília: 25/03/2026."""
        found = day_of(value)
        if found is None:
            return NONE
        return str(format_date(found, _DAYS[self._language], locale=self._language))

    def moment(self, value: datetime | str | None) -> str:
        """Return an instant to the minute, in Brasília: 25/03/2026 14:05."""
        if value is None:
            return NONE
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        pattern = f"{_DAYS[self._language]} HH:mm"
        local = instant.astimezone(BRASILIA)
        return str(format_datetime(local, pattern, tzinfo=BRASILIA, locale=self._language))

    def _decimal(self, value: Any, pattern: str) -> str:
        if value is None or value == "":
            return NONE
        return str(format_decimal(Decimal(str(value)), pattern, locale=self._language))


def day_of(value: date | datetime | str | None) -> date | None:
    """Return the calendar day in Brasília of a date, an instant, or the text of either."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return brazilian_date(value) if isinstance(value, datetime) else value


def cnpj(value: str | None) -> str:
    """Return a CNPJ with its punctuation."""
    if value is None or len(value) != 14:
        return value or NONE
    return f"{value[:2]}.{value[2:5]}.{value[5:8]}/{value[8:12]}-{value[12:]}"


def ncm(value: str) -> str:
    """Return an NCM with its dots."""
    return f"{value[:4]}.{value[4:6]}.{value[6:]}" if len(value) == 8 else value
