"""At the door: what contradicts itself, what is misspelt, and all of it told at once."""

import json
from typing import Any

import pytest

from customs.duties import AssessmentRefused
from customs.duties.door import read_request, schema
from tests.unit.customs.cases import item, the_pack, usd
from tests.unit.customs.test_duties_refusals import goods, problems

QUOTE = {"USD": "5"}


def at_the_door(**fields: Any) -> dict[str, str]:
    told = {"registered_on": "2026-04-22", "kind": "consumption", "exchange": QUOTE, **fields}
    with pytest.raises(AssessmentRefused) as refused:
        read_request(json.dumps(told).encode(), the_pack())
    return {problem.field: problem.message for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": "adoption"}, "kind"),
        ({"state": "ZZ"}, "state"),
        ({"transport": "sledge"}, "transport"),
        ({"navigation": "canal"}, "afrmm"),
        ({"net_weight_kg": "7.5"}, "net_weight_kg"),
        ({"expenses": {"tea": "3"}}, "expenses.tea"),
        ({"icms": {"rate": "100"}}, "icms.rate"),
    ],
)
def test_a_word_or_sum_of_the_whole_that_is_wrong_is_named(
    fields: dict[str, Any], field: str
) -> None:
    assert set(problems(exchange=QUOTE, items=[goods()], **fields)) == {field}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"incoterm": "FOX"}, "incoterm"),
        ({"incoterm": "CIF", "freight": None, "insurance": usd("1")}, "incoterm"),
        ({"freight": None}, "freight"),
        ({"valuation_method": 6}, "valuation_reason"),
        ({"unit_price": usd("99"), "quantity": "1"}, "value"),
        ({"ex": "999"}, "ex"),
        ({"agreement": "ACE99"}, "agreement"),
        ({"ncm": "98000001", "origin": None}, "origin"),
        ({"ncm": "98000001", "origin": "cn"}, "origin"),
        ({"ncm": "98000001", "origin": "China"}, "origin"),
        ({"ncm": "98000001", "origin": "ZZ"}, "origin"),
        ({"specific": {"ii": usd("2") | {"per": "kg"}}}, "net_weight_kg"),
    ],
)
def test_a_field_of_an_item_that_is_wrong_is_named(fields: dict[str, Any], field: str) -> None:
    assert set(problems(exchange=QUOTE, items=[goods(**fields)])) == {f"items[0].{field}"}


def test_a_freight_of_nothing_is_an_answer_and_no_freight_is_none() -> None:
    told = problems(exchange=QUOTE, items=[goods(freight=None)])
    assert told["items[0].freight"].endswith("0.00 if none")


def test_items_of_one_addition_are_alike() -> None:
    mixed = [goods(addition=1), goods(id="B", addition=1, origin="DE")]
    told = problems(exchange=QUOTE, items=mixed)
    assert "84821010 CN USD FOB" in told["items[1].addition"]


def test_lots_drawn_together_do_not_exceed_their_admission() -> None:
    link = {"declaration": "1", "item": "1", "quantity": "6", "admitted_quantity": "10"}
    twice = [goods(linked=link), goods(id="B", linked=link)]
    assert problems(exchange=QUOTE, items=twice) == {
        "items[1].linked.quantity": "12 cannot be drawn of 10"
    }
    less = {**link, "quantity": "4"}
    told = problems(exchange=QUOTE, items=[goods(quantity="6", linked=less)])
    assert told["items[0].linked.quantity"] == "4 here and 6 of the item: it is one quantity"
    other = goods(id="B", linked={**link, "quantity": "1", "admitted_quantity": "11"})
    told = problems(exchange=QUOTE, items=[goods(linked=link), other])
    assert set(told) == {"items[1].linked.admitted_quantity"}


def test_a_rate_per_quantity_needs_the_quote_of_its_currency() -> None:
    per_kilogram = {"id": "1", "ncm": "98000002", "origin": "CN", "customs_value": "10"}
    told = problems(items=[{**per_kilogram, "net_weight_kg": "1"}])
    assert "USD/kg" in told["exchange.USD"]


def test_deductions_leave_something_of_the_price() -> None:
    less = {"effect": "deduction", "type": "inland_freight", **usd("101")}
    told = problems(exchange=QUOTE, items=[goods(adjustments=[less])])
    assert set(told) == {"items[0].adjustments"}


@pytest.mark.parametrize("amount", ["1e9999999", "1e-400", "0e999999", "9" * 40, "-0.01", "sNaN"])
def test_a_monster_of_a_number_is_refused(amount: str) -> None:
    told = at_the_door(items=[{**item("A", "84821010", "100", "0", "0"), "value": usd(amount)}])
    assert set(told) == {"items[0].value.amount"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"value": usd("4_000")}, "value.amount"),
        ({"value": usd("٤٠٠٠")}, "value.amount"),
        ({"quantity": "0"}, "quantity"),
        ({"class_trib": "12"}, "class_trib"),
    ],
)
def test_a_value_that_people_would_not_take_for_one_is_refused(
    fields: dict[str, Any], field: str
) -> None:
    assert set(at_the_door(items=[goods(**fields)])) == {f"items[0].{field}"}


REQUEST = {
    "registered_on": "2026-04-22", "kind": "consumption", "exchange": QUOTE, "items": [goods()],
}  # fmt: skip


def test_null_for_a_field_with_a_default_is_as_if_it_were_absent() -> None:
    nulls = dict.fromkeys(("quantity", "net_weight_kg", "rates", "incoterm"))
    more = dict.fromkeys(("state", "transport", "declaration", "other_in_icms_base", "expenses"))
    said = {**REQUEST, **more, "items": [goods(relief={"ii": None}, **nulls)]}
    absent = read_request(json.dumps({**REQUEST, "items": [goods(relief={})]}).encode(), the_pack())
    assert read_request(json.dumps(said).encode(), the_pack()) == absent


def test_what_is_said_twice_is_refused_and_a_mark_of_byte_order_is_not() -> None:
    text = json.dumps(REQUEST).encode()
    assert read_request(b"\xef\xbb\xbf" + text, the_pack()) == read_request(text, the_pack())
    with pytest.raises(AssessmentRefused, match="'state' is there twice"):
        read_request(b'{"state": "SP", "state": "MG", ' + text[1:], the_pack())


def test_what_follows_from_a_wrong_field_is_not_told_beside_it() -> None:
    assert set(at_the_door(exchange={"usd": "5"}, items=[goods()])) == {"exchange.usd"}
    assert set(at_the_door(exchange={"USD": "-5"}, items=[goods()])) == {"exchange.USD"}
    whole = {"amount": "x", "currency": "USD"}
    assert set(at_the_door(freight=whole, items=[goods(freight=None)])) == {"freight.amount"}


def test_the_published_schema_refuses_what_the_door_refuses() -> None:
    told = schema()
    assert told["additionalProperties"] is False
    item = told["$defs"]["RequestItem"]
    assert item["additionalProperties"] is False
    assert {"type": "null"} in item["properties"]["quantity"]["anyOf"]
    assert item["properties"]["class_trib"]["anyOf"][0]["pattern"] == "^[0-9]{6}$"


def test_what_is_wrong_in_form_and_in_matter_is_told_together() -> None:
    wrong = {**goods(ncm="12345678"), "insurance": usd("NaN"), "colour": "red"}
    other = goods(id="B", incoterm="CIF", freight=usd("3"))
    told = at_the_door(state="ZZ", afrmm="-1", items=[wrong, other])
    assert set(told) == {
        "afrmm",
        "items[0].insurance.amount",
        "items[0].colour",
        "state",
        "items[0].ncm",
        "items[1].incoterm",
    }


def test_a_code_that_is_none_does_not_hide_the_rest() -> None:
    told = at_the_door(items=[goods(ncm="8482"), goods(id="B", ncm="12345678")])
    assert set(told) == {"items[0].ncm", "items[1].ncm"}


def test_what_lacks_its_items_is_told_as_far_as_it_goes() -> None:
    assert set(at_the_door(state="ZZ")) == {"items"}


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"items": [3]}'])
def test_text_that_is_no_request_is_refused(text: bytes) -> None:
    with pytest.raises(AssessmentRefused):
        read_request(text, the_pack())
