"""Demand runs a position down: when it meets the minimum, when it ends."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planning.demand import WeeklyDemand
from planning.position import Position, domestic_now
from planning.projection import project
from tests.unit.planning.figures import DEMAND, START


def test_fifteen_weeks_of_demand_bring_both_items_exactly_to_their_minimum() -> None:
    for item, stock, minimum in (("A", 54000, 9000), ("B", 8100, 1350)):
        seen = project(Decimal(stock), DEMAND[item], START, Decimal(minimum), 365)

        assert seen.min_on == date(2026, 4, 20)
        assert dict(seen.days)[seen.min_on] == minimum


def test_after_the_rise_of_demand_the_shelf_runs_out_on_a_saturday() -> None:
    for item, stock, minimum in (("A", 7000, 9000), ("B", 1050, 1350)):
        seen = project(Decimal(stock), DEMAND[item], date(2026, 5, 18), Decimal(minimum), 60)

        assert seen.min_on == date(2026, 5, 18)
        assert seen.short_on == date(2026, 5, 30)


def test_ten_days_before_the_second_delivery_little_is_left() -> None:
    left_a = Decimal(7000) - DEMAND["A"].between(date(2026, 5, 18), date(2026, 5, 28))
    left_b = Decimal(1050) - DEMAND["B"].between(date(2026, 5, 18), date(2026, 5, 28))

    assert round(left_a) == 1286
    assert round(left_b) == 193


def test_a_day_served_to_the_last_piece_is_not_short() -> None:
    week = WeeklyDemand.of({START: Decimal(70)})

    seen = project(Decimal(20), week, START, Decimal(0), 10)

    assert seen.min_on == START + timedelta(days=2)
    assert seen.short_on == START + timedelta(days=2)


def test_without_demand_a_position_never_ends() -> None:
    seen = project(Decimal(10), WeeklyDemand(()), START, Decimal(1), 365)

    assert (seen.min_on, seen.short_on) == (None, None)


def test_any_day_of_a_week_names_that_week() -> None:
    assert WeeklyDemand.of({date(2026, 1, 8): Decimal(70)}) == WeeklyDemand.of({START: Decimal(70)})


@given(st.integers(0, 40), st.integers(0, 200), st.integers(0, 200))
def test_demand_of_two_spans_is_the_demand_of_both(weeks: int, first: int, second: int) -> None:
    demand = WeeklyDemand.of({START: Decimal(10), START + timedelta(weeks=weeks): Decimal(25)})
    middle = START + timedelta(days=first)
    end = middle + timedelta(days=second)

    parts = demand.between(START, middle) + demand.between(middle, end)

    assert abs(parts - demand.between(START, end)) < Decimal("1e-20")


def test_bonded_stock_is_in_the_echelon_and_not_on_the_way_to_the_shelf() -> None:
    position = Position(
        domestic=Decimal(1),
        on_the_road=Decimal(2),
        in_clearance=Decimal(4),
        reserved=Decimal(8),
        bonded=Decimal(16),
        in_transit=Decimal(32),
        on_order=Decimal(64),
    )

    assert position.release_loop == 15
    assert position.supply_loop == 127


def test_the_shelf_today_is_the_count_with_deliveries_and_demand_since() -> None:
    asked = DEMAND["A"].between(START, date(2026, 5, 18))

    assert domestic_now(Decimal(54000), Decimal(12000), asked) == 7000
    assert domestic_now(Decimal(1), Decimal(0), Decimal(5)) == 0
