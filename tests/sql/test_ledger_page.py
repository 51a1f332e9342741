"""The page that explains the ledger: its script runs, and its accounts are those of the ledger."""

import re

from stock import accounts
from stock.sql import SqlLedger
from tests.house.source import ROOT
from tests.unit.desk.bonded import NUMBER, admit
from tests.unit.desk.house import House
from wiring.database import open_ledger

PAGE = (ROOT / "docs" / "ledger.md").read_text()


def test_the_script_of_the_page_runs(database_url: str) -> None:
    house = House()
    house.ledger = open_ledger(database_url)  # type: ignore[assignment]
    admit(house)
    [script] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    told: dict[str, object] = {"database_url": database_url}
    exec(script, told)

    ledger = told["ledger"]
    assert isinstance(ledger, SqlLedger)
    assert [b.quantity for b in ledger.balances("allotted", f"{NUMBER}/1")] == [10]
    assert [b.quantity for b in told["then"]] == [60000, 9000]  # type: ignore[attr-defined]
    assert len(told["lines"]) == 8  # type: ignore[arg-type]


def test_the_page_names_every_kind_of_account() -> None:
    kinds = {*accounts.NEVER_NEGATIVE, "supplier", "on_order", "in_transit", "discrepancy"}

    assert {kind for kind in kinds if not re.search(rf"`{kind}[:`]", PAGE)} == set()
