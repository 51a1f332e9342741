"""Golden pairs: what was printed, the reader must say.

Some papers are printed by the maker of suppliers' papers, which is told a shipment; the others
stand beside their values as PDF, set once from the ``.typ`` of the same name.
"""

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from documents.kinds import DOCUMENTS
from documents.pdf import read
from documents.reading import Field
from simulator.papers.__main__ import all_shipments
from simulator.papers.maker import make_papers

HERE = Path(__file__).parent
PAIRS = sorted(HERE.glob("*/*.json"))
MADE = [pair for pair in PAIRS if not pair.with_suffix(".pdf").exists()]
PRINTED = [pair for pair in PAIRS if pair not in MADE]


@cache
def _papers(shipment: str) -> dict[str, bytes]:
    made, layout = all_shipments()[shipment]
    return make_papers(made, layout)


def _same(read_value: str, truth: str) -> bool:
    try:
        return Decimal(read_value) == Decimal(truth)
    except InvalidOperation:
        return read_value.strip(".") == truth.strip(".")


def _wrong(found: dict[str, Field], truth: dict[str, str]) -> dict[str, tuple[str | None, str]]:
    said = {name: found[name].value if name in found else None for name in truth}
    return {
        name: (value, truth[name])
        for name, value in said.items()
        if value is None or not _same(value, truth[name])
    }


@pytest.mark.parametrize("pair", MADE, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_paper_is_read_as_it_was_told_to_be_printed(pair: Path) -> None:
    truth: dict[str, Any] = json.loads(pair.read_text("utf-8"))
    kind = pair.parent.name
    reading = read(_papers(truth["shipment"])[kind], f"{kind}.pdf")
    assert reading.kind == kind
    assert not reading.problems
    assert _wrong(reading.fields, truth["fields"]) == {}
    assert len(reading.lines) == len(truth["lines"]) or not truth["lines"]
    for line, expected in zip(reading.lines, truth["lines"], strict=False):
        assert _wrong(line, expected) == {}
    assert [check for check in reading.checks if not check.passed] == []


@pytest.mark.parametrize("pair", PRINTED, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_printed_paper_is_read_as_a_person_reads_it(pair: Path) -> None:
    truth: dict[str, Any] = json.loads(pair.read_text("utf-8"))
    reading = read(pair.with_suffix(".pdf").read_bytes(), f"{pair.stem}.pdf")
    assert reading.kind == pair.parent.name
    assert reading.kind_confidence > 0.8
    assert _wrong(reading.fields, truth["fields"]) == {}
    assert len(reading.lines) == len(truth["lines"]) or not truth["lines"]
    for line, expected in zip(reading.lines, truth["lines"], strict=False):
        assert _wrong(line, expected) == {}
    assert [check for check in reading.checks if not check.passed] == []


def test_every_kind_has_golden_pairs_and_every_paper_of_others_has_three_layouts() -> None:
    kinds = Counter(pair.parent.name for pair in PAIRS)
    # A proforma is an invoice by another title: the same words are read.
    assert set(kinds) == set(DOCUMENTS.tags()) - {"proforma_invoice"}
    assert min(kinds.values()) >= 3
