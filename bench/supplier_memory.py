"""What supplier memory is worth: one paper corrected, the others of its layout read again.

The reference is the same reader without memory, in the same run. Because a reader that improves
leaves memory little to do, memory is also measured alone: it is told every field of one paper and
asked for those of the others, with the generic reader's candidates left out.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from bench.measurement import Measurement
from customs.papers import Correction
from documents.child import IsolatedReader
from documents.identity import identities
from documents.memory import Lesson, SupplierProfile, choose
from documents.memory_candidates import predictions
from documents.memory_lesson import teach
from documents.pdfium import open_document, pages_of
from documents.rehearsal import KnownPaper, known_papers, rehearse
from documents.understanding import Understood, understand
from documents.words import Word

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "dev"
"""Real papers with their truth, beside the checkout; they are measured on and never copied."""


class Alone(NamedTuple):
    """How often memory by itself says the right value of a field that it was told of once."""

    asked: int
    right: int
    wrong: int


def measure() -> Iterator[Measurement]:
    """Measure, if the corpus is there."""
    papers = known_papers(CORPUS)
    if not papers:
        return
    with closing(IsolatedReader()) as reader:
        found = list(rehearse(reader, papers))
    before, after = (sum(r.right_before for r in found), sum(r.right_after for r in found))
    lost = sum(r.state == "lost" for r in found)
    yield Measurement(
        f"fields right after one correction, of {len(found)}",
        f"{after} ({lost} lost)",
        "none lost",
        f"the reader without memory {before}",
    )
    alone = memory_alone(papers)
    yield Measurement(
        f"memory alone on {alone.asked} fields told once",
        f"{alone.right} right, {alone.wrong} wrong",
        "10 % wrong",
        "a reader without memory cannot be taught",
    )


def memory_alone(papers: Sequence[KnownPaper]) -> Alone:
    """Ask memory for every field of papers that it knows again by their keys."""
    told = [answer for family in _families(papers) for answer in _asked(family)]
    return Alone(len(told), sum(a is True for a in told), sum(a is False for a in told))


def _families(papers: Sequence[KnownPaper]) -> Iterator[list[KnownPaper]]:
    for family in dict.fromkeys(paper.family for paper in papers):
        own = [paper for paper in papers if paper.family == family]
        if len(own) > 1:
            yield own


def _asked(family: Sequence[KnownPaper]) -> Iterator[bool | None]:
    """Yield True, False or None (silent) for each field of each paper but the teacher."""
    words = {paper.file: _words(paper.file) for paper in family}
    for teacher in family:
        profile = _told_all(words[teacher.file], teacher)
        for paper in family:
            if profile is not None and paper is not teacher:
                yield from _answers(understand(words[paper.file]), paper, profile)


def _told_all(words: Sequence[Word], paper: KnownPaper) -> SupplierProfile | None:
    said = tuple(Correction(field=field, value=right[0]) for field, right in paper.right.items())
    return teach(words, paper.file.name, Lesson(corrections=said)).profile


def _answers(
    understood: Understood, paper: KnownPaper, profile: SupplierProfile
) -> Iterator[bool | None]:
    page, conventions, kind = understood.page, understood.conventions, understood.recognition.kind
    if page is None or conventions is None or kind is None:
        return
    layout = profile.layouts.get(kind.tag)
    if layout is None or choose([profile], identities(page.lines, understood.fields)) is None:
        return
    for field in paper.right.keys() & layout.fields.keys():
        said = predictions(field, layout.fields[field], page.lines, conventions)
        best = max(said, key=lambda p: p.strength, default=None)
        yield paper.agrees(field, best.value.text) if best else None


def _words(file: Path) -> list[Word]:
    with open_document(file.read_bytes()) as document:
        return [word for page in pages_of(document) for word in page.words]
