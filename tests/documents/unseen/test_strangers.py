"""Strangers' papers, printed once by ``bench.strangers``: what they say is read, or is asked.

They are invoices in words and layouts that were drawn without a look at the reader's lists. A
value may be missed; what is given without a question must be right.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.marking import is_right, matched
from documents.doubts import review
from documents.pdf import read
from documents.reading import Field, Reading

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.pdf"))
FIGURES = ("quantity", "unit_price", "amount")


@cache
def _reading(paper: Path) -> Reading:
    return read(paper.read_bytes(), paper.name)


def _truth(paper: Path) -> Any:
    return json.loads(paper.with_suffix(".json").read_text("utf-8"))


def _right(name: str, field: Field | None, truth: Any) -> bool:
    return field is not None and is_right(name, field.value, [str(truth)])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_every_row_of_a_stranger_is_read(paper: Path) -> None:
    truth = [{name: [str(row[name])] for name in FIGURES} for row in _truth(paper)["items"]]
    lines = _reading(paper).lines
    assert len(lines) == len(truth)
    for line, said in matched(lines, truth):
        assert said is not None
        assert all(_right(name, line.get(name), said[name][0]) for name in FIGURES)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_what_is_given_of_a_stranger_without_a_question_is_right(paper: Path) -> None:
    fields = _reading(paper).fields
    sure = {
        name: truth
        for name, truth in _truth(paper)["header"].items()
        if name in fields and fields[name].confidence >= review().threshold
    }
    assert len(sure) >= 3
    assert {n: fields[n].value for n, t in sure.items() if not _right(n, fields[n], t)} == {}


def test_nearly_every_head_of_a_stranger_is_read() -> None:
    values = [
        _right(name, _reading(paper).fields.get(name), truth)
        for paper in PAPERS
        for name, truth in _truth(paper)["header"].items()
    ]
    assert sum(values) / len(values) >= 0.95
