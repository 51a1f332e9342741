"""``entreposto corpus`` over a memory without a database and a reader of JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import wiring.corpus
import wiring.settings
from cli.__main__ import entreposto
from tests.unit.activities.test_learning import Pupil, School
from tests.unit.documents.pdfs import pdf
from wiring.corpus import Corpus


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> School:
    """A house that learned one value of one supplier's paper."""
    taught = School(Pupil())
    taught.say(taught.paper({"total": "1"}, {"total": "2", "number": "A-1"}), total="2")

    @contextmanager
    def open_corpus(settings: Any) -> Iterator[Corpus]:
        yield Corpus(taught.memory, taught.shelf, taught.pupil)

    monkeypatch.setattr(wiring.corpus, "open_corpus", open_corpus)
    monkeypatch.setattr(wiring.settings, "load", wiring.settings.Settings)
    return taught


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(entreposto, ["corpus", *arguments])


def test_a_check_says_that_every_case_holds(school: School) -> None:
    checked = _run("check")
    assert checked.exit_code == 0, checked.output
    assert "1 right · 0 gained · 0 lost · 0 wrong" in checked.output


def test_a_check_ends_with_1_when_a_case_is_lost_and_names_it(school: School) -> None:
    # The reader changes: of this paper it says something else from now on.
    case = school.memory.kept[0]
    school.shelf.kept[case.file.sha256] = json.dumps({"known": {"total": "7"}}).encode()
    checked = _run("check", "--json")
    assert checked.exit_code == 1
    [row] = json.loads(checked.output)
    assert (row["state"], row["wanted"], row["found"]) == ("lost", "2", "7")
    assert "name:acme" in row["identity"]


def test_suppliers_are_listed_and_one_is_shown_with_its_cases(school: School) -> None:
    [row] = json.loads(_run("list", "--json").output)
    assert (row["identity"], row["cases"], row["in_use"]) == ("name:acme", 1, 1)
    assert "name:acme" in _run("list").output
    shown = _run("show", "name:acme")
    assert "in use" in shown.output
    assert "ana" in shown.output
    assert "Nothing is known" in _run("show", "name:nobody").output


def test_a_folder_is_rehearsed_without_a_house(tmp_path: Path) -> None:
    _written(tmp_path, "one", ["INVOICE", "Our mark AB-17", "www.acme-werke.example"], "AB-17")
    _written(tmp_path, "two", ["INVOICE", "Our mark CD-34", "www.acme-werke.example"], "CD-34")
    checked = _run("check", "--folder", str(tmp_path), "--json")
    assert checked.exit_code == 0, checked.output
    rows = json.loads(checked.output)
    assert [(r["taught_by"], r["file"], r["state"], r["known_again"]) for r in rows] == [
        ("one.pdf", "two.pdf", "gained", True),
        ("two.pdf", "one.pdf", "gained", True),
    ]


def _written(folder: Path, name: str, lines: list[str], order: str) -> None:
    rows = (b"1 0 0 1 72 %d Tm (%s) Tj" % (720 - 40 * n, t.encode()) for n, t in enumerate(lines))
    (folder / f"{name}.pdf").write_bytes(pdf([b"BT /F 12 Tf %s ET" % b" ".join(rows)]))
    truth = {"family": "acme", "header": {"purchase_order": order, "total_amount": None}}
    (folder / f"{name}.truth.json").write_text(json.dumps(truth))
