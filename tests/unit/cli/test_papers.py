"""A paper from a terminal: shown value by value, and corrected."""

import asyncio
import json

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House
from tests.unit.desk.papered import FILE, papered


@pytest.fixture(autouse=True)
def invoice(house: House) -> None:
    """An import with one invoice."""
    asyncio.run(papered(house))


def test_a_paper_is_shown_with_how_sure_each_value_is(run: Run) -> None:
    answer = run("paper", "show", "IMP-7", FILE)

    assert answer.exit_code == 0, answer.output
    number = next(line for line in answer.output.splitlines() if "invoice_number" in line)
    assert "HY-2605-A0Z" in number
    assert "55%" in number
    assert "lines.1.quantity" in answer.output
    assert json.loads(run("paper", "show", "IMP-7", FILE, "--json").output)["read"]["kind"]


def test_a_paper_is_corrected(run: Run, house: House) -> None:
    answer = run(
        "paper", "correct", "IMP-7", FILE, "--set", "invoice_number=HY-2605-A07",
        "--set", "lines.1.quantity=2100", "--reason", "misread", "--as", "bruna",
    )  # fmt: skip

    assert answer.exit_code == 0, answer.output
    act = house.workflows.told[-1][2]
    assert [(c.field, c.line, c.value) for c in act.corrections] == [
        ("invoice_number", None, "HY-2605-A07"),
        ("quantity", 1, "2100"),
    ]


def test_what_is_no_value_or_not_known_is_a_sentence(run: Run, house: House) -> None:
    said = ("paper", "correct", "IMP-7", FILE, "--reason", "misread", "--as", "bruna", "--set")

    assert "is not NAME=VALUE" in run(*said, "invoice_number").output
    refused = run(*said, "colour=red")
    assert refused.exit_code == 1
    assert "values.colour" in refused.output
    assert house.workflows.told == []
