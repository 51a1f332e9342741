"""Landed costs from a terminal."""

import json
from pathlib import Path

from tests.unit.cli.conftest import Run
from tests.unit.desk.costed import fund
from tests.unit.desk.house import House

ADD = ("cost", "add", "REL-1", "handling")


def test_a_cost_is_entered_and_taken_back(run: Run, house: House) -> None:
    fund(house)
    given = ("--document", "NF 77", "--as", "bruna", "--key", "k")
    assert "handling 152.00 entered, shared by net_weight" in run(*ADD, "152.00", *given).output
    back = (*ADD, "-152.00", "--document", "NF 77", "--as", "bruna", "--corrects", "bruna/k")
    assert run(*back).exit_code == 0
    assert run(*back).exit_code == 1


def test_a_wrong_amount_is_a_sentence(run: Run, house: House) -> None:
    fund(house)
    answer = run(*ADD, "1,52", "--document", "NF 77", "--as", "bruna")
    assert answer.exit_code == 1
    assert "amount" in answer.output


def test_the_landed_cost_is_shown_and_written(run: Run, house: House, tmp_path: Path) -> None:
    fund(house)
    shown = run("cost", "show", "REL-1", "--regime", "lucro_real").output
    assert "gross per unit" in shown
    assert "LC 87/1996" in shown
    table, book = tmp_path / "cost.csv", tmp_path / "cost.xlsx"
    assert run("cost", "show", "REL-1", "--csv", str(table), "--xlsx", str(book)).output == ""
    assert "32579.97" in table.read_text(encoding="utf-8")
    assert book.read_bytes().startswith(b"PK")
    found = json.loads(run("cost", "show", "REL-1", "--json").output)
    assert found["whole"]["gross"]["actual"] == "180999.84"
