"""Supplier memory over one supplier's printed papers: what one teaches, the others follow."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import permutations

import pytest

from customs.papers import Correction
from documents.memory import Lesson, SupplierProfile
from documents.memory_candidates import predictions
from documents.memory_cases import same
from documents.memory_lesson import teach
from documents.pages import pages_in
from documents.understanding import Understood, understand
from documents.words import Word
from simulator.papers.__main__ import all_shipments
from simulator.papers.maker import make_papers
from simulator.papers.story import direct_import

KINDS = ("commercial_invoice", "packing_list", "bill_of_lading", "air_waybill")


@cache
def _papers(kind: str) -> list[list[Word]]:
    """Return the words of every paper of a kind in the layout of the story's supplier."""
    shipments = [s for s, layout in all_shipments().values() if layout == "haiyue"]
    shipments.append(direct_import(date(2026, 8, 7), date(2026, 8, 9)))
    made = (make_papers(shipment, "haiyue") for shipment in shipments)
    files = (papers[kind] for papers in made if kind in papers)
    return [[w for page in pages_in(file, None).words for w in page] for file in files]


def _taught(words: list[Word]) -> SupplierProfile:
    """Return what a paper teaches whose every value a person confirmed."""
    fields = understand(words).fields
    said = tuple(Correction(field=name, value=field.value) for name, field in fields.items())
    profile = teach(words, "first", Lesson(corrections=said)).profile
    assert profile is not None
    return profile


def _told_and_read(kind: str) -> Iterator[tuple[SupplierProfile, list[Word], Understood]]:
    papers = _papers(kind)
    profiles = [_taught(paper) for paper in papers]
    readings = [understand(paper) for paper in papers]
    for one, other in permutations(range(len(papers)), 2):
        yield profiles[one], papers[other], readings[other]


@pytest.mark.parametrize("kind", KINDS)
def test_memory_that_was_told_once_agrees_with_what_the_next_papers_say(kind: str) -> None:
    answers: Counter[bool] = Counter()
    for profile, _, read in _told_and_read(kind):
        assert read.page is not None
        assert read.conventions is not None
        memories = profile.layouts[kind].fields
        for name in read.fields.keys() & memories.keys():
            said = predictions(name, memories[name], read.page.lines, read.conventions)
            if said:
                best = max(said, key=lambda p: p.strength)
                answers[same(best.value.text, read.fields[name].value)] += 1
    assert answers[True] >= 20
    assert answers[False] <= 0.1 * answers.total()


@pytest.mark.parametrize("kind", KINDS)
def test_memory_of_what_was_only_confirmed_changes_no_right_reading(kind: str) -> None:
    for profile, words, read in _told_and_read(kind):
        after = understand(words, profile=profile).fields
        assert {name: field.value for name, field in after.items()} == {
            name: field.value for name, field in read.fields.items()
        }
