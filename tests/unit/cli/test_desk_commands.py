"""Imports, tasks and milestones from a terminal."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run
from tests.unit.desk.house import House, an_approval

FormFile = Callable[..., str]
ROOT = Path(__file__).resolve().parents[3]


def test_a_form_and_its_papers_start_an_import(
    run: Run, house: House, form_file: FormFile, tmp_path: Path
) -> None:
    papers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for paper in papers:
        paper.write_bytes(b"%PDF-1.7 " + paper.name.encode())

    answer = run(
        "import", "start", form_file(), "--papers", *map(str, papers), "--as", "bruna", "--json"
    )

    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.output)["reference"] == "IMP-7"
    _, name, act = house.workflows.told[-1]
    assert name == "add_papers"
    assert sorted(p.filename for p in act.papers) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize("example", ["direct", "bonded"])
def test_the_examples_are_good_forms(run: Run, house: House, example: str) -> None:
    answer = run("import", "start", "--example", example, "--reference", "MINE-1", "--as", "bruna")

    assert answer.exit_code == 0, answer.output
    assert "MINE-1: BOOKED" in answer.output


def test_a_wrong_check_digit_is_a_sentence(run: Run, form_file: FormFile) -> None:
    parties = {
        "exporter": {"name": "X", "country": "CN"},
        "consignee": {"name": "Y", "cnpj": "99.100.001/0001-76"},
    }

    answer = run("import", "start", form_file(parties=parties), "--as", "bruna")

    assert answer.exit_code == 1
    assert "the second check digit of this CNPJ is 6, it should be 5" in answer.output


def test_a_second_start_is_refused_and_names_the_first(run: Run, form_file: FormFile) -> None:
    run("import", "start", form_file(), "--as", "bruna")

    answer = run("import", "start", form_file(), "--as", "paulo")

    assert answer.exit_code == 1
    assert "bruna started the first" in answer.output


def test_show_and_list_tell_it_in_tables_and_in_json(run: Run, form_file: FormFile) -> None:
    run("import", "start", form_file(), "--as", "bruna")

    assert "BOOKED" in run("import", "show", "IMP-7").output
    assert json.loads(run("import", "show", "IMP-7", "--json").output)["stage"] == "BOOKED"
    assert "Ningbo Haiyue" in run("import", "list").output
    assert run("import", "list", "--stage", "CLOSED", "--json").output.strip() == "[]"


def test_an_unknown_import_is_a_sentence(run: Run) -> None:
    answer = run("import", "show", "IMP-404")

    assert answer.exit_code == 1
    assert "no import or release with the reference 'IMP-404'" in answer.output


def test_an_unknown_person_is_a_sentence(run: Run, form_file: FormFile) -> None:
    answer = run("import", "start", form_file(), "--as", "nobody")

    assert "There is no account 'nobody'" in answer.output


def test_a_milestone_without_an_offset_is_in_brasilia(
    run: Run, house: House, form_file: FormFile
) -> None:
    run("import", "start", form_file(), "--as", "bruna")

    answer = run(
        "milestone", "send", "IMP-7", "departed", "--at", "2026-05-10T08:00", "--as", "bruna"
    )

    assert answer.exit_code == 0, answer.output
    news = house.workflows.told[-1][2].news
    assert (news.tag, news.occurred_at.isoformat()) == ("DEPARTED", "2026-05-10T08:00:00-03:00")


def test_a_task_is_decided_upon_its_present_evidence(run: Run, house: House) -> None:
    evidence = house.store.put_json({"cash": "1"})
    task = house.open_task(an_approval(evidence=evidence))

    answer = run(
        *("task", "complete", task.id, "--outcome", "approve"),
        *("--form", "rate=5,44", "--form", "day=12/05/2026", "--as", "ana"),
    )

    assert answer.exit_code == 0, answer.output
    act = house.workflows.told[-1][2]
    assert act.evidence_sha256 == evidence.sha256
    assert act.form == {"rate": "5.44", "day": "2026-05-12"}


def test_the_inbox_is_that_of_the_person(run: Run, house: House) -> None:
    task = house.open_task(an_approval())

    assert task.id in run("task", "list").output
    assert task.id in run("task", "list", "--as", "ana").output
    assert task.id not in run("task", "list", "--as", "bruna").output
    assert json.loads(run("task", "list", "--as", "ana", "--mine", "--json").output) == []


def test_a_reading_command_imports_neither_engine_nor_server() -> None:
    heavy = ("temporalio", "fastapi", "boto3", "pdfplumber", "typst", "httpx")
    code = (
        "import sys, cli.imports, cli.tasks, cli.milestones, wiring.house, wiring.settings\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"
