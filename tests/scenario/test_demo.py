"""The demo's story on a stack of its own: told twice in one folder, and stopped at the end."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli.story import figures
from simulator.papers.maker import make_papers
from simulator.papers.suppliers import italian_shipment
from tests.embedded import Stack

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def own_stack() -> Iterator[Stack]:
    """A stack that nobody has started yet: its clock will be the story's."""
    home = Path(tempfile.mkdtemp(prefix="entreposto-story-"))
    stack = Stack(home)
    try:
        yield stack
    finally:
        stack.down()
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def told(own_stack: Stack) -> dict[str, Any]:
    """What the first telling summed up; it started the stack and left it open."""
    return tell(own_stack, "--json")


def tell(stack: Stack, *options: str) -> dict[str, Any]:
    """Tell the story and return its summary."""
    done = stack.run("demo", *options, timeout=300)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def shown(stack: Stack, reference: str) -> dict[str, Any]:
    """Return what ``entreposto import show`` prints."""
    done = stack.run("import", "show", reference, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_every_figure_of_the_story_comes_out(told: dict[str, Any]) -> None:
    assert [check for check in told["checks"] if not check["passed"]] == []
    assert len(told["checks"]) >= 40
    assert told["simulator"]["registrations"] == told["simulator"]["debits"] == 4


def test_show_tells_both_clocks_numbers_duties_and_movements(
    own_stack: Stack, told: dict[str, Any]
) -> None:
    dossier = shown(own_stack, told["references"]["bonded"])

    stages = [stage["stage"] for stage in dossier["stages"]]
    assert stages[:7] == [
        "BOOKED",
        "IN_TRANSIT",
        "ARRIVED",
        "IN_CUSTOMS_TRANSIT",
        "AT_WAREHOUSE",
        "ADMISSION_FILED",
        "IN_BOND",
    ]
    assert all(stage["occurred_at"] and stage["recorded_at"] for stage in dossier["stages"])
    (admission,) = dossier["declarations"]
    assert admission["number"] == told["declarations"][0]["number"]
    assert Decimal(admission["duties"]["totals"]["customs_value"]) == Decimal("536265.52")
    assert {m["reason"] for m in dossier["movements"]} >= {"ordered", "shipped", "admitted"}
    assert len(dossier["releases"]) == 2


def test_two_releases_show_what_left_bond(own_stack: Stack, told: dict[str, Any]) -> None:
    for name, cash in (("release_1", figures.CASH_1), ("release_2", figures.CASH_2)):
        dossier = shown(own_stack, told["references"][name])
        (declaration,) = dossier["declarations"]
        assert dossier["stage"] == "DELIVERED"
        assert Decimal(declaration["duties"]["cash"]) == cash
        assert [m["reason"] for m in dossier["movements"]] == [
            "reserved",
            "in_clearance",
            "cleared",
            "picked_up",
            "delivered",
        ]


def test_anyones_papers_lead_as_far_as_they_allow(
    own_stack: Stack, told: dict[str, Any], tmp_path: Path
) -> None:
    papers = make_papers(italian_shipment(date(2026, 3, 6)), "bassano")
    for kind, body in papers.items():
        (tmp_path / f"{kind}.pdf").write_bytes(body)
    (tmp_path / "letter.pdf").write_bytes(b"not a PDF at all")

    summary = tell(own_stack, "--papers", str(tmp_path), "--json")

    kinds = {paper["file"]: paper["kind"] for paper in summary["papers"]}
    assert kinds == {f"{kind}.pdf": kind for kind in papers} | {"letter.pdf": None}
    assert summary["missing"] == []
    assert summary["stage"] == "ARRIVED"
    assert any("/paper-1" in task["id"] or "correction" in task["id"] for task in summary["tasks"])


def test_told_again_in_the_same_folder_it_stops_everything_in_the_end(
    own_stack: Stack, told: dict[str, Any]
) -> None:
    again = tell(own_stack, "--exit")

    assert again["passed"]
    assert again["run"] == told["run"] + 1
    assert own_stack.run("status").returncode == 1
