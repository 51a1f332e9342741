"""Worked cases of the literature, reliefs, apportionment, fee and state tax."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customs.apportion import apportion
from customs.duties import Assessment, AssessmentRequest
from customs.duties.calculator import Plain
from customs.duties.derivation import replay
from customs.duties.state_tax import StateTax
from tests.unit.customs.cases import assessed, item, money, taxes_of, the_pack, usd

RATES = {"ii": "10", "ipi": "5", "pis": "2.10", "cofins": "9.65"}


def valued(customs_value: str, rates: dict[str, str] = RATES, **more: Any) -> dict[str, Any]:
    told = {"id": "1", "ncm": "39269090", "customs_value": customs_value, "rates": rates}
    return {**told, **more}


def before_icms(told: Assessment) -> Decimal:
    """Return the sum on which ICMS stands, as the tree has it."""
    assert told.tree is not None
    return replay(told.tree.document())["icms.before"]


def test_a_small_declaration_without_ii_and_ipi() -> None:
    rates = {"ii": "0", "ipi": "0", "pis": "2.10", "cofins": "9.65"}
    told = assessed(state="GO", icms={"rate": "19"}, items=[valued("4819.22", rates)])
    assert taxes_of(told, 0) == {"ii": "0.00", "ipi": "0.00", "pis": "101.20", "cofins": "465.05"}
    assert told.totals.siscomex_fee == money("154.23")
    assert before_icms(told) == money("5539.70")
    assert told.totals.icms_base == money("6839.14")
    assert told.totals.icms == money("1299.44")


def test_ipi_stands_on_value_and_ii() -> None:
    told = assessed(items=[valued("100000.00")])
    assert taxes_of(told, 0) == {
        "ii": "10000.00",
        "ipi": "5500.00",
        "pis": "2100.00",
        "cofins": "9650.00",
    }
    assert told.items[0].taxes["ipi"].base == money("110000.00")


def test_the_golden_arithmetic_of_icms() -> None:
    request = AssessmentRequest.model_validate(
        {"registered_on": "2026-04-22", "kind": "consumption", "items": [valued("100000")]}
    )
    state = StateTax(Plain(), request, the_pack().on(request.registered_on))
    owed = state.tax(money("127250.00"))
    assert owed.base == money("155182.93")
    assert owed.payable == money("27932.93")


def test_each_tax_is_rounded_before_it_enters_the_next_base() -> None:
    rates = {"ii": "10", "ipi": "15", "pis": "2.10", "cofins": "10.68"}
    priced = {**valued("0", rates), "value": usd("248.159"), "customs_value": None}
    priced |= {"freight": usd("0")}
    told = assessed(exchange={"USD": "1"}, items=[priced])
    assert told.items[0].customs_value == money("248.16")
    assert told.items[0].taxes["ipi"].base == money("272.98")
    assert taxes_of(told, 0) == {
        "ii": "24.82",
        "ipi": "40.95",
        "pis": "5.21",
        "cofins": "26.50",
    }


@pytest.mark.parametrize(
    ("additions", "fee"),
    {
        1: "154.23",
        2: "192.79",
        3: "223.64",
        5: "285.34",
        6: "308.48",
        10: "401.04",
        11: "416.46",
        20: "555.24",
        21: "562.95",
        50: "786.54",
        51: "790.40",
        100: "979.54",
    }.items(),
)
def test_the_fee_falls_step_by_step(additions: int, fee: str) -> None:
    goods = [valued("100.00", id=str(n), addition=n) for n in range(1, additions + 1)]
    assert assessed(items=goods).totals.siscomex_fee == money(fee)


def test_the_fee_before_june_2021_was_higher() -> None:
    told = assessed(
        registered_on="2021-05-31", icms={"rate": "18"}, items=[valued("100.00")], afrmm="0"
    )
    assert told.totals.siscomex_fee == money("214.50")


def test_like_items_share_an_addition() -> None:
    like = [valued("10", id="1", origin="CN"), valued("10", id="2", origin="CN")]
    assert [i.addition for i in assessed(items=like).items] == [1, 1]
    unlike = [*like, valued("10", id="3", origin="VN")]
    assert [i.addition for i in assessed(items=unlike).items] == [1, 1, 2]


def test_an_addition_is_rounded_once_and_its_items_sum_to_it() -> None:
    rates = {"ii": "10", "ipi": "0", "pis": "0", "cofins": "0"}
    goods = [valued("0.25", rates, id=str(n), addition=1) for n in range(4)]
    told = assessed(items=goods)
    parts = [i.taxes["ii"].calculated for i in told.items]
    assert sum(parts) == money("0.10")
    assert sorted(parts) == [money("0.02"), money("0.02"), money("0.03"), money("0.03")]


@pytest.mark.parametrize(
    ("relief", "amounts"),
    [
        ("none", ("100.00", "0.00", "100.00", "0.00", "100.00")),
        ("exempt", ("100.00", "100.00", "0.00", "0.00", "0.00")),
        ("suspended", ("100.00", "0.00", "100.00", "100.00", "0.00")),
        ("zero_rate", ("0.00", "0.00", "0.00", "0.00", "0.00")),
    ],
)
def test_relief_says_what_is_left_to_pay(relief: str, amounts: tuple[str, ...]) -> None:
    tax = assessed(items=[valued("1000.00", relief={"ii": relief})]).items[0].taxes["ii"]
    found = (tax.calculated, tax.reduced, tax.due, tax.suspended, tax.payable)
    assert tuple(str(amount) for amount in found) == amounts


def test_a_suspended_ii_stands_in_the_base_of_ipi_and_an_exempt_one_does_not() -> None:
    suspended = assessed(items=[valued("1000.00", relief={"ii": "suspended"})])
    exempt = assessed(items=[valued("1000.00", relief={"ii": "exempt"})])
    assert suspended.items[0].taxes["ipi"].base == money("1100.00")
    assert exempt.items[0].taxes["ipi"].base == money("1000.00")


def test_freight_is_shared_by_weight_and_insurance_by_value() -> None:
    goods = [
        {**item("1", "84821010", "100", "0", "0"), "net_weight_kg": "30"},
        {**item("2", "84821010", "300", "0", "0"), "net_weight_kg": "10"},
    ]
    for one in goods:
        del one["freight"], one["insurance"]
    told = assessed(exchange={"USD": "1"}, freight=usd("40.00"), insurance=usd("8.00"), items=goods)
    assert [str(i.customs_value) for i in told.items] == ["132.00", "316.00"]


def test_the_state_may_gross_up_with_one_rate_and_charge_another() -> None:
    told = assessed(icms={"rate": "4", "charge_rate": "2.6"}, items=[valued("100000.00")])
    before = before_icms(told)
    assert told.totals.icms_base == (before / Decimal("0.96")).quantize(Decimal("0.01"))
    assert told.totals.icms == (told.totals.icms_base * Decimal("0.026")).quantize(Decimal("0.01"))


def test_a_reduced_base_is_grossed_up_with_the_effective_rate() -> None:
    reduced = assessed(
        icms={"rate": "18", "base_reduction": "33.333333"}, items=[valued("100000.00")]
    )
    effective = assessed(icms={"rate": "18", "effective_rate": "12"}, items=[valued("100000.00")])
    assert reduced.totals.icms == effective.totals.icms
    before = before_icms(effective)
    total = before / Decimal("0.88")
    assert effective.totals.icms == (total * Decimal("0.12")).quantize(Decimal("0.01"))


def test_afrmm_is_a_given_amount_or_a_part_of_the_freight_by_sea() -> None:
    goods = [item("1", "84821010", "100", "50", "0")]
    quote = {"USD": "2"}
    assert assessed(exchange=quote, items=goods).totals.afrmm == money("8.00")
    assert assessed(exchange=quote, afrmm_due=False, items=goods).totals.afrmm == 0
    assert assessed(exchange=quote, transport="air", items=goods).totals.afrmm == 0
    assert assessed(exchange=quote, afrmm="7.77", items=goods).totals.afrmm == money("7.77")
    assert assessed(exchange=quote, afrmm_due=True, items=goods).totals.afrmm == money("8.00")
    bond = assessed(kind="admission", exchange=quote, afrmm_due=True, items=goods)
    assert bond.totals.afrmm == 0


def test_every_amount_names_its_rule() -> None:
    told = assessed(exchange={"USD": "5"}, items=[item("B", "84832000", "100", "0", "0")])
    rules = {tax: amount.rule for tax, amount in told.items[0].taxes.items()}
    assert rules == {
        "ii": "ii-84832000",
        "ipi": "ipi-84832000",
        "pis": "pis-84832000",
        "cofins": "cofins-84832000",
    }
    assert told.tree is not None
    sources = [node.get("source", {}) for node in told.tree.document()["nodes"]]
    assert {"fee-declaration-2021", "icms-SP-2025"} <= {source.get("id") for source in sources}
    over = assessed(items=[valued("100.00")])
    assert over.items[0].taxes["ii"].rule == "given"


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=30),
)
def test_parts_sum_to_the_whole(total: int, weights: list[int]) -> None:
    whole = Decimal(total) / 100
    parts = apportion(whole, [Decimal(w) for w in weights])
    assert sum(parts) == whole
    assert all(part >= 0 for part in parts)
