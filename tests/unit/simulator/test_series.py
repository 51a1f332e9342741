"""The exchange series: fictional, smooth, and exact on the days of the story."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest

from simulator.series import (
    FIRST,
    LAST,
    NoQuote,
    is_bank_day,
    last_bank_day_before,
    rate_in_force,
    selling_rate,
)


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2026-03-23", "5.3120"),
        ("2026-04-17", "5.3050"),
        ("2026-04-20", "5.2870"),
        ("2026-05-11", "5.4000"),
        ("2026-05-19", "5.4410"),
    ],
)
def test_the_days_of_the_story_have_their_rates(day: str, rate: str) -> None:
    assert selling_rate("USD", date.fromisoformat(day)) == Decimal(rate)


def test_the_day_after_a_holiday_takes_the_rate_before_it() -> None:
    # 21 April 2026 is Tiradentes.
    assert last_bank_day_before(date(2026, 4, 22)) == date(2026, 4, 20)
    assert rate_in_force("USD", date(2026, 4, 22)) == Decimal("5.2870")


@pytest.mark.parametrize("day", ["2026-04-18", "2026-04-21", "2026-02-16", "2026-11-20"])
def test_a_day_without_banks_has_no_rate(day: str) -> None:
    with pytest.raises(NoQuote):
        selling_rate("USD", date.fromisoformat(day))


@pytest.mark.parametrize("currency", ["USD", "EUR", "CNY"])
def test_no_day_jumps(currency: str) -> None:
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    rates = [selling_rate(currency, day) for day in days if is_bank_day(day)]
    steps = [abs(b / a - 1) for a, b in itertools.pairwise(rates)]

    assert len(rates) > 740
    assert max(steps) < Decimal("0.012")


def test_a_currency_of_nowhere_has_no_rate() -> None:
    with pytest.raises(NoQuote):
        selling_rate("XYZ", date(2026, 3, 23))
