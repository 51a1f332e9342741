"""A quote is asked for once, kept, named in what is assessed, and never an older one."""

from datetime import date
from decimal import Decimal

import pytest

from activities.assessing import DutyDesk
from activities.quotes import KeptRates
from activities.rule_packs import shipped_pack
from customs.duties import AssessmentRequest
from customs.duties.derivation import QuoteSource
from customs.quotes import Quote
from gateways.doors import QuoteMissing
from records.rulebook import QuoteContradicted
from tests.unit.activities.doubles import StandingClock, StoryRates
from tests.unit.desk.rule_fakes import FakeQuoteBook

WEDNESDAY = date(2026, 4, 22)
MONDAY = date(2026, 4, 20)


class Series(StoryRates):
    """The story's series; it counts how often it is asked, and may change its mind."""

    def __init__(self) -> None:
        self.asked = 0
        self.more = Decimal(0)

    def quote_day(self, registered_on: date) -> date:
        return (
            MONDAY if registered_on == WEDNESDAY else super().quote("USD", registered_on).quote_date
        )

    def quote(self, currency: str, registered_on: date) -> Quote:
        self.asked += 1
        told = super().quote(currency, registered_on)
        return told.model_copy(update={"rate": told.rate + self.more})


@pytest.fixture
def series() -> Series:
    return Series()


@pytest.fixture
def rates(series: Series) -> KeptRates:
    return KeptRates(series, FakeQuoteBook(), StandingClock("2026-04-22"))


def test_a_quote_is_asked_for_once_and_the_same_ever_after(
    rates: KeptRates, series: Series
) -> None:
    first = rates.quote("USD", WEDNESDAY)
    series.more = Decimal("0.01")

    assert rates.quote("USD", WEDNESDAY) == first
    assert (first.rate, first.quote_date, series.asked) == (Decimal("5.2870"), MONDAY, 1)


def test_who_asks_again_and_hears_another_rate_is_told(rates: KeptRates, series: Series) -> None:
    rates.quote("USD", WEDNESDAY)
    series.more = Decimal("0.01")

    with pytest.raises(QuoteContradicted):
        rates.ask("USD", WEDNESDAY)
    assert rates.quote("USD", WEDNESDAY).rate == Decimal("5.2870")


def test_a_missing_quote_is_an_error_though_an_older_one_is_kept(rates: KeptRates) -> None:
    rates.quote("USD", WEDNESDAY)

    with pytest.raises(QuoteMissing):
        rates.quote("EUR", WEDNESDAY)


def test_a_dated_request_says_where_its_exchange_comes_from(rates: KeptRates) -> None:
    usd = {"amount": "100", "currency": "USD"}
    item = {"id": "1", "ncm": "84821010", "value": usd, "freight": usd}
    request = AssessmentRequest.model_validate(
        {"registered_on": "2026-01-01", "kind": "consumption", "items": [item]}
    )
    desk = DutyDesk(rates, shipped_pack)
    dated = desk.dated(request, WEDNESDAY)

    assert dated.exchange == {"USD": Decimal("5.2870")}
    assert dated.provenance["exchange.USD"] == QuoteSource(
        currency="USD", quoted_on=MONDAY, source="story"
    )
    assert desk.assess(request, WEDNESDAY).quote_date == MONDAY
