"""Ex-tarifário, preference, trade defence, specific rates, and regimes: each by its rule and day."""

from decimal import Decimal
from typing import Any

import pytest

from customs.duties import Assessment, AssessmentRequest, assess, parse
from customs.duties.derivation import replay
from tests.unit.customs.cases import RULES, assessed, money, taxes_of, usd

DEMO = "98000001"
"""An invented code: II 14, IPI 10, an ex, a preference and trade defence (customs/rules/demo.toml)."""


def goods(**more: Any) -> dict[str, Any]:
    told = {"id": "1", "ncm": DEMO, "origin": "JP", "customs_value": "1000.00"}
    return {**told, "quantity": "10", "net_weight_kg": "100", **more}


def ii(told: Assessment) -> tuple[str, ...]:
    tax = told.items[0].taxes["ii"]
    return tuple(str(n) for n in (tax.rate, tax.calculated, tax.reduced, tax.due))


def test_an_ex_replaces_the_rate_while_it_holds() -> None:
    assert ii(assessed(registered_on="2026-06-30", items=[goods(ex="001")]))[0] == "0"


def test_a_lapsed_ex_pays_the_normal_rate_and_the_tree_says_why() -> None:
    told = assessed(registered_on="2026-07-01", items=[goods(ex="001")])
    assert ii(told) == ("14", "140.00", "0.00", "140.00")
    assert told.tree is not None
    notes = [node["note"] for node in told.tree.document()["nodes"] if "note" in node]
    assert notes == ["ex 001 of 98000001 is not in force on 2026-07-01: the normal rate counts"]


def test_a_preference_takes_its_margin_away_and_ipi_stands_on_what_is_due() -> None:
    told = assessed(items=[goods(origin="UY", agreement="DEMO1")])
    assert ii(told) == ("14", "140.00", "84.00", "56.00")
    assert told.items[0].taxes["ii"].reduction == 60
    assert told.items[0].taxes["ipi"].base == money("1056.00")


def test_a_given_reduction_replaces_those_of_the_pack() -> None:
    given = goods(origin="UY", agreement="DEMO1", reductions={"ii": "50"})
    assert assessed(items=[given]).items[0].taxes["ii"].reduction == 50


def test_of_two_reductions_the_second_takes_of_what_the_first_leaves() -> None:
    halved = (
        '[[rule]]\nid = "half"\ntax = "ii_reduction"\nkey = "98000001"\nvalue = "50"\n'
        'from = 2022-01-01\nact = "test"\n'
    )
    pack = parse(halved, *(f.read_text(encoding="utf-8") for f in RULES.glob("*.toml")))
    told: dict[str, Any] = {"registered_on": "2026-04-22", "kind": "consumption"}
    told |= {"items": [goods(origin="UY", agreement="DEMO1")]}
    tax = assess(AssessmentRequest.model_validate(told), pack).items[0].taxes["ii"]
    assert (tax.reduction, tax.due) == (Decimal(80), money("28.00"))


def test_trade_defence_depends_on_origin_and_producer() -> None:
    quote = {"USD": "5.0000"}
    named = assessed(exchange=quote, items=[goods(origin="CN", producer="DEMO PRODUCER")])
    others = assessed(exchange=quote, items=[goods(origin="CN")])
    by_value = assessed(items=[goods(origin="IN")])
    amounts = [told.totals.antidumping for told in (named, others, by_value)]
    assert amounts == [money("400.00"), money("1250.00"), money("120.00")]
    assert "antidumping" not in assessed(items=[goods()]).items[0].taxes
    tax = named.items[0].taxes["antidumping"]
    assert (tax.base, tax.rate, tax.unit) == (Decimal(100), Decimal("4.000000"), "BRL/kg")


def test_trade_defence_is_in_the_bases_of_icms_and_of_the_reform_and_not_of_pis() -> None:
    classed = goods(origin="IN", class_trib="000001")
    with_it, without = (
        assessed(afrmm="0", items=[{**classed, "relief": {"antidumping": relief}}])
        for relief in ("none", "zero_rate")
    )
    assert taxes_of(with_it, 0)["pis"] == taxes_of(without, 0)["pis"]
    grossed = (replay_of(with_it) - replay_of(without), with_it.totals.payable)
    assert grossed[0] == money("120.00")
    one, other = with_it.totals.cbs_informational, without.totals.cbs_informational
    assert one is not None
    assert other is not None
    assert one - other == money("1.08")


def replay_of(told: Assessment) -> Decimal:
    assert told.tree is not None
    return replay(told.tree.document())["icms.before"]


def test_bond_suspends_trade_defence_too() -> None:
    told = assessed(kind="admission", items=[goods(origin="IN")])
    assert told.suspended["antidumping"] == money("120.00")
    assert told.totals.antidumping == 0


def test_a_specific_rate_counts_pieces_or_kilograms() -> None:
    told = assessed(exchange={"USD": "5.0000"}, items=[goods(ncm="98000002")])
    tax = told.items[0].taxes["ii"]
    assert (tax.base, tax.rate, tax.due, tax.unit) == (
        Decimal(100),
        Decimal("2.50"),
        Decimal(250),
        "BRL/kg",
    )
    assert told.items[0].taxes["ipi"].unit == "BRL/unit"


def test_a_given_specific_rate_may_be_per_tonne() -> None:
    rate = {"ii": usd("70") | {"per": "t"}}
    told = assessed(exchange={"USD": "5"}, items=[goods(specific=rate)])
    assert told.items[0].taxes["ii"].due == money("35.00")


def test_a_regime_that_suspends_is_data_and_not_a_name() -> None:
    told = assessed(kind="temporary_admission", items=[goods()])
    assert told.totals.payable == told.totals.siscomex_fee
    assert told.suspended["ii"] == money("140.00")
    assert told.totals.icms_base is None


@pytest.mark.parametrize(
    ("day", "ipi", "pis"), [("2026-12-31", "114.00", "21.00"), ("2027-01-01", "0.00", "0.00")]
)
def test_ipi_and_the_contributions_end_with_2026(day: str, ipi: str, pis: str) -> None:
    told = assessed(registered_on=day, items=[goods(class_trib="000001")])
    assert taxes_of(told, 0)["ipi"] == ipi
    assert taxes_of(told, 0)["pis"] == pis


def test_without_class_trib_ibs_and_cbs_are_null_and_the_answer_says_what_payable_lacks() -> None:
    noted, paid = (
        assessed(registered_on=day, afrmm="0", items=[goods()])
        for day in ("2026-12-31", "2027-01-01")
    )
    for told in (noted, paid):
        whole = told.totals
        assert (whole.cbs, whole.ibs) == (whole.cbs_informational, whole.ibs_informational)
        assert whole.cbs is None
        assert "an item has no class_trib" in told.notes[0]
    assert ["payable is without them" in told.notes[0] for told in (noted, paid)] == [False, True]


def test_ibs_and_cbs_are_told_in_2026_and_paid_from_2027_on() -> None:
    classed = [goods(class_trib="000001")]
    told, paid = (
        assessed(registered_on=day, afrmm="0", items=classed)
        for day in ("2026-12-31", "2027-01-01")
    )
    assert (told.totals.cbs, told.totals.cbs_informational is not None) == (None, True)
    assert paid.totals.cbs_informational is None
    assert paid.totals.cbs is not None
    assert paid.totals.ibs is not None
    parts = ("ii", "ipi", "pis", "cofins", "siscomex_fee", "afrmm", "icms", "cbs", "ibs")
    assert paid.totals.payable == sum(getattr(paid.totals, part) for part in parts)
