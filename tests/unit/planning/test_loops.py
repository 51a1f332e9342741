"""The two loops: when to order from the supplier, what to release from bond."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from customs.clock import BRASILIA
from planning.release_pacing import (
    Band,
    Draw,
    LotFree,
    ReleaseTerms,
    comes_along,
    first_expired_first_out,
    is_due,
    is_release_day,
    next_release_day,
    release_quantity,
    whole_pallets,
)
from planning.replenishment import must_order, order_by
from planning.review_days import next_morning
from tests.unit.planning.figures import BAND, DEMAND, RELEASES, START, SUPPLY


def test_the_order_is_due_on_the_day_from_which_it_just_comes_in_time() -> None:
    assert order_by(date(2026, 4, 20), SUPPLY) == START
    assert must_order(START, [date(2026, 4, 20), None], SUPPLY)
    assert not must_order(START, [date(2026, 4, 21), None], SUPPLY)


@pytest.mark.parametrize(
    ("item", "position", "on", "pieces"),
    [
        ("A", 9000, date(2026, 4, 20), 12000),
        ("B", 1350, date(2026, 4, 20), 1800),
        ("A", 7000, date(2026, 5, 18), 18000),
        ("B", 1050, date(2026, 5, 18), 2700),
    ],
)
def test_a_release_lasts_its_cover_in_whole_pallets(
    item: str, position: int, on: date, pieces: int
) -> None:
    quantity = release_quantity(Decimal(position), DEMAND[item], on, BAND[item], RELEASES)

    assert is_due(Decimal(position), BAND[item].min)
    assert quantity == pieces


def test_a_release_never_fills_the_shelf_above_its_maximum() -> None:
    small = Band(Decimal(9000), Decimal(20000), Decimal(6000))

    quantity = release_quantity(Decimal(7000), DEMAND["A"], date(2026, 5, 18), small, RELEASES)

    assert quantity == 12000


def test_one_pallet_goes_even_where_it_has_no_room() -> None:
    tight = Band(Decimal(9000), Decimal(9500), Decimal(6000))

    quantity = release_quantity(Decimal(7000), DEMAND["A"], date(2026, 5, 18), tight, RELEASES)

    assert quantity == 6000


def test_a_release_waits_for_its_day_of_the_week() -> None:
    friday = date(2026, 5, 15)

    assert not is_release_day(friday, RELEASES)
    assert next_release_day(friday, RELEASES) == date(2026, 5, 18)
    assert next_release_day(date(2026, 5, 18), RELEASES) == date(2026, 5, 25)
    assert is_release_day(friday, ReleaseTerms(release_days=4, cover_days=30))


def test_an_item_near_its_minimum_shares_the_declaration_of_another() -> None:
    on = date(2026, 5, 18)

    assert comes_along(Decimal(15000), DEMAND["A"], on, Decimal(9000), RELEASES)
    assert not comes_along(Decimal(20000), DEMAND["A"], on, Decimal(9000), RELEASES)


def test_the_lot_that_expires_first_leaves_first() -> None:
    lots = [
        LotFree("late/1", "IMP-2", "2027-06-01", Decimal(60000)),
        LotFree("early/1", "IMP-1", "2027-03-25", Decimal(10000)),
    ]

    assert first_expired_first_out(Decimal(12000), lots) == (
        Draw("early/1", "IMP-1", Decimal(10000)),
        Draw("late/1", "IMP-2", Decimal(2000)),
    )


@pytest.mark.parametrize(("free", "pieces"), [(20000, 18000), (13000, 12000), (5000, 5000), (0, 0)])
def test_what_leaves_is_whole_pallets_or_the_last_remainder(free: int, pieces: int) -> None:
    assert whole_pallets(Decimal(18000), Decimal(free), Decimal(6000)) == pieces


def test_the_next_review_is_on_the_next_working_morning() -> None:
    friday = datetime(2026, 1, 9, 8, 0, tzinfo=BRASILIA)

    assert next_morning(friday) == friday + timedelta(days=3)
    assert next_morning(friday - timedelta(hours=1)) == friday
