"""What goods cost once they are here."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rule_packs import shipped_pack
from customs.cost_sides import Charge, Goods, side, table_charges
from customs.duties import Assessment, AssessmentRequest, assess
from customs.landed_cost import ItemCost, item_costs
from customs.local_costs import CostKind, ShareKey
from customs.tax_credits import TaxRegime
from tests.unit.customs.cases import money

GOODS = (
    Goods("A", Decimal(12000), Decimal("1536")),
    Goods("B", Decimal(1800), Decimal("1422")),
)
LOCAL = {
    CostKind.STORAGE: money("1 072.53"),
    CostKind.HANDLING: money("152.00"),
    CostKind.BROKER: money("1 180.00"),
    CostKind.CARRIER: money("980.00"),
}


def declared(day: str, rate: str) -> Assessment:
    """The first release of the story, on a day and at a rate."""
    rows = (("A", "84821010", 12000, "13440.00", "307.20", "26.88", "1536"),
            ("B", "84832000", 1800, "6120.00", "284.40", "12.24", "1422"))  # fmt: skip
    items = [
        {
            "id": id, "addition": place, "ncm": ncm, "origin": "CN", "quantity": quantity,
            "net_weight_kg": weight, "incoterm": "FOB",
            "value": {"amount": value, "currency": "USD"},
            "freight": {"amount": freight, "currency": "USD"},
            "insurance": {"amount": insurance, "currency": "USD"},
        }
        for place, (id, ncm, quantity, value, freight, insurance, weight) in enumerate(rows, 1)
    ]  # fmt: skip
    return assess(
        AssessmentRequest.model_validate(
            {"registered_on": day, "kind": "bonded_consumption", "state": "SP", "transport": "sea",
             "exchange": {"USD": rate}, "afrmm_due": True, "items": items}
        ),
        shipped_pack(),
    )  # fmt: skip


def costs(
    regime: TaxRegime | None = None, extra: dict[str, Decimal] | None = None
) -> tuple[tuple[ItemCost, ...], ItemCost]:
    charges = table_charges(LOCAL)
    before = side(declared("2026-04-20", "5.3050"), GOODS, charges, regime, extra or {})
    after = side(declared("2026-04-22", "5.2870"), GOODS, charges, regime, extra or {})
    return item_costs(GOODS, before, after)


def line(item: ItemCost, kind: str) -> tuple[Decimal | None, Decimal | None]:
    found = next(one for one in item.lines if one.kind == kind)
    return found.amount.estimate, found.amount.actual


def test_the_first_release_costs_what_the_story_says() -> None:
    _, whole = costs()
    paid = [one.amount for one in whole.lines if one.kind not in {*CostKind, "customs_value"}]
    assert sum(pair.estimate or 0 for pair in paid) == money("74 503.52")
    assert sum(pair.actual or 0 for pair in paid) == money("74 251.50")
    assert line(whole, "icms")[1] == money("32 579.97")
    assert line(whole, "storage") == (money("1 072.53"), money("1 072.53"))
    assert whole.gross.actual == money("106 748.34") + money("74 251.50") + money("3 384.53")
    assert whole.gross.difference == whole.gross.actual - (whole.gross.estimate or 0)


def test_the_parts_sum_to_the_whole() -> None:
    items, whole = costs(TaxRegime.LUCRO_REAL)
    for one in whole.lines:
        parts = [line(item, one.kind) for item in items]
        assert sum(part[1] or 0 for part in parts) == one.amount.actual
    assert sum(item.net.actual or 0 for item in items) == whole.net.actual


def test_icms_is_shared_by_what_it_is_charged_on() -> None:
    items, _ = costs()
    before = [sum(line(item, kind)[1] or 0 for kind in
                  ("customs_value", "ii", "ipi", "pis", "cofins", "siscomex_fee", "afrmm"))
              for item in items]  # fmt: skip
    shared = [line(item, "icms")[1] or 0 for item in items]
    assert abs(shared[0] - money("32 579.97") * before[0] / sum(before)) < Decimal("0.01")


def test_each_cost_is_shared_by_the_key_that_is_recorded_for_it() -> None:
    items, _ = costs()
    carried = next(one for one in items[0].lines if one.kind == "carrier")
    assert carried.shared_by == ("net_weight",)
    assert carried.amount.actual == (money("980.00") * 1536 / 2958).quantize(Decimal("0.01"))


@pytest.mark.parametrize("regime", [None, TaxRegime.SIMPLES, TaxRegime.LUCRO_PRESUMIDO])
def test_without_lucro_real_no_credit_is_counted(regime: TaxRegime | None) -> None:
    _, whole = costs(regime)
    assert whole.credits.actual == 0
    assert whole.net == whole.gross


def test_under_lucro_real_all_comes_back_but_ii_fee_and_afrmm() -> None:
    _, whole = costs(TaxRegime.LUCRO_REAL)
    back = money("9 658.59") + money("2 587.74") + money("11 902.46") + money("32 579.97")
    assert whole.credits.actual == back


def test_the_surcharge_of_cofins_does_not_come_back() -> None:
    items, _ = costs(TaxRegime.LUCRO_REAL, {"A": Decimal("0.65")})
    cofins = next(one for one in items[0].lines if one.kind == "cofins")
    assert cofins.amount.actual == money("7 027.47")
    assert cofins.credit.actual == (money("7 027.47") * 9 / Decimal("9.65")).quantize(
        Decimal("0.01")
    )


def test_a_cost_per_piece_is_told_to_a_hundredth_of_a_cent() -> None:
    items, _ = costs()
    gross = items[0].gross.actual or Decimal(0)
    assert items[0].gross_per_unit.actual == (gross / 12000).quantize(Decimal("0.0001"))


@given(st.lists(st.integers(-999_999, 999_999), min_size=1, max_size=8))
def test_whatever_was_invoiced_is_shared_without_rest(cents: list[int]) -> None:
    amounts = [Decimal(one) / 100 for one in cents]
    keys = list(ShareKey)
    charges = [Charge(CostKind.OTHER, amount, keys[n % 2]) for n, amount in enumerate(amounts)]
    shared = side(STORY, GOODS, charges, None, {}).shares[CostKind.OTHER]
    assert sum(part.amount for part in shared.values()) == sum(amounts)


STORY = declared("2026-04-22", "5.2870")
