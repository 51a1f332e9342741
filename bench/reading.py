"""What a page costs: its words with boxes, and the whole reading, against another reader's words."""

import io
from collections.abc import Iterator

import pdfplumber

from bench.measurement import Measurement, best
from documents.pdf import read
from documents.pdfium import open_document, pages_of
from simulator.papers.__main__ import all_shipments
from simulator.papers.maker import make_papers


def measure() -> Iterator[Measurement]:
    """Read every paper of every layout, in this process."""
    papers = [
        pdf
        for shipment, layout in all_shipments().values()
        for pdf in make_papers(shipment, layout).values()
    ]
    pages = sum(_words(pdf) for pdf in papers)
    ours = best(lambda: [read(pdf, "paper.pdf") for pdf in papers]) / pages
    fast = best(
        lambda: [len(page.words) for pdf in papers for page in pages_of(open_document(pdf))]
    )
    words = best(lambda: [_words(pdf) for pdf in papers]) / pages
    reference = f"pdfplumber's words {words * 1000:.0f} ms"
    yield Measurement("words of a page", f"{fast / pages * 1000:.1f} ms", "10 ×", reference)
    yield Measurement("reading of a page", f"{ours * 1000:.0f} ms", "3 ×", reference)


def _words(pdf: bytes) -> int:
    """Take the words of every page; return how many pages there are."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return len([page.extract_words() for page in document.pages])
