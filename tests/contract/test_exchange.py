"""The exchange rates' door against the simulator's series, in the central bank's shape."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import httpx
import pytest
from starlette.testclient import TestClient

from gateways.doors import QuoteMissing, Unavailable
from gateways.ptax import Ptax, quote_day
from simulator.app import build
from simulator.world import World


@pytest.fixture
def rates(world: World) -> Iterator[Ptax]:
    """The door, to the simulator's series."""
    with TestClient(build(world)) as http:
        yield Ptax(http)


@pytest.mark.parametrize(
    ("registered", "day", "rate"),
    [
        ("2026-03-24", "2026-03-23", "5.3120"),
        ("2026-04-22", "2026-04-20", "5.2870"),
        ("2026-05-20", "2026-05-19", "5.4410"),
        ("2026-04-20", "2026-04-17", "5.3050"),
    ],
)
def test_a_day_has_the_rate_of_the_last_bank_day(
    rates: Ptax, registered: str, day: str, rate: str
) -> None:
    quote = rates.quote("USD", date.fromisoformat(registered))

    assert (quote.quote_date.isoformat(), quote.rate) == (day, Decimal(rate))


@pytest.mark.parametrize(
    ("currency", "least", "most"),
    [("EUR", 5, 7), ("GBP", 6, 8), ("CNY", "0.6", "0.9"), ("JPY", "0.03", "0.04")],
)
def test_every_currency_is_quoted_for_one_unit(
    rates: Ptax, currency: str, least: object, most: object
) -> None:
    rate = rates.quote(currency, date(2026, 3, 24)).rate

    assert Decimal(str(least)) < rate < Decimal(str(most))


def test_the_day_asked_for_is_the_last_bank_day(rates: Ptax) -> None:
    assert rates.quote_day(date(2026, 4, 22)) == date(2026, 4, 20)


def test_carnival_has_no_banks() -> None:
    assert quote_day(date(2026, 2, 18)) == date(2026, 2, 13)


def test_the_day_of_black_conscience_has_no_banks_since_it_is_a_national_holiday(
    rates: Ptax,
) -> None:
    assert quote_day(date(2023, 11, 21)) == date(2023, 11, 20)
    assert rates.quote("USD", date(2026, 11, 23)).quote_date == date(2026, 11, 19)


def test_a_missing_rate_is_missing_and_never_an_older_one(rates: Ptax) -> None:
    with pytest.raises(QuoteMissing, match="XYZ"):
        rates.quote("XYZ", date(2026, 3, 24))


def test_only_a_closing_rate_counts() -> None:
    opening = {"tipoBoletim": "Abertura", "cotacaoVenda": 5.0}
    answer = httpx.MockTransport(lambda _: httpx.Response(200, json={"value": [opening]}))

    with pytest.raises(QuoteMissing):
        Ptax(httpx.Client(transport=answer, base_url="https://x")).quote("USD", date(2026, 3, 24))


def test_a_source_that_is_away_is_unavailable() -> None:
    away = httpx.MockTransport(lambda _: httpx.Response(503))

    with pytest.raises(Unavailable):
        Ptax(httpx.Client(transport=away, base_url="https://x")).quote("USD", date(2026, 3, 24))
