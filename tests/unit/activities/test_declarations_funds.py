"""What a release will cost, asked of the buyer."""

from datetime import date
from decimal import Decimal

from activities.releases import ReleaseActivities
from activities.rule_packs import shipped_pack
from customs.filing import RequestFunds
from customs.orders import LocalCosts
from customs.storage_bill import started_periods
from planning.funds import storage
from tests.unit.activities.doubles import MemoryStore, StandingClock, StoryRates
from tests.unit.customs.cases import money
from tests.unit.customs.orders import release

COSTS = LocalCosts(
    storage_rate=Decimal("0.0025"),
    handling=Decimal("152.00"),
    broker=Decimal("1180.00"),
    carrier=Decimal("980.00"),
)
ENTERED = date(2026, 3, 20)


def test_the_buyer_is_asked_for_what_the_story_says() -> None:
    does = ReleaseActivities(MemoryStore(), StoryRates(), shipped_pack, StandingClock("2026-04-20"))
    asked = does.request_funds(
        RequestFunds(
            order=release(),
            costs=COSTS,
            entered_on=ENTERED,
            leaving_on=date(2026, 4, 24),
            admission_value=money("73 167.912") + money("34 085.192"),
        )
    )
    assert asked.taxes == money("74 503.52")
    assert asked.margin == money("1 490.07")
    assert asked.storage == money("1 072.53")
    assert asked.local == money("3 384.53")
    assert asked.total == money("79 378.12")
    assert asked.quote_date == date(2026, 4, 17)


def test_a_period_of_storage_is_owed_once_started() -> None:
    days = {date(2026, 3, 20): 1, date(2026, 3, 29): 1, date(2026, 3, 30): 2}
    days |= {date(2026, 5, 28): 7, date(2026, 5, 29): 8}
    assert {day: started_periods(ENTERED, day, 10) for day in days} == days


def test_the_second_release_stays_seven_periods() -> None:
    value = money("365 839.56") * 3 / 10 + money("170 425.96") * 3 / 10
    assert storage(value, COSTS, ENTERED, date(2026, 5, 28)) == money("2 815.39")


def test_storage_is_not_guessed_before_the_goods_entered() -> None:
    assert storage(money("100000"), COSTS, None, date(2026, 5, 28)) == 0
