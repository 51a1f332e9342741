"""How well papers are read: ours and the usual script, layouts left out, and what surety is worth."""

from collections.abc import Iterator
from contextlib import closing

from bench.baseline import plumbed
from bench.fitting import left_out
from bench.leaving_out import left_out_score
from bench.marking import marks
from bench.measurement import Measurement
from bench.papers import Paper, corpus, golden, made
from bench.scoring import Read, score
from bench.strangers.plans import BATCHES
from documents.child import IsolatedReader
from documents.doubts import review

_AIMS = "≥ 0.93 / 0.92 / 0.55"


def measure() -> Iterator[Measurement]:
    """Score the public papers where there are any, and the strangers' always."""
    public, own = list(corpus()), list(golden())
    strange = {batch: list(made(batch)) for batch in BATCHES}
    if public:
        yield from _public(public, [*own, *(p for papers in strange.values() for p in papers)])
    for batch, papers in strange.items():
        usual = f"pdfplumber and expressions: {score(papers, plumbed)}"
        yield Measurement(f"strangers, {batch} batch", str(score(papers)), _AIMS, usual)
    found = list(marks([*public, *own, *(p for papers in strange.values() for p in papers)]))
    kept = left_out(found, review().threshold)
    said = f"{kept.right:.3f} right, {kept.coverage:.3f} given"
    yield Measurement(f"surety ≥ {review().threshold}", said, "≥ 0.98 / 0.60", "layout left out")


def _public(public: list[Paper], others: list[Paper]) -> Iterator[Measurement]:
    plain = score(public)
    usual = f"pdfplumber and expressions: {score(public, plumbed)}"
    yield Measurement("public papers", str(plain), _AIMS, usual)
    without = str(left_out_score(public, others))
    yield Measurement("layout's own words left out", without, "within 0.03", f"plain: {plain}")
    scanned = list(corpus("scans"))
    names = {paper.name.removeprefix("scan_") for paper in scanned}
    born = score([paper for paper in public if paper.name in names])
    with closing(IsolatedReader()) as reader:

        def reads(paper: Paper) -> Read:
            reading = reader.read(paper.pdf, paper.name)
            return Read(reading.fields, reading.lines)

        yield Measurement("scans", str(score(scanned, reads)), "-0.05 / -0.15", f"born: {born}")
