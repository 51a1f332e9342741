"""A person confirms and corrects a paper by commands; the house learns, and nothing is unlearned."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.story import cast
from cli.story.stage import Stage
from tests.embedded import Stack, wait_for
from tests.faults import by_air

pytestmark = pytest.mark.stack

INVOICE = "commercial_invoice.pdf"


@pytest.fixture
def started(stage: Stage, stack: Stack, tmp_path: Path) -> str:
    """Return an import whose papers were handed in and read."""
    reference = "VD-LEARNS"
    (tmp_path / "form.json").write_text(json.dumps(cast.air_import(reference)))
    (tmp_path / INVOICE).write_bytes(by_air.papers()["commercial_invoice"])
    files = [str(tmp_path / name) for name in ("form.json", INVOICE)]
    _said(stack, "import", "start", *files, "--as", "ana")
    wait_for(lambda: _said(stack, "import", "show", reference)["view"]["papers"], 60)
    return reference


def test_what_a_person_says_of_a_paper_is_learned_and_checked_for_good(
    stack: Stack, started: str
) -> None:
    number = _said(stack, "paper", "show", started, INVOICE)["reading"]["fields"]["invoice_number"]
    told = ("--set", f"invoice_number={number['value']}", "--set", "payment_terms=")
    _said(
        stack, "paper", "correct", started, INVOICE, *told, "--reason", "as printed", "--as", "ana"
    )
    [known] = wait_for(lambda: _known(stack), 60)
    assert known["fields"] == "invoice_number, payment_terms"
    assert known["in_use"] == 1

    shown = stack.run("corpus", "show", known["identity"])
    assert "as printed" in shown.stdout
    checked = stack.run("corpus", "check", "--json")
    states = {row["field"]: row["state"] for row in json.loads(checked.stdout)}
    assert (checked.returncode, states) == (
        0,
        {"invoice_number": "right", "payment_terms": "right"},
    )


def _known(stack: Stack) -> list[dict[str, Any]]:
    rows = _said(stack, "corpus", "list")
    return [row for row in rows if "payment_terms" in row["fields"]]


def _said(stack: Stack, *command: str) -> Any:
    ran = stack.run(*command, "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return json.loads(ran.stdout)
