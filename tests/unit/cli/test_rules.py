"""Rule packs from a terminal: what is wrong is told with its days, and ends with 2."""

import json
from pathlib import Path

import pytest

from activities.rule_packs import shipped_pack
from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House
from tests.unit.desk.packs import GAP, RISEN, WRONG


@pytest.fixture
def risen(tmp_path: Path) -> str:
    """A pack on disk."""
    file = tmp_path / "risen.toml"
    file.write_text(RISEN)
    return str(file)


def test_the_pack_of_the_house_is_whole(run: Run) -> None:
    result = run("rules", "check", "--json")

    told = json.loads(result.output)
    assert result.exit_code == 0
    assert told["rule_pack"] == shipped_pack().sha256
    assert told["cases"] >= 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GAP, "no rule between ii-84821010 (to 2026-12-30) and ii-84821010-2027 (from 2027-01-01)"),
        (WRONG, "ii-84821010-2027: on 2027-01-04: items.1.taxes.ii.due is 180.00, 160.00"),
        ("[[rule]]\nid = 1", "pack: "),
    ],
    ids=["gap", "case", "fields"],
)
def test_what_is_wrong_is_told_and_ends_with_2(
    run: Run, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "wrong.toml").write_text(text)
    result = run("rules", "check", str(tmp_path))

    assert result.exit_code == 2
    assert said in result.output
    assert json.loads(run("rules", "check", str(tmp_path), "--json").stdout)["problems"]


@pytest.mark.parametrize("name", ["ii", "8482.10.10", "ii-84821010"])
def test_a_rule_is_shown_with_its_act_its_days_and_its_doubt(run: Run, name: str) -> None:
    told = json.loads(run("rules", "show", name, "--on", "2026-03-10", "--json").output)

    [rule] = [r for r in told["rules"] if r["id"] == "ii-84821010"]
    assert (rule["value"], rule["from"], rule["act"][:3]) == ("16", "2022-04-01", "TEC")
    assert "demo" in rule["doubt"]


@pytest.mark.parametrize(
    ("ncm", "ids"),
    [
        ("84832000", {"ii-84832000", "ipi-84832000", "pis-84832000", "cofins-84832000"}),
        (
            "64039990",
            {
                "ii-64039990",
                "ipi-64039990",
                "pis-general-2015",
                "cofins-general-2015",
                "cofins-surcharge-2026",
            },
        ),
    ],
    ids=["special pair", "surcharged"],
)
def test_of_an_ncm_every_rule_that_reaches_it_is_shown(run: Run, ncm: str, ids: set[str]) -> None:
    told = json.loads(run("rules", "show", ncm, "--on", "2026-03-10", "--json").output)

    assert {rule["id"] for rule in told["rules"]} == ids


def test_what_is_not_there_is_an_error(run: Run) -> None:
    assert run("rules", "show", "nothing").exit_code == 1


def test_the_list_may_be_of_what_is_doubtful_alone(run: Run) -> None:
    told = json.loads(run("rules", "list", "--doubtful", "--json").output)

    assert all(rule["doubt"] for rule in told["rules"])
    assert "cofins-general-2015" not in run("rules", "list", "--doubtful").output


def test_two_packs_differ_by_named_entries(run: Run, risen: str) -> None:
    changes = json.loads(run("rules", "diff", "shipped", risen, "--json").output)

    assert [(c["what"], c["id"]) for c in changes] == [
        ("changed", "ii-84821010"),
        ("added", "ii-84821010-2027"),
    ]
    assert "2026-12-31" in run("rules", "diff", "active", risen).output


def test_a_pack_is_proposed_and_then_listed(run: Run, house: House, risen: str) -> None:
    result = run("rules", "propose", risen, "--reason", "Resolução 7", "--as", "bruna")
    assert result.exit_code == 0, result.output
    listed = json.loads(run("rules", "active", "--json").output)

    [view] = listed["proposals"]
    assert f"rules/{view['id']}/activation-1" in result.output
    assert listed["in_force"]["sha256"] == shipped_pack().sha256
    assert run("rules", "text", view["order"]["sha256"]).output == RISEN
    assert "Resolução 7" in run("rules", "active").output


def test_a_preview_says_what_it_assumes(run: Run, risen: str) -> None:
    told = run("rules", "preview", risen, "--as", "paulo")

    assert told.exit_code == 0, told.output
    assert "exchange held at the quote told here" in told.output
    lines = run("rules", "preview", risen, "--as", "paulo", "--csv").output.splitlines()
    assert lines == ["lot,item,quantity,day,before,after,difference"]
    assert json.loads(run("rules", "preview", risen, "--as", "paulo", "--json").output)["changes"]


def test_a_quote_is_shown_with_its_day_and_source(run: Run) -> None:
    result = run("quote", "usd", "2026-05-11")

    assert result.output.startswith("1 USD = R$ 5.4, quoted 2026-05-08 (the tests)")
    assert run("quote", "eur", "2026-05-11").exit_code == 1
