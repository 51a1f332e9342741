"""The figures of the story agree with one another, and with the shared ones where they are there."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli.story import figures

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "demo_expected.json"
DECLARED = {
    ("admission", "2026-03-24"): figures.ADMISSION,
    ("consumption", "2026-04-22"): figures.RELEASE_1,
    ("consumption", "2026-05-20"): figures.RELEASE_2,
}


@pytest.mark.parametrize("expected", [*DECLARED.values(), figures.DIRECT])
def test_items_add_up_to_totals(expected: figures.Expected) -> None:
    for name in ("customs_value", "ii", "ipi", "pis", "cofins"):
        total = sum((item[name] for item in expected.items.values()), Decimal(0))
        assert total == expected.totals[name], name


def test_the_cash_of_a_release_is_all_that_leaves_the_account() -> None:
    for expected, cash in (
        (figures.RELEASE_1, figures.CASH_1),
        (figures.RELEASE_2, figures.CASH_2),
    ):
        parts = ("ii", "ipi", "pis", "cofins", "siscomex_fee", "afrmm", "icms")
        assert sum((expected.totals[part] for part in parts), Decimal(0)) == cash


def test_the_funds_are_taxes_margin_and_local_costs() -> None:
    funds = figures.FUNDS_1

    assert funds["taxes"] + funds["margin"] + funds["local"] == funds["total"]
    assert funds["total"] - figures.CASH_1 - funds["local"] == figures.RETURNED_1


def test_the_second_release_is_above_the_approvers_authority_only_at_the_new_price() -> None:
    assert figures.CASH_2_LISTED < figures.AUTHORITY < figures.CASH_2


@pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED} is not beside the checkout")
def test_the_figures_are_the_shared_ones() -> None:
    declarations: list[dict[str, Any]] = json.loads(SHARED.read_text())
    for shared in declarations:
        ours = DECLARED[shared["kind"], shared["registered_on"]]
        assert (ours.quote, ours.quote_date) == (
            shared["quote"]["USD"],
            shared["quote"]["quote_date"],
        )
        for item in shared["items"]:
            for name, amount in item["expected"].items():
                assert ours.items[item["id"]][name] == Decimal(amount)
