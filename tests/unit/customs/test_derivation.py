"""A recorded calculation gives its amounts again from its JSON alone."""

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from customs.duties.assessment import Assessment, Totals
from customs.duties.calculator import AMOUNTS, Calculator, N, Plain
from customs.duties.derivation import Derivation, FieldSource, replay
from customs.duties.recorder import Recorder
from customs.duties.request import AssessmentRequest
from tests.unit.customs.cases import the_pack

BOX = FieldSource(document="ab" * 32, page=1, box=(1.0, 2.0, 3.5, 4.0), field="lines.0.total")


def sum_up(calc: Calculator[N]) -> N:
    price = calc.item("price", Decimal("10.005"), 0, "value")
    quote = calc.field("quote", Decimal("5.4321"), "exchange.USD")
    value = calc.cents("customs_value", calc.multiply("value_brl", price, quote))
    weights = [calc.constant(Decimal(n)) for n in (1, 1, 1)]
    parts = calc.share("part", value, weights, calc.total("weights", weights))
    fee = the_pack().rules[0]
    steps = calc.steps("fee", calc.constant(Decimal(4)), [(1, parts[0]), (3, parts[2])])
    most = calc.add("most", steps, calc.rule("price", fee.value, fee))
    least = calc.least("least", most, value)
    rest = calc.subtract("rest", calc.divide("half", most, weights[0]), least)
    calc.mark("totals.rest", rest)
    row = (*parts, value, price, quote, steps, calc.add("both", most, least))
    calc.mark_tax("ii", ["1"], [[number] for number in row])
    return rest


def recorded() -> dict[str, Any]:
    told = Recorder()
    sum_up(told)
    sources = {"items.0.value": BOX}
    derivation = Derivation(the_pack().sha256, date(2026, 4, 22), sources, told)
    read: dict[str, Any] = json.loads(derivation.canonical())
    return read


def test_told_or_untold_a_formula_gives_the_same() -> None:
    told = Recorder()
    assert told.value(sum_up(told)) == sum_up(Plain())


def test_the_tree_alone_gives_every_amount_again() -> None:
    document = recorded()
    again = replay(document)
    assert len(again) == 9
    assert again == {
        path: Decimal(document["nodes"][place]["value"])
        for path, place in document["amounts"].items()
    }


def test_a_leaf_says_where_it_comes_from() -> None:
    sources = {node["name"]: node["source"] for node in recorded()["nodes"] if "source" in node}
    assert sources["price"]["kind"] == "rule"
    fields = [n["source"] for n in recorded()["nodes"] if n.get("source", {}).get("page")]
    assert fields == [BOX.model_dump(mode="json", exclude_none=True)]
    assert sources["quote"] == {"kind": "given", "path": "exchange.USD"}
    assert sources["constant"] == {"kind": "constant"}


def test_a_tree_that_was_changed_gives_another_amount() -> None:
    document = recorded()
    document["nodes"][0]["value"] = "11"
    changed = next(path for path, place in document["amounts"].items() if place == 0)
    assert replay(document)[changed] == 11
    assert replay(document)["totals.rest"] != replay(recorded())["totals.rest"]


def test_a_tree_that_runs_in_a_circle_is_refused() -> None:
    document = recorded()
    document["nodes"][2]["of"] = [2, 1]
    with pytest.raises(ValueError, match="not older"):
        replay(document)


def test_a_request_keeps_where_its_fields_come_from() -> None:
    asked = AssessmentRequest.model_validate(
        {
            "registered_on": "2026-04-22",
            "kind": "consumption",
            "items": [],
            "provenance": {
                "items.0.value": BOX.model_dump(mode="json"),
                "exchange.USD": {
                    "kind": "quote",
                    "currency": "USD",
                    "quoted_on": "2026-04-20",
                    "source": "series",
                },
            },
        }
    )
    assert asked.provenance["items.0.value"] == BOX


def test_an_assessment_of_before_the_tree_still_loads() -> None:
    flat = {"formula": "base × rate", "inputs": {"base": "100"}, "rule": "ii-84821010"}
    tax = dict.fromkeys(AMOUNTS, "16.00") | {"derivation": flat}
    item = {"id": "A", "addition": 1, "customs_value": "100.00", "taxes": {"ii": tax}}
    totals = {field.name: "16.00" for field in fields(Totals)} | {"icms_base": None}
    stored = {
        "kind": "consumption",
        "registered_on": "2026-04-22",
        "items": [item | {"derivation": flat}],
        "totals": totals,
        "calculated": {"ii": "16.00"},
        "suspended": {"ii": "0.00"},
        "quotes": {"USD": "5.2870"},
        "rule_pack": "ab" * 32,
        "derivations": {"icms": flat},
    }
    told = Assessment.model_validate_json(json.dumps(stored))
    assert told.items[0].taxes["ii"].due == 16
    assert told.derivation is None
    assert told.tree is None
