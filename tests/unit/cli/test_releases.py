"""Releases from a terminal."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House
from tests.unit.desk.two_lots import OLD, in_bond


@pytest.fixture(autouse=True)
def bonded(house: House) -> House:
    """The house with two lots in bond."""
    return in_bond(house)


def start(run: Run, *more: str) -> str:
    """Call goods off as the broker; return what the terminal says."""
    return run("release", "start", "--reference", "REL-1", "--as", "bruna", *more).output


def test_goods_are_called_off_by_item_and_quantity(run: Run) -> None:
    said = start(run, "--items", "A=40")

    assert "REL-1: CALLED_OFF" in said
    assert OLD in said
    assert "REL-1" in run("release", "list", "--open").output


def test_a_form_is_completed_by_options(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "form.json"
    file.write_text(json.dumps({"items": [{"item": "A", "quantity": "40"}]}))

    answer = start(run, str(file), "--destination", "re_export", "--json")

    assert json.loads(answer)["order"]["destination"] == "re_export"


def test_another_unit_stands_behind_the_quantity(run: Run) -> None:
    answer = json.loads(start(run, "--items", "A=0.5CENTO", "--json"))

    assert answer["order"]["items"][0]["draws"][0]["quantity"] == "50"


def test_a_refusal_is_a_sentence(run: Run) -> None:
    assert "bonded holds 200 A" in start(run, "--items", "A=201")
    assert "is not ITEM=QUANTITY" in start(run, "--items", "A40")
