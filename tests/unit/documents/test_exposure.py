"""The fine that stands behind a difference."""

from datetime import date
from decimal import Decimal

import pytest

from documents.exposure import act_in_force, exposure


@pytest.mark.parametrize(
    ("operation", "fine"),
    [
        (None, "10000.00"),
        ("536265.52", "10000.00"),
        ("1500000", "15000.00"),
        ("9000000", "20000.00"),
    ],
)
def test_a_hundred_upf_within_one_per_cent_but_never_under_fifty(
    operation: str | None, fine: str
) -> None:
    value = Decimal(operation) if operation else None
    assert exposure(date(2026, 1, 27), 1, value) == Decimal(fine)


def test_one_fine_for_each_good_and_none_without_a_difference() -> None:
    assert exposure(date(2026, 1, 27), 2, None) == Decimal("20000.00")
    assert exposure(date(2026, 1, 27), 0, None) == 0


def test_the_old_rule_held_until_the_day_before_the_new_one() -> None:
    assert exposure(date(2026, 1, 13), 1, Decimal("100000")) == Decimal("1000.00")
    assert exposure(date(2026, 1, 13), 1, None) == Decimal("500.00")
    assert "711" in act_in_force(date(2026, 1, 13))
    assert "LC 214" in act_in_force(date(2026, 1, 14))
