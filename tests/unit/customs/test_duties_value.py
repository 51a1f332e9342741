"""Customs value under every Incoterm, with additions and deductions, in several currencies."""

from typing import Any

import pytest

from customs.duties.incoterms import INCOTERMS
from customs.duties.parcels import next_parcel, parcels
from tests.unit.customs.cases import assessed, money, usd

RATES = {"ii": "10", "ipi": "0", "pis": "0", "cofins": "0"}


def goods(**more: Any) -> dict[str, Any]:
    told = {"id": "1", "ncm": "39269090", "origin": "CN", "rates": RATES, "value": usd("100")}
    return {**told, "quantity": "4", "net_weight_kg": "10", **more}


def value(*items: dict[str, Any], **more: Any) -> list[str]:
    told = assessed(exchange={"USD": "5", "EUR": "6"}, items=list(items), **more)
    return [str(item.customs_value) for item in told.items]


@pytest.mark.parametrize("term", INCOTERMS.tags())
def test_every_incoterm_comes_to_the_value_at_the_border(term: str) -> None:
    freight = {} if INCOTERMS[term].freight_inside else {"freight": usd("20")}
    insurance = {} if INCOTERMS[term].insurance_inside else {"insurance": usd("1")}
    wanted = 500 + (100 if freight else 0) + (5 if insurance else 0)
    assert value(goods(incoterm=term, **freight, **insurance)) == [f"{wanted}.00"]


def test_a_term_to_the_buyers_place_has_the_way_inland_taken_off() -> None:
    inland = {"effect": "deduction", "type": "inland_freight", **usd("12")}
    assert value(goods(incoterm="DAP", adjustments=[inland])) == ["440.00"]


def test_additions_of_the_whole_are_shared_by_value() -> None:
    royalty = {"effect": "addition", "type": "royalty", "amount": "8.00", "currency": "EUR"}
    items = [
        goods(freight=usd("0")),
        goods(id="2", value=usd("300"), freight=usd("0"), adjustments=[]),
    ]
    assert value(*items, adjustments=[royalty]) == ["512.00", "1536.00"]


def test_currencies_may_differ_within_a_declaration() -> None:
    euro = goods(id="2", value={"amount": "50", "currency": "EUR"})
    whole = {"amount": "40", "currency": "EUR", "apportion_by": "value"}
    # R$ 500 and R$ 300 share R$ 240 of freight.
    assert value(goods(), euro, freight=whole) == ["650.00", "390.00"]


def test_insurance_is_shared_by_what_the_goods_are_worth_in_one_currency() -> None:
    euro = goods(id="2", value={"amount": "50", "currency": "EUR"}, freight=usd("0"))
    insured = value(goods(freight=usd("0")), euro, insurance={"amount": "8", "currency": "BRL"})
    assert insured == ["505.00", "303.00"]


def test_who_brings_a_charge_takes_no_part_in_sharing() -> None:
    own, other = goods(freight=usd("7")), goods(id="2")
    whole = {"amount": "20", "currency": "USD"}
    assert value(own, other, freight=whole) == ["535.00", "600.00"]


def test_a_unit_price_makes_the_value() -> None:
    priced = goods(value=None, unit_price=usd("25.005"), freight=usd("0"))
    assert value(priced) == ["500.10"]


def test_a_value_rounded_on_the_invoice_counts_before_its_unit_price() -> None:
    priced = goods(value=usd("100.02"), unit_price=usd("25.0049"), freight=usd("0"))
    assert value(priced) == ["500.10"]


def test_several_admissions_are_drawn_from_each_with_its_own_charges() -> None:
    drawn = [
        goods(
            id=str(n), quantity=taken, freight=usd(freight), insurance=usd("0"),
            linked=link(n, taken, held),
        )
        for n, freight, taken, held in ((1, "30", "1", "3"), (2, "80", "2", "4"))
    ]  # fmt: skip
    assert value(*drawn, kind="bonded_consumption") == ["550.00", "700.00"]


def link(number: int, taken: str, held: str) -> dict[str, str]:
    told = {"declaration": f"26BR0000000000{number}", "item": "1", "quantity": taken}
    return told | {"admitted_quantity": held}


def test_parcels_of_freight_sum_to_the_bill_of_lading() -> None:
    quantities = [money("12000"), money("18000"), money("30000")]
    assert sum(parcels(money("2958.01"), quantities)) == money("2958.01")
    left, drawn = money("2958.01"), money("0")
    for quantity in quantities:
        left -= next_parcel(money("2958.01"), money("60000"), drawn, quantity)
        drawn += quantity
    assert left == 0
    with pytest.raises(ValueError, match="has left"):
        next_parcel(money("1"), money("10"), money("9"), money("2"))


def test_afrmm_depends_on_navigation_and_its_base_may_be_given() -> None:
    far = assessed(exchange={"USD": "5"}, items=[goods(freight=usd("20"))])
    coast = assessed(
        registered_on="2021-06-10",
        icms={"rate": "18"},
        exchange={"USD": "5"},
        navigation="cabotage",
        items=[goods(freight=usd("20"))],
    )
    based = assessed(exchange={"USD": "5"}, afrmm_base=usd("50"), items=[goods(incoterm="CIF")])
    amounts = [str(told.totals.afrmm) for told in (far, coast, based)]
    assert amounts == ["8.00", "10.00", "20.00"]


def test_without_a_freight_afrmm_is_not_guessed_and_it_is_said() -> None:
    told = assessed(exchange={"USD": "5"}, items=[goods(incoterm="CIF")])
    afloat = goods(freight=usd("20"))
    river = assessed(exchange={"USD": "5"}, transport="river", items=[afloat])
    assert (told.totals.afrmm, river.totals.afrmm) == (None, None)
    assert "AFRMM is not told" in " ".join(told.notes)
    assert "AFRMM is not told" in " ".join(river.notes)
