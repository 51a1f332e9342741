"""A request that cannot be assessed: every problem at once, each with its field."""

from typing import Any

import pytest
from pydantic import ValidationError

from customs.duties import AssessmentRefused
from tests.unit.customs.cases import assessed, item, usd

RATES = {"ii": "10", "ipi": "5", "pis": "2.10", "cofins": "9.65"}


def problems(**fields: Any) -> dict[str, str]:
    with pytest.raises(AssessmentRefused) as refused:
        assessed(**fields)
    return {p.field: p.message for p in refused.value.problems}


def goods(**more: Any) -> dict[str, Any]:
    return {**item("A", "84821010", "100", "0", "0"), **more}


def test_all_problems_are_told_at_once() -> None:
    told = problems(state="XX", items=[goods(), goods(id="B", ncm="11111111")])
    assert set(told) == {
        "items[0].value.currency",
        "items[0].freight.currency",
        "items[0].insurance.currency",
        "items[1].value.currency",
        "items[1].freight.currency",
        "items[1].insurance.currency",
        "items[1].ncm",
        "state",
    }


def test_a_currency_without_a_quote_says_what_to_give() -> None:
    told = problems(items=[goods()])
    assert told["items[0].value.currency"] == "no quote of USD: give exchange.USD"


def test_an_unknown_ncm_is_named() -> None:
    told = problems(exchange={"USD": "5"}, items=[goods(ncm="11111111")])
    assert told["items[0].ncm"].startswith("NCM 11111111 is not in the rule pack")


def test_an_ncm_no_longer_in_force_says_so_even_with_rates_given() -> None:
    told = problems(exchange={"USD": "5"}, items=[goods(ncm="85171231", rates=RATES)])
    assert "ended on 2022-03-31" in told["items[0].ncm"]


def test_an_ncm_outside_the_pack_needs_its_rates_given() -> None:
    told = assessed(exchange={"USD": "5"}, items=[goods(ncm="92011000", rates=RATES)])
    assert told.totals.ii == 50
    refused = problems(exchange={"USD": "5"}, items=[goods(ncm="92011000")])
    assert set(refused) == {"items[0].ncm"}


@pytest.mark.parametrize("ncm", ["00000000", "99999999", "12345678", "77010000"])
def test_a_code_that_the_nomenclature_cannot_have_is_refused_even_with_rates(ncm: str) -> None:
    told = problems(exchange={"USD": "5"}, items=[goods(ncm=ncm, rates=RATES)])
    wrong = f"NCM {ncm} is not in the rule pack, and there is no heading {ncm[:4]}"
    assert told == {"items[0].ncm": wrong}


def test_a_rate_missing_on_the_date_is_named() -> None:
    told = problems(
        registered_on="2022-05-10", exchange={"USD": "5"}, icms={"rate": "18"}, items=[goods()]
    )
    assert told == {
        "items[0].rates.ipi": "the rule pack has no rate of IPI for 84821010 on 2022-05-10"
    }


def test_an_incoterm_that_holds_the_freight_contradicts_a_freight() -> None:
    told = problems(exchange={"USD": "5"}, items=[goods(incoterm="CIF", freight=usd("10"))])
    assert "holds the freight already" in told["items[0].incoterm"]


def test_freight_by_weight_needs_weights() -> None:
    told = problems(exchange={"USD": "5"}, freight=usd("10"), items=[goods(freight=None)])
    assert set(told) == {"items[0].net_weight_kg"}


def test_no_more_is_drawn_than_was_admitted() -> None:
    linked = {"declaration": "1", "item": "1", "quantity": "11", "admitted_quantity": "10"}
    told = problems(exchange={"USD": "5"}, items=[goods(linked=linked)])
    assert told == {"items[0].linked.quantity": "11 cannot be drawn of 10"}


def test_an_item_without_any_value_is_refused() -> None:
    told = problems(exchange={"USD": "5"}, items=[goods(value=None)])
    assert set(told) == {"items[0].value"}


def test_the_same_item_twice_is_refused() -> None:
    assert set(problems(exchange={"USD": "5"}, items=[goods(), goods()])) == {"items[1].id"}


def test_a_declaration_without_items_is_refused() -> None:
    assert set(problems(items=[])) == {"items"}


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "abc"])
def test_an_amount_that_is_none_is_refused(amount: str) -> None:
    with pytest.raises(ValidationError):
        assessed(exchange={"USD": "5"}, items=[goods(value=usd(amount))])
