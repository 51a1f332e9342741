"""``entreposto assess``: figures for people and programs, problems with their fields."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cli.assess import command
from customs.duties.derivation import replay

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "assess.schema.json"

REQUEST: dict[str, Any] = {
    "registered_on": "2026-03-10",
    "kind": "consumption",
    "declaration": "duimp",
    "state": "SP",
    "transport": "sea",
    "exchange": {"USD": "5.4000"},
    "freight": {"amount": "1200.00", "currency": "USD", "apportion_by": "net_weight"},
    "insurance": {"amount": "0.00", "currency": "BRL"},
    "afrmm": "0.00",
    "other_in_icms_base": "0.00",
    "icms": {"rate": "18", "effective_rate": None, "charge_rate": None, "base_reduction": None},
    "items": [
        {
            "id": "1",
            "addition": 1,
            "ncm": "84821010",
            "origin": "CN",
            "quantity": "10",
            "net_weight_kg": "100.00",
            "value": {"amount": "4000.00", "currency": "USD"},
            "incoterm": "FOB",
            "customs_value": None,
            "class_trib": None,
            "freight": None,
            "insurance": None,
            "linked": None,
            "rates": {"ii": "16", "ipi": "7.8", "pis": "2.10", "cofins": "9.65"},
            "relief": {"ii": "none", "ipi": "none", "pis": "none", "cofins": "none"},
        }
    ],
}


def run(folder: Path, text: str, *flags: str) -> Result:
    file = folder / "declaration.json"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *flags])


def test_the_published_request_is_answered_in_the_published_shape(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, json.dumps(REQUEST), "--json").stdout)
    assert told["totals"]["customs_value"] == "28080.00"
    assert told["totals"]["ii"] == "4492.80"
    assert told["totals"]["cbs_informational"] is None
    assert told["notes"] == ["IBS and CBS are not told: an item has no class_trib"]
    assert len(told["rule_pack"]) == 64
    amount = told["items"][0]["taxes"]["ii"]
    assert amount == {
        "base": "28080.00",
        "rate": "16",
        "reduction": "0",
        "calculated": "4492.80",
        "reduced": "0.00",
        "due": "4492.80",
        "suspended": "0.00",
        "payable": "4492.80",
    }


def test_people_see_a_table_with_the_rule_of_each_amount(tmp_path: Path) -> None:
    own_rates = {**REQUEST["items"][0], "rates": {}}
    told = run(tmp_path, json.dumps({**REQUEST, "items": [own_rates]}))
    assert told.exit_code == 0
    assert "ii-84821010" in told.stdout
    assert "4492.80" in told.stdout


def test_a_misspelt_field_is_refused_with_its_path(tmp_path: Path) -> None:
    item = {**REQUEST["items"][0], "nett_weight_kg": "1"}
    told = run(tmp_path, json.dumps({**REQUEST, "items": [item]}), "--json")
    assert told.exit_code == 2
    assert [p["field"] for p in json.loads(told.stdout)["problems"]] == ["items[0].nett_weight_kg"]


def test_every_bad_amount_is_told_at_once(tmp_path: Path) -> None:
    item = {**REQUEST["items"][0], "value": {"amount": "NaN", "currency": "USD"}}
    told = run(tmp_path, json.dumps({**REQUEST, "afrmm": "-1", "items": [item]}))
    assert told.exit_code == 2
    assert told.stdout == ""
    assert {line.split(":")[0] for line in told.stderr.splitlines()} == {
        "afrmm",
        "items[0].value.amount",
    }


def test_a_missing_quote_ends_with_two(tmp_path: Path) -> None:
    told = run(tmp_path, json.dumps({**REQUEST, "exchange": {}}), "--json")
    assert told.exit_code == 2
    assert {p["code"] for p in json.loads(told.stdout)["problems"]} == {"quote_missing"}


def test_text_that_is_no_json_is_a_problem_of_the_file(tmp_path: Path) -> None:
    told = run(tmp_path, "not json")
    assert told.exit_code == 2
    assert told.stderr.startswith("file: Invalid JSON")


def test_a_problem_of_form_and_one_of_matter_are_told_in_one_list(tmp_path: Path) -> None:
    told = run(tmp_path, json.dumps({**REQUEST, "afrmm": "-1", "exchange": {}}), "--json")
    assert told.exit_code == 2
    fields = [problem["field"] for problem in json.loads(told.stdout)["problems"]]
    assert fields == ["afrmm", "freight.currency", "items[0].value.currency"]


def test_the_explanation_gives_the_totals_again(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, json.dumps(REQUEST), "--explain", "--json").stdout)
    again = replay(told["explanation"])
    for name, amount in told["totals"].items():
        assert amount is None or again[f"totals.{name}"] == Decimal(amount)


def test_people_read_the_tree_from_what_is_payable_down_to_the_rule(tmp_path: Path) -> None:
    own_rates = {**REQUEST["items"][0], "rates": {}}
    told = run(tmp_path, json.dumps({**REQUEST, "items": [own_rates]}), "--explain").stdout
    below = told[told.index("totals.payable = 18953.06") :]
    assert "ii rate = 16  rule ii-84821010: TEC, Resolução Gecex 272/2021" in below
    assert "value = 4000.00  given: items.0.value" in below
    assert "quote = 5.4000  given: exchange.USD" in below


def test_the_schema_is_printed_and_kept_beside_the_docs() -> None:
    printed = json.loads(CliRunner().invoke(command, ["--schema"]).stdout)
    kept = json.loads(SCHEMA.read_text(encoding="utf-8"))
    # When the request changes: ./entreposto assess --schema > docs/assess.schema.json
    assert printed == kept


def test_the_published_shape_is_kept_to_the_letter(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, json.dumps(REQUEST), "--json").stdout)
    assert set(told) == {"items", "totals", "rule_pack", "notes"}
    assert set(told["items"][0]) == {"id", "customs_value", "taxes"}
    assert list(told["totals"]) == [
        "customs_value",
        *("ii", "ipi", "pis", "cofins", "antidumping", "siscomex_fee", "afrmm"),
        *("icms_base", "icms", "cbs_informational", "ibs_informational", "payable"),
    ]
