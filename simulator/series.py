"""The simulator's own exchange series: fictional selling rates, one for each bank day."""

import math
from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal

from workalendar.america import BrazilBankCalendar

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
"""The days that the series knows."""

_CALENDAR = BrazilBankCalendar()
_CONSCIENCE = (11, 20)
"""Dia da Consciência Negra, a holiday of the whole country from 2024 on (Lei 14.759/2023)."""

_DOLLAR: dict[date, Decimal] = {
    date(2025, 1, 1): Decimal("5.1500"),
    date(2025, 9, 1): Decimal("5.4200"),
    date(2026, 3, 23): Decimal("5.3120"),
    date(2026, 4, 17): Decimal("5.3050"),
    date(2026, 4, 20): Decimal("5.2870"),
    date(2026, 5, 11): Decimal("5.4000"),
    date(2026, 5, 19): Decimal("5.4410"),
    date(2026, 11, 3): Decimal("5.3600"),
    date(2027, 12, 31): Decimal("5.6000"),
}
"""The rates that the demo's story names, and a few far ones between which the rest is drawn."""

_IN_DOLLARS = {
    "USD": 1.0,
    "EUR": 1.0840,
    "GBP": 1.2710,
    "CHF": 1.1320,
    "CNY": 0.1392,
    "INR": 0.0117,
    "JPY": 0.00665,
}
"""What one unit of a currency is worth in dollars, on average; all are quoted for one unit."""


_SMALL = 0.1
"""A currency that is worth less has one digit more."""


class NoQuote(LookupError):
    """The series has no rate of that currency and day."""


def is_bank_day(day: date) -> bool:
    """Say whether banks are open in Brazil on a day."""
    if day.year >= 2024 and (day.month, day.day) == _CONSCIENCE:
        return False
    return bool(_CALENDAR.is_working_day(day))


def last_bank_day_before(day: date) -> date:
    """Return the bank day whose rate is in force on ``day``."""
    before = day - timedelta(days=1)
    while not is_bank_day(before):
        before -= timedelta(days=1)
    return before


def selling_rate(currency: str, day: date) -> Decimal:
    """Return BRL for one unit of ``currency`` at the close of a bank day.

    Raises:
        NoQuote: a weekend, a holiday, an unknown currency, or a day out of range.
    """
    if currency not in _IN_DOLLARS or not FIRST <= day <= LAST or not is_bank_day(day):
        raise NoQuote(f"{currency} {day}")
    if currency == "USD" and day in _DOLLAR:
        return _DOLLAR[day]
    drift = 0.0 if currency == "USD" else 0.015 * math.sin(day.toordinal() / 29)
    rate = _dollar(day) * _IN_DOLLARS[currency] * (1 + drift)
    return Decimal(f"{rate:.4f}" if rate >= _SMALL else f"{rate:.5f}")


def rate_in_force(currency: str, day: date) -> Decimal:
    """Return BRL for one unit on a registration day; BRL itself is one."""
    if currency == "BRL":
        return Decimal(1)
    return selling_rate(currency, last_bank_day_before(day))


def _dollar(day: date) -> float:
    """Draw a straight line between two known days, with a wave that is nought at both."""
    days = list(_DOLLAR)
    place = min(bisect_right(days, day), len(days) - 1)
    start, end = days[place - 1], days[place]
    passed = (day - start).days / (end - start).days
    line = float(_DOLLAR[start]) + passed * float(_DOLLAR[end] - _DOLLAR[start])
    waves = max(1, (end - start).days // 30)
    return line + 0.02 * math.sin(2 * math.pi * waves * passed)
