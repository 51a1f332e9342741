"""Stages as a fold: the road, late news, the walk between bond and release."""

import random
from datetime import timedelta

from customs.plan import ImportPlan, Regime
from customs.plans import plan_import
from customs.stages import import_stages, release_stages
from tests.unit.customs.news import DAY_ONE, forecast, news

BONDED = plan_import(Regime.BONDED, "sea", customs_transit=True)
DIRECT = plan_import(Regime.DIRECT, "air", customs_transit=False)
INTO_BOND = [
    news("BOOKED", -20),
    news("DEPARTED", 0),
    news("ARRIVED", 45),
    news("DISCHARGED", 46),
    news("TRANSIT_DEPARTED", 48),
    news("CARGO_PRESENT", 49),
    news("ADMISSION_REGISTERED", 53),
    news("ADMITTED", 54),
]


def stages(plan: ImportPlan, *told: object) -> list[str]:
    return [s.stage for s in import_stages(plan, told)]  # type: ignore[arg-type]


def test_a_bonded_import_walks_its_whole_road() -> None:
    assert stages(BONDED, *INTO_BOND) == [
        "BOOKED",
        "IN_TRANSIT",
        "ARRIVED",
        "IN_CUSTOMS_TRANSIT",
        "AT_WAREHOUSE",
        "ADMISSION_FILED",
        "IN_BOND",
    ]


def test_a_stage_carries_both_clocks_of_its_fact() -> None:
    reached = import_stages(BONDED, INTO_BOND)[1]
    assert reached.occurred_at == DAY_ONE
    assert reached.recorded_at == DAY_ONE + timedelta(hours=1)


def test_discharge_alone_says_that_the_goods_arrived() -> None:
    assert stages(BONDED, news("BOOKED", -20), news("DISCHARGED", 46)) == ["BOOKED", "ARRIVED"]


def test_late_news_takes_its_place_and_does_not_move_the_stage() -> None:
    known = [news("BOOKED", -20), news("ARRIVED", 45)]
    late = news("DEPARTED", 0, recorded_at=DAY_ONE + timedelta(days=47))
    assert stages(BONDED, *known, late) == ["BOOKED", "IN_TRANSIT", "ARRIVED"]


def test_any_order_of_news_gives_the_same_stages() -> None:
    told = [*INTO_BOND, news("RELEASE_CALLED_OFF", 80), news("RELEASE_ENDED", 84)]
    right = import_stages(BONDED, told)
    for seed in range(50):
        random.Random(seed).shuffle(told)
        assert import_stages(BONDED, told) == right


def test_a_forecast_reaches_no_stage() -> None:
    assert stages(BONDED, news("BOOKED", -20), forecast("DEPARTED", 0, -1)) == ["BOOKED"]


def test_a_retracted_arrival_is_no_stage() -> None:
    arrived = news("ARRIVED", 45, event_id="e1")
    assert stages(BONDED, arrived, news("ARRIVED", 46, event_id="e2", retracts="e1")) == []


def test_it_is_in_bond_again_when_every_release_has_ended() -> None:
    releases = [
        news("RELEASE_CALLED_OFF", 80),
        news("RELEASE_CALLED_OFF", 82),
        news("RELEASE_ENDED", 84),
    ]
    assert stages(BONDED, *INTO_BOND, *releases)[-2:] == ["IN_BOND", "RELEASING"]
    ended = news("RELEASE_ENDED", 90)
    assert stages(BONDED, *INTO_BOND, *releases, ended)[-3:] == ["IN_BOND", "RELEASING", "IN_BOND"]


def test_the_end_heard_before_the_call_off_leaves_it_in_bond() -> None:
    at_once = [news("RELEASE_ENDED", 84), news("RELEASE_CALLED_OFF", 84)]
    assert stages(BONDED, *INTO_BOND, *at_once)[-1] == "IN_BOND"


def test_an_end_without_a_call_off_does_not_hide_the_next_release() -> None:
    given_up, next_one = news("RELEASE_ENDED", 80), news("RELEASE_CALLED_OFF", 90)
    assert stages(BONDED, *INTO_BOND, given_up)[-1] == "IN_BOND"
    assert stages(BONDED, *INTO_BOND, given_up, next_one)[-1] == "RELEASING"


def test_without_customs_transit_there_is_no_such_stage() -> None:
    at_port = plan_import(Regime.BONDED, "sea", customs_transit=False)
    assert "IN_CUSTOMS_TRANSIT" not in stages(at_port, *INTO_BOND)


def test_a_direct_import_is_filed_released_and_closed() -> None:
    told = [
        news("BOOKED", -2),
        news("DEPARTED", 0),
        news("ARRIVED", 1),
        news("CONSUMPTION_REGISTERED", 2),
        news("CUSTOMS_RELEASED", 3),
        news("CLOSED", 5),
    ]
    assert stages(DIRECT, *told) == [
        "BOOKED",
        "IN_TRANSIT",
        "ARRIVED",
        "FILED",
        "RELEASED_AWAITING_DELIVERY",
        "CLOSED",
    ]


def test_no_delivery_makes_a_stage_of_a_direct_import() -> None:
    told = [news("BOOKED", -2), news("DELIVERED_DOMESTIC", 1)]
    assert stages(DIRECT, *told) == ["BOOKED"]
    assert stages(DIRECT, *told, news("CUSTOMS_RELEASED", 3))[-1] == "RELEASED_AWAITING_DELIVERY"


def test_a_cancelled_import_stays_cancelled_whatever_is_heard_later() -> None:
    told = [news("BOOKED", -20), news("CANCELLED", -10), news("DEPARTED", 0), news("CLOSED", 9)]
    assert stages(BONDED, *told) == ["BOOKED", "IN_TRANSIT", "CANCELLED"]


def test_goods_may_be_abandoned_out_of_bond() -> None:
    assert stages(BONDED, *INTO_BOND, news("ABANDONED", 470))[-1] == "ABANDONED"


def test_a_release_walks_from_call_off_to_delivery() -> None:
    tags = [
        "RELEASE_CALLED_OFF",
        "ACCEPTED",
        "FUNDED",
        "CONSUMPTION_REGISTERED",
        "CUSTOMS_RELEASED",
        "DELIVERED_DOMESTIC",
    ]
    told = [news(tag, day) for day, tag in enumerate(tags)]
    assert [s.stage for s in release_stages(reversed(told))] == [
        "CALLED_OFF",
        "ACCEPTED",
        "FUNDED",
        "FILED",
        "RELEASED_AWAITING_DELIVERY",
        "DELIVERED",
    ]


def test_a_refused_release_is_cancelled() -> None:
    told = [news("RELEASE_CALLED_OFF", 0), news("CANCELLED", 1)]
    assert [s.stage for s in release_stages(told)] == ["CALLED_OFF", "CANCELLED"]


def test_a_release_that_customs_hold_is_not_delivered_whatever_a_carrier_says() -> None:
    told = [news("RELEASE_CALLED_OFF", 0), news("ACCEPTED", 1), news("DELIVERED_DOMESTIC", 2)]
    assert [s.stage for s in release_stages(told)] == ["CALLED_OFF", "ACCEPTED"]
    filed = [*told, news("CONSUMPTION_REGISTERED", 3)]
    assert [s.stage for s in release_stages(filed)][-1] == "FILED"
    assert [s.stage for s in release_stages([*filed, news("CANCELLED", 4)])][-1] == "CANCELLED"
