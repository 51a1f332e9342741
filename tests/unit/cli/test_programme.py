"""``entreposto programme``: start, show, demand, stock, review."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from cli.story import cast
from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House
from tests.unit.desk.programmes import with_programmes


@pytest.fixture
def agreement(house: House, tmp_path: Path) -> str:
    """The story's agreement in a file."""
    with_programmes(house)
    file = tmp_path / "agreement.json"
    file.write_text(json.dumps(cast.agreement("ROLAMAR-1")))
    return str(file)


def test_an_agreement_in_a_file_becomes_a_programme(run: Run, agreement: str) -> None:
    started = run("programme", "start", agreement, "--as", "paulo", "--json")

    assert started.exit_code == 0, started.output
    assert json.loads(started.output)["name"] == "ROLAMAR-1"
    assert "ROLAMAR-1" in run("programme", "show").output
    assert json.loads(run("programme", "show", "ROLAMAR-1", "--json").output)["open"]


def test_demand_and_stock_are_reported_item_by_item(run: Run, house: House, agreement: str) -> None:
    run("programme", "start", agreement, "--as", "paulo")

    week = run("programme", "demand", "ROLAMAR-1", "A", "2026-05-04", "4000", "--as", "breno")
    count = run("programme", "stock", "ROLAMAR-1", "A", "2026-05-18", "7000", "--as", "breno")

    assert (week.exit_code, count.exit_code) == (0, 0), week.output + count.output
    assert [(r.item, r.quantity) for r in house.book.reported] == [("A", Decimal(4000))]
    assert [(r.on.isoformat(), r.quantity) for r in house.book.counted] == [
        ("2026-05-18", Decimal(7000))
    ]


def test_a_week_is_named_by_its_monday(run: Run, agreement: str) -> None:
    run("programme", "start", agreement, "--as", "paulo")

    said = run("programme", "demand", "ROLAMAR-1", "A", "2026-05-05", "4000", "--as", "breno")

    assert said.exit_code == 1
    assert "Monday" in said.output


def test_a_quantity_that_is_none_is_refused(run: Run, agreement: str) -> None:
    said = run("programme", "stock", "ROLAMAR-1", "A", "2026-05-18", "many", "--as", "breno")

    assert said.exit_code == 2
    assert "is no quantity" in said.output


def test_a_file_that_is_no_agreement_says_what_is_missing(
    run: Run, house: House, tmp_path: Path
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text('{"name": "ROLAMAR-1"}')

    said = run("programme", "start", str(file), "--as", "paulo")

    assert said.exit_code == 1
    assert "parties" in said.output
    assert "items" in said.output


def test_a_review_shows_the_outlook(run: Run, agreement: str) -> None:
    run("programme", "start", agreement, "--as", "paulo")

    said = run("programme", "review", "ROLAMAR-1", "--as", "paulo")

    assert said.exit_code == 0, said.output
    assert "ROLAMAR-1 on 2026-05-12" in said.output


def test_a_quantity_that_is_too_long_is_refused(run: Run, agreement: str) -> None:
    said = run("programme", "stock", "ROLAMAR-1", "A", "2026-05-18", "1E+999", "--as", "breno")

    assert said.exit_code == 2
    assert "at most 15 digits" in said.output
