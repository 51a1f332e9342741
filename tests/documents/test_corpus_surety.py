"""What the reader is sure of is right: on public papers, strangers' papers and the project's own.

Every layout is judged by a calibration that was fitted without it.
"""

from functools import cache

import pytest

from bench.fitting import Verdict, fit, left_out, verdict
from bench.marking import Mark, marks
from bench.papers import CORPUS, corpus, everything
from bench.scoring import score
from documents import calibration
from documents.doubts import review

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}"),
]


@cache
def _marks() -> list[Mark]:
    return list(marks(everything()))


def _public(found: list[Mark]) -> list[Mark]:
    layouts = {paper.family for paper in corpus()}
    return [mark for mark in found if mark.layout in layouts]


def test_of_the_values_given_without_a_question_98_in_100_are_right() -> None:
    kept = left_out(_marks(), review().threshold)
    assert kept.right >= 0.98
    assert kept.coverage >= 0.6


def test_so_it_is_on_the_public_papers_alone() -> None:
    kept = _as_stored(_public(_marks()))
    assert kept.right >= 0.98
    assert kept.coverage >= 0.6


def test_heads_of_papers_keep_the_promise_without_the_rows() -> None:
    rows = {"figure", "description", "code"}
    kept = left_out([mark for mark in _marks() if mark.family not in rows], review().threshold)
    assert kept.right >= 0.98
    assert kept.coverage >= 0.6


def test_the_stored_table_is_what_the_papers_teach() -> None:
    """Small changes of the reader move it little; ``python -m bench.calibrate`` writes it anew."""
    fresh = fit(_marks())
    stored = calibration.table()
    assert set(stored) == set(fresh)
    for family, steps in fresh.items():
        for mark in (mark for mark in _marks() if mark.family == family):
            now = calibration.chance(steps, mark.strong)
            assert abs(now - calibration.chance(stored[family], mark.strong)) <= 0.1


def test_the_aims_hold_on_papers_and_layouts_drawn_without_a_look_at_the_labels() -> None:
    got = score(paper for paper in everything() if "_" in paper.family and _is_strange(paper.name))
    assert got.header >= 0.95
    assert got.items >= 0.97
    assert got.untouched >= 0.75


def _is_strange(name: str) -> bool:
    return name.startswith(("first_", "second_", "third_"))


def _as_stored(found: list[Mark]) -> Verdict:
    judged = [(m, calibration.chance(calibration.table()[m.family], m.strong)) for m in found]
    return verdict(judged, review().threshold)
