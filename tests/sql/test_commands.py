"""``entreposto stock`` and ``entreposto user`` on a real database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from cli import stock, user
from stock import steps
from stock.sql import SqlLedger
from tests.unit.stock.goods import a_lot, fact, goods


@pytest.fixture
def terminal(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    """A terminal whose settings point to a fresh database."""
    monkeypatch.setenv("ENTREPOSTO_HOME", str(tmp_path))
    monkeypatch.setenv("ENTREPOSTO_DATABASE_URL", database_url)
    return CliRunner()


@pytest.fixture
def bonded(engine: Engine) -> None:
    """A hundred A in bond since 1 April, ten of them reserved the day after."""
    ledger = SqlLedger(engine)
    ledger.post(steps.ordered(fact(), goods(1500), "LUME"))
    ledger.post(steps.shipped(fact(day=1), goods(1500)))
    ledger.post(steps.admitted(fact(day=30), goods(1500)))
    ledger.post(steps.reserved(fact("REL-1", day=31), goods(10)))
    ledger.open_lot(a_lot())


def printed(result: Result) -> str:
    """What a command printed, if it ended well."""
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("bonded")
def test_the_position_is_shown_as_it_is_and_as_it_was(terminal: CliRunner) -> None:
    now = printed(terminal.invoke(stock.command, ["position"]))
    assert "1,490" in now
    assert "reserved:REL-1" in now
    shown = terminal.invoke(stock.command, ["position", "--on", "2026-04-01", "--json"])
    assert json.loads(printed(shown)) == [
        {"account": "bonded", "product": "A", "lot": "L1", "quantity": "1500"},
        {"account": "supplier:LUME", "product": "A", "lot": "", "quantity": "-1500"},
    ]


@pytest.mark.usefixtures("bonded")
def test_movements_are_shown_per_import_or_release(terminal: CliRunner) -> None:
    shown = terminal.invoke(stock.command, ["movements", "IMP-1", "--json"])
    keys = [movement["key"] for movement in json.loads(printed(shown))]
    assert keys == ["IMP-1/ordered", "IMP-1/shipped", "IMP-1/admitted"]
    assert "REL-1/reserved" in printed(terminal.invoke(stock.command, ["movements"]))


@pytest.mark.usefixtures("bonded")
def test_lots_show_what_is_free(terminal: CliRunner) -> None:
    lots = json.loads(printed(terminal.invoke(stock.command, ["lots", "--json"])))
    assert [(lot["lot"], lot["free"]) for lot in lots] == [("L1", "1490")]
    assert "2027-03-02" in printed(terminal.invoke(stock.command, ["lots"]))


def test_an_account_is_added_and_listed(terminal: CliRunner) -> None:
    words = ["add", "ana", "--role", "broker", "--authority", "115000.00", "--password", "x"]
    printed(terminal.invoke(user.command, words))
    people = json.loads(printed(terminal.invoke(user.command, ["list", "--json"])))
    assert [(p["name"], p["roles"], p["authority_brl"]) for p in people] == [
        ("ana", ["broker"], "115000.00")
    ]
    assert "ana" in printed(terminal.invoke(user.command, ["list"]))


@pytest.mark.parametrize("amount", ["lots", "NaN", "-1"])
def test_an_authority_that_is_no_amount_is_refused(terminal: CliRunner, amount: str) -> None:
    words = ["add", "ana", "--role", "broker", "--authority", amount, "--password", "x"]
    refused = terminal.invoke(user.command, words)
    assert refused.exit_code == 2
    assert "is no amount in BRL" in refused.output
