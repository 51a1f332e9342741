"""Plans, clocks and cancellations: data and dates."""

from datetime import date

import pytest

from customs.cancelling import cancel_plan
from customs.free_time import free_time
from customs.milestones import MILESTONES
from customs.plan import Regime
from customs.plans import plan_import, plan_release
from customs.regime_clock import regime_clock
from customs.stages import _BONDED, _DIRECT, _RELEASE


def test_a_bonded_sea_import_asks_for_its_papers_and_its_transit() -> None:
    plan = plan_import(Regime.BONDED, "sea", customs_transit=True)
    assert plan.papers == ("commercial_invoice", "packing_list", "bill_of_lading")
    assert plan.entry_declaration == "admission"
    assert {"TRANSIT_DEPARTED", "AFRMM_SUSPENDED", "EMPTY_RETURNED"} <= set(plan.milestones)
    assert "CONSUMPTION_REGISTERED" not in plan.milestones


def test_a_direct_air_import_knows_no_ship_and_no_bond() -> None:
    plan = plan_import(Regime.DIRECT, "air", customs_transit=False)
    assert plan.papers == ("commercial_invoice", "air_waybill")
    assert plan.entry_declaration == "consumption"
    assert not {"CE_CHECKED", "ADMITTED", "EMPTY_RETURNED", "AFRMM_PAID"} & set(plan.milestones)


@pytest.mark.parametrize("transit", [True, False])
@pytest.mark.parametrize("transport", ["sea", "air"])
def test_every_milestone_of_a_plan_is_known_and_named_once(transport: str, transit: bool) -> None:
    plan = plan_import(Regime.BONDED, transport, transit)
    tags = (*plan.milestones, *plan_release().milestones)
    assert all(tag in MILESTONES for tag in tags)
    assert len(set(plan.milestones)) == len(plan.milestones)


def test_an_unknown_road_is_refused() -> None:
    with pytest.raises(ValueError, match="no road for transport 'rail'"):
        plan_import(Regime.BONDED, "rail", customs_transit=False)
    with pytest.raises(ValueError, match="a direct import has none"):
        plan_import(Regime.DIRECT, "sea", customs_transit=True)


def test_the_regime_ends_a_year_after_release_not_after_registration() -> None:
    clock = regime_clock(date(2026, 3, 25))
    assert clock.decide_on == date(2026, 12, 25)
    assert clock.expires_on == date(2027, 3, 25)
    assert clock.abandonment_on == date(2027, 5, 9)


def test_a_year_after_the_29th_of_february_is_the_first_of_march() -> None:
    assert regime_clock(date(2028, 2, 29)).expires_on == date(2029, 3, 1)


def test_the_empty_came_back_with_ten_days_to_spare() -> None:
    state = free_time(date(2026, 3, 17), 21, date(2026, 3, 27))
    assert state.last_free_day == date(2026, 4, 6)
    assert (state.due, state.unused) == (0, 10)


def test_demurrage_counts_from_the_day_after_the_last_free_day() -> None:
    assert free_time(date(2026, 3, 17), 21, date(2026, 4, 6)).due == 0
    assert free_time(date(2026, 3, 17), 21, date(2026, 4, 8)).due == 2


def test_a_booking_is_undone_whole() -> None:
    plan = cancel_plan("BOOKED")
    assert plan.steps == ("withdraw_tasks", "undo_order")
    assert plan.cannot == ()


def test_a_registered_declaration_has_no_private_cancel() -> None:
    for stage in ("ADMISSION_FILED", "IN_BOND", "FILED"):
        assert "delete_draft" not in cancel_plan(stage).steps
        assert any("no private cancel" in why for why in cancel_plan(stage).cannot)


def test_a_release_gives_its_reservation_back_until_it_is_filed() -> None:
    assert "release_reservation" in cancel_plan("FUNDED").steps
    assert "release_reservation" not in cancel_plan("FILED").steps


def test_every_stage_that_is_no_end_says_what_cancelling_does() -> None:
    stages = {stage for stage, _ in (*_BONDED, *_DIRECT, *_RELEASE)} | {"RELEASING"}
    silent = {s for s in stages - {"DELIVERED", "LEFT_BOND"} if not cancel_plan(s).steps}
    assert silent == set()
    assert cancel_plan("CLOSED").steps == ()
