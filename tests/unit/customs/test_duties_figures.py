"""Declarations whose duties are known to the cent."""

import json
from pathlib import Path
from typing import Any

import pytest

from customs.duties import AssessmentRequest
from tests.unit.customs.cases import assessed, item, money, taxes_of, usd

BEARING, BLOCK = "84821010", "84832000"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "demo_expected.json"
RELEASE_ONE = [
    item("A", BEARING, "13440.00", "307.20", "26.88"),
    item("B", BLOCK, "6120.00", "284.40", "12.24"),
]
RELEASE_TWO = [
    item("A", BEARING, "20160.00", "460.80", "40.32"),
    item("B", BLOCK, "9342.00", "426.60", "18.36"),
]


def sums(assessment: Any) -> dict[str, str]:
    told = assessment.model_dump(mode="json")["totals"]
    return {name: amount for name, amount in told.items() if amount is not None}


def test_an_admission_pays_the_fee_and_nothing_else() -> None:
    goods = [
        item("A", BEARING, "67200.00", "1536.00", "134.40"),
        item("B", BLOCK, "30600.00", "1422.00", "61.20"),
    ]
    told = assessed(
        registered_on="2026-03-24", kind="admission", exchange={"USD": "5.3120"}, items=goods
    )
    assert [str(i.customs_value) for i in told.items] == ["365839.56", "170425.96"]
    assert taxes_of(told, 0, "suspended") == {
        "ii": "58534.33",
        "ipi": "33101.16",
        "pis": "7682.63",
        "cofins": "35303.52",
    }
    assert taxes_of(told, 1, "suspended") == {
        "ii": "27268.15",
        "ipi": "15420.14",
        "pis": "5317.29",
        "cofins": "24490.21",
    }
    assert sum(told.suspended.values()) == money("207 117.43")
    assert sum(told.calculated.values()) == money("207 117.43")
    assert told.totals.siscomex_fee == told.totals.payable == money("192.79")
    assert told.totals.icms_base is None


def test_the_first_release_costs_what_the_story_says() -> None:
    told = assessed(
        kind="bonded_consumption", exchange={"USD": "5.2870"}, afrmm_due=True, items=RELEASE_ONE
    )
    assert taxes_of(told, 0) == {
        "ii": "11651.77",
        "ipi": "6589.08",
        "pis": "1529.29",
        "cofins": "7027.47",
    }
    assert taxes_of(told, 1, "payable") == {
        "ii": "5427.96",
        "ipi": "3069.51",
        "pis": "1058.45",
        "cofins": "4874.99",
    }
    assert sums(told) == {
        "customs_value": "106748.34",
        "ii": "17079.73",
        "ipi": "9658.59",
        "pis": "2587.74",
        "cofins": "11902.46",
        "antidumping": "0.00",
        "siscomex_fee": "192.79",
        "afrmm": "250.22",
        "icms_base": "180999.84",
        "icms": "32579.97",
        "payable": "74251.50",
    }


def test_the_second_release_costs_what_the_story_says() -> None:
    told = assessed(
        registered_on="2026-05-20",
        kind="bonded_consumption",
        exchange={"USD": "5.4410"},
        afrmm_due=True,
        items=RELEASE_TWO,
    )
    assert [str(i.customs_value) for i in told.items] == ["112417.15", "53250.85"]
    assert sums(told) == {
        "customs_value": "165668.00",
        "ii": "26506.88",
        "ipi": "14989.64",
        "pis": "4022.19",
        "cofins": "18500.40",
        "antidumping": "0.00",
        "siscomex_fee": "192.79",
        "afrmm": "386.27",
        "icms_base": "280812.40",
        "icms": "50546.23",
        "payable": "115144.40",
    }


def test_the_unregistered_price_list_is_worth_650_75() -> None:
    old = [RELEASE_TWO[0], {**RELEASE_TWO[1], "value": usd("9180.00")}]
    told = assessed(
        registered_on="2026-05-20",
        kind="bonded_consumption",
        exchange={"USD": "5.4410"},
        afrmm_due=True,
        items=old,
    )
    assert told.totals.payable == money("114 493.65")


def test_the_direct_import_by_air_costs_what_the_story_says() -> None:
    told = assessed(
        registered_on="2026-05-12",
        transport="air",
        exchange={"USD": "5.4000"},
        freight=usd("680.00"),
        insurance=usd("7.80"),
        items=[
            {"id": "A", "ncm": BEARING, "value": usd("3900.00"), "incoterm": "FCA"}
            | {"net_weight_kg": "256"}
        ],
    )
    assert sums(told) == {
        "customs_value": "24774.12",
        "ii": "3963.86",
        "ipi": "2241.56",
        "pis": "520.26",
        "cofins": "2390.70",
        "antidumping": "0.00",
        "siscomex_fee": "154.23",
        "afrmm": "0.00",
        "icms_base": "41517.96",
        "icms": "7473.23",
        "payable": "16743.84",
    }


def test_the_rate_and_quote_of_the_registration_day_count() -> None:
    told = assessed(
        registered_on="2026-04-20",
        kind="bonded_consumption",
        exchange={"USD": "5.3050"},
        afrmm_due=True,
        items=RELEASE_ONE,
    )
    assert told.totals.payable == money("74 503.52")


def test_with_class_trib_the_reform_taxes_are_told_and_not_paid() -> None:
    classed = [{**goods, "class_trib": "000001"} for goods in RELEASE_ONE]
    told = assessed(
        kind="bonded_consumption", exchange={"USD": "5.2870"}, afrmm_due=True, items=classed
    )
    assert told.totals.cbs_informational == money("1 118.44")
    assert told.totals.ibs_informational == money("124.27")
    assert told.totals.payable == money("74 251.50")


def test_linked_charges_are_taken_pro_rata_of_the_admission_item() -> None:
    whole = [("1536.00", "134.40", 12000, 60000), ("1422.00", "61.20", 1800, 9000)]
    drawn = [
        {**goods, "freight": usd(freight), "insurance": usd(insurance)}
        | {
            "linked": {
                "declaration": "26BR00009901010",
                "item": place + 1,
                "quantity": quantity,
                "admitted_quantity": admitted,
            }
        }
        for place, (goods, (freight, insurance, quantity, admitted)) in enumerate(
            zip(RELEASE_ONE, whole, strict=True)
        )
    ]
    told = assessed(
        kind="bonded_consumption", exchange={"USD": "5.2870"}, afrmm_due=True, items=drawn
    )
    assert told.totals.payable == money("74 251.50")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared figures are not beside the checkout")
def test_the_shared_figures_are_met_to_the_cent() -> None:
    for case in json.loads(SHARED.read_text(encoding="utf-8")):
        goods = [
            item(
                told["id"],
                told["ncm"],
                str(money(told["unit_price_usd"]) * told["quantity"]),
                told["freight_usd"],
                told["insurance_usd"],
            )
            | {"rates": told["rates"]}
            for told in case["items"]
        ]
        request = {"registered_on": case["registered_on"], "kind": case["kind"], "items": goods}
        told = assessed(
            **request,
            exchange={"USD": case["quote"]["USD"]},
            afrmm=case["afrmm"],
            icms={"rate": case["icms_rate"]},
        )
        expected = case["expected_totals"]
        for place, wanted in enumerate(case["items"]):
            value = {"customs_value": str(told.items[place].customs_value)}
            assert wanted["expected"] == value | taxes_of(told, place)
        assert str(sum(told.calculated.values())) == expected["federal"]
        assert str(told.totals.siscomex_fee) == case["siscomex_fee"]
        assert str(told.totals.icms) == expected["icms"]
        assert told.totals.icms_base == (
            None if expected["icms_base"] is None else money(expected["icms_base"])
        )


def test_the_published_request_is_read_as_it_is() -> None:
    request = AssessmentRequest.model_validate_json(
        """{"registered_on": "2026-03-10", "kind": "consumption", "declaration": "duimp",
        "state": "SP", "transport": "sea", "exchange": {"USD": "5.4000"},
        "freight": {"amount": "1200.00", "currency": "USD", "apportion_by": "net_weight"},
        "insurance": {"amount": "0.00", "currency": "BRL"}, "afrmm": "0.00",
        "other_in_icms_base": "0.00", "icms": {"rate": "18", "effective_rate": null,
        "charge_rate": null, "base_reduction": null},
        "items": [{"id": "1", "addition": 1, "ncm": "84821010", "origin": "CN",
        "quantity": "10", "net_weight_kg": "100.00",
        "value": {"amount": "4000.00", "currency": "USD"}, "incoterm": "FOB",
        "customs_value": null, "class_trib": null, "freight": null, "insurance": null,
        "linked": null, "rates": {"ii": "16", "ipi": "7.8", "pis": "2.10", "cofins": "9.65"},
        "relief": {"ii": "none", "ipi": "none", "pis": "none", "cofins": "none"}}]}"""
    )
    assert request.currencies() == ("USD",)
