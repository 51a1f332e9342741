"""Supplier memory on real papers: it helps with what it was told, and spoils nothing."""

from contextlib import closing

import pytest

from bench.supplier_memory import CORPUS, memory_alone
from documents.child import IsolatedReader
from documents.rehearsal import known_papers, rehearse

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}"),
]


def test_one_corrected_paper_spoils_no_other_of_its_layout() -> None:
    with closing(IsolatedReader()) as reader:
        found = list(rehearse(reader, known_papers(CORPUS)))
    lost = [(r.taught_by, r.file, r.field, r.after) for r in found if r.state == "lost"]
    assert lost == []
    assert sum(r.right_after for r in found) >= sum(r.right_before for r in found)


def test_memory_by_itself_says_much_of_what_it_was_told_once_and_little_that_is_wrong() -> None:
    # Two of these families are several layouts under one made-up tax id: there it must be silent.
    alone = memory_alone(known_papers(CORPUS))
    assert alone.asked >= 100
    assert alone.right / alone.asked >= 0.62
    assert alone.wrong / (alone.right + alone.wrong) <= 0.08
