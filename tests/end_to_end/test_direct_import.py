"""2 000 bearings by air, from two PDFs to the buyer's shelf, by nothing but commands."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cli.story import cast
from cli.story.stage import Stage
from tests.embedded import Stack, wait_for
from tests.faults import by_air
from tests.faults.outside import Outside

pytestmark = pytest.mark.stack

REFERENCE = "VD-BY-COMMANDS"
CLEARANCE = f"{REFERENCE}/consumption-1"

CUSTOMS_VALUE = "24774.12"
FEDERAL = {"ii": "3963.86", "ipi": "2241.56", "pis": "520.26", "cofins": "2390.70"}
TOTALS = {
    "customs_value": CUSTOMS_VALUE,
    **FEDERAL,
    "siscomex_fee": "154.23",
    "icms": "7473.23",
}
DEBITED = {
    "II": "3963.86",
    "IPI": "2241.56",
    "PIS": "520.26",
    "COFINS": "2390.70",
    "TAXA_UTILIZACAO": "154.23",
}

OCCURRED = {
    "BOOKED": "2026-05-12T12:00:00+00:00",
    "IN_TRANSIT": "2026-05-09T05:00:00+00:00",
    "ARRIVED": "2026-05-11T12:00:00+00:00",
    "FILED": "2026-05-12T12:00:00+00:00",
    "RELEASED_AWAITING_DELIVERY": "2026-05-12T12:00:00+00:00",
    "CLOSED": "2026-05-12T12:00:00+00:00",
}
"""Stage → when it was reached; all of it was heard of on the story's 12 May."""


@pytest.fixture(scope="module")
def dossier(stage: Stage, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What ``import show --json`` says of the import after its whole life."""
    files = _files(tmp_path_factory.mktemp("papers"))
    _said(stack, "import", "start", *files, "--as", "ana")
    _report(stack, "DEPARTED", "2026-05-09T02:00", "lin")
    _report(stack, "ARRIVED", "2026-05-11T09:00", "otto")
    task = wait_for(lambda: _approval(stack), 60)
    _said(stack, "task", "complete", task, "--outcome", "approve", "--as", "bruno")
    wait_for(lambda: _show(stack)["stage"] == "RELEASED_AWAITING_DELIVERY", 60)
    _report(stack, "PICKED_UP", "2026-05-12T09:00", "otto")
    _report(stack, "DELIVERED_DOMESTIC", "2026-05-12T09:00", "otto")
    return wait_for(lambda: (told := _show(stack))["stage"] == "CLOSED" and told, 60)


def _files(folder: Path) -> list[str]:
    form = folder / "form.json"
    form.write_text(json.dumps(cast.air_import(REFERENCE)))
    for kind, body in by_air.papers().items():
        (folder / f"{kind}.pdf").write_bytes(body)
    return [str(form), *map(str, sorted(folder.glob("*.pdf")))]


def _report(stack: Stack, code: str, at: str, person: str) -> None:
    _said(stack, "milestone", "send", REFERENCE, code, "--at", at, "--as", person)


def _approval(stack: Stack) -> str:
    listed = _said(stack, "task", "list", "--as", "bruno", "--kind", "approval")
    mine = [task["id"] for task in listed if task["order"]["owner_reference"] == CLEARANCE]
    return str(mine[0]) if mine else ""


def _show(stack: Stack) -> Any:
    return _said(stack, "import", "show", REFERENCE)


def _said(stack: Stack, *command: str) -> Any:
    ran = stack.run(*command, "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads(ran.stdout)


def test_every_stage_is_shown_with_both_clocks(dossier: Any) -> None:
    occurred = {one["stage"]: _instant(one["occurred_at"]) for one in dossier["stages"]}
    recorded = {_instant(one["recorded_at"]) for one in dossier["stages"]}

    assert occurred == {stage: _instant(at) for stage, at in OCCURRED.items()}
    assert recorded == {_instant(OCCURRED["BOOKED"])}


def test_the_papers_were_read_and_agree(dossier: Any) -> None:
    view = dossier["view"]

    assert sorted(read["kind"] for read in view["papers"]) == sorted(by_air.papers())
    assert view["reconciliation"]["differences"] == []


def test_the_declaration_has_its_number_and_its_dates(dossier: Any, outside: Outside) -> None:
    declaration = dossier["declarations"][0]
    filed = outside.filed(CLEARANCE)[0]

    assert (declaration["number"], declaration["channel"]) == (filed["number"], "VERDE")
    for name in ("registered_at", "released_at"):
        assert _instant(declaration[name]) == _instant(OCCURRED["FILED"])
    assert (declaration["preparer"], declaration["approver"]) == ("ana", "bruno")


def test_the_duties_are_those_of_the_story_to_the_cent(dossier: Any) -> None:
    duties = dossier["declarations"][0]["duties"]

    assert (duties["on"], duties["quote_date"]) == ("2026-05-12", "2026-05-11")
    assert Decimal(duties["quotes"]["USD"]) == Decimal("5.4000")
    assert {name: duties["totals"][name] for name in TOTALS} == TOTALS
    assert duties["items"] == [{"id": "A", "customs_value": CUSTOMS_VALUE, **FEDERAL}]


def test_what_is_payable_was_debited_once(dossier: Any, outside: Outside) -> None:
    filed = outside.filed(CLEARANCE)

    assert [one["registrations"] for one in filed] == [1]
    assert [debit["amounts"] for debit in filed[0]["debits"]] == [DEBITED]


def test_the_goods_moved_step_by_step_and_the_ledger_nets_to_zero(dossier: Any) -> None:
    keys = [movement["key"] for movement in dossier["movements"]]

    assert sorted(by_air.steps_of(REFERENCE, keys)) == by_air.STEPS
    assert by_air.left_by(dossier["movements"]) == by_air.AT_THE_END
    assert sum(by_air.AT_THE_END.values()) == 0
    assert all(m["occurred_at"] and m["recorded_at"] for m in dossier["movements"])


def test_the_audit_says_who_did_what(dossier: Any) -> None:
    acts = {(entry["act"], entry["actor"]["person"]) for entry in dossier["audit"]}

    assert acts >= {
        ("import.start", "ana"),
        ("papers.add", "ana"),
        ("milestone.record", "lin"),
        ("task.complete", "bruno"),
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
