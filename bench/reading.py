"""What a page costs: its words with boxes, and the whole reading, against another reader's words."""

import io
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pdfplumber
import pypdfium2

from bench.measurement import Measurement, best, core_seconds
from bench.papers import ROOT, corpus, made
from documents.child import IsolatedReader
from documents.pdf import read
from documents.pdfium import open_document, pages_of

_LONG = 500
"""Pages of the file whose memory is measured."""
_PEAK = (
    "import resource, sys; from documents.pdfium import open_document, pages_of; "
    "kept = list(pages_of(open_document(sys.stdin.buffer.read()))); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
)
"""Keeps the words of every page, as a reading does; the reader itself refuses a file so long."""


def measure() -> Iterator[Measurement]:
    """Read the public papers, else the strangers', in this process and in children of it."""
    papers = [paper.pdf for paper in list(corpus()) or made("first")]
    plumbed = core_seconds(lambda: [_plumbed(pdf) for pdf in papers])
    pages = sum(len(pypdfium2.PdfDocument(pdf)) for pdf in papers)
    reference = f"pdfplumber's words {pages / plumbed:.1f} pages/s"
    fast = min(core_seconds(lambda: _boxed(papers)) for _ in range(3))
    ours = min(core_seconds(lambda: [read(pdf, "x.pdf") for pdf in papers]) for _ in range(3))
    yield Measurement("words with boxes", f"{pages / fast:.0f} pages/s", "≥ 120", reference)
    yield Measurement("words with boxes", f"{plumbed / fast:.1f} ×", "≥ 5 ×", reference)
    yield Measurement("whole reading", f"{pages / ours:.0f} pages/s", "≥ 30", reference)
    yield Measurement("whole reading", f"{plumbed / ours:.1f} ×", "≥ 5 ×", reference)
    yield Measurement(f"memory of {_LONG} pages", f"{_peak(papers)} MiB", "< 400 MiB", "")
    yield _side_by_side(papers)


def _boxed(papers: Sequence[bytes]) -> int:
    return sum(len(page.words) for pdf in papers for page in pages_of(open_document(pdf)))


def _plumbed(pdf: bytes) -> int:
    """Take the words of every page; return how many pages there are."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return len([page.extract_words() for page in document.pages])


def _peak(papers: Sequence[bytes]) -> int:
    """Return the MiB that a process holds at most while it takes a long file's words."""
    told = subprocess.run(  # noqa: S603 - this interpreter, a fixed program
        [sys.executable, "-c", _PEAK],
        input=_long(papers),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    return int(told.stdout)


def _long(papers: Sequence[bytes]) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    while len(whole) < _LONG:
        for pdf in papers:
            whole.import_pages(pypdfium2.PdfDocument(pdf))
    for _ in range(len(whole) - _LONG):
        del whole[-1]
    body = io.BytesIO()
    whole.save(body)
    return body.getvalue()


def _side_by_side(papers: Sequence[bytes]) -> Measurement:
    """Measure two children against one."""
    with closing(IsolatedReader(warm=2)) as reader, ThreadPoolExecutor(2) as pool:
        serial = best(lambda: [reader.read(pdf, "paper.pdf") for pdf in papers])
        both = best(lambda: list(pool.map(lambda pdf: reader.read(pdf, "paper.pdf"), papers)))
    share = f"{both / serial:.2f} × serial"
    return Measurement("two documents at once", share, "≤ 0.60 ×", f"serial {serial:.1f} s")
