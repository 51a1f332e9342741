"""The back room that opens a PDF: run as a process of its own, one file after another.

``python -P -m documents.pdf`` reads frames from standard input (a line of JSON, then the bytes
of the file) and answers each with one line of JSON, a ``Reading``. Address space and processor
time are limited before the first byte of a stranger's file is looked at, because a kilobyte can
inflate to gigabytes. Only this module knows pdfplumber and pdfium.
"""

import hashlib
import io
import json
import os
import resource
import select
import sys
import time
from contextlib import suppress
from typing import BinaryIO

import pdfplumber
import pypdfium2
from pdfplumber.page import Page as PlumberPage

from documents.problems import MOST_PAGES, problem
from documents.reading import Reading
from documents.understanding import Understood, understand
from documents.words import Word

ADDRESS_SPACE = 1536 * 1024 * 1024
"""Bytes of memory that reading one file may take."""
CPU_SECONDS = 45
"""Processor time that reading one file may take."""
IDLE_SECONDS = 30.0
"""After so long without a file the process ends; the parent starts another when needed."""

_PASSWORD = "password"  # noqa: S105 - a word of pdfium's message


class Unreadable(Exception):
    """The file gives no words: the code of the problem says why."""

    def __init__(self, code: str, pages: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.pages = pages
        self.detail = detail


def read(body: bytes, filename: str, kind: str | None = None) -> Reading:
    """Return what the file says, or the problem that keeps it from being read."""
    begun = time.perf_counter()
    digest = hashlib.sha256(body).hexdigest()
    try:
        pages = _gate(body)
        understood = understand(_words(body, pages), kind)
    except Unreadable as why:
        trouble = problem(why.code, filename, pages=why.pages, detail=why.detail)
        return Reading(
            file=filename, sha256=digest, kind=None, pages=why.pages,
            seconds=_since(begun), problems=(trouble,),
        )  # fmt: skip
    return _reading(filename, digest, pages, _since(begun), understood)


def _reading(
    filename: str, digest: str, pages: int, seconds: float, understood: Understood
) -> Reading:
    kind = understood.recognition.kind
    return Reading(
        file=filename,
        sha256=digest,
        kind=kind.tag if kind else None,
        kind_confidence=understood.recognition.confidence,
        pages=pages,
        seconds=seconds,
        fields=understood.fields,
        lines=understood.lines,
        checks=understood.checks,
        problems=() if kind else (problem("unknown_kind", filename),),
    )


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 4)


def _gate(body: bytes) -> int:
    """Return the number of pages, by the faster engine, before any page is parsed."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as why:
        raise Unreadable("encrypted" if _PASSWORD in str(why).lower() else "damaged") from why
    try:
        pages = len(document)
    finally:
        document.close()
    if pages == 0:
        raise Unreadable("empty")
    if pages > MOST_PAGES:
        raise Unreadable("too_long", pages)
    return pages


def _words(body: bytes, pages: int) -> list[Word]:
    words: list[Word] = []
    pictures = marks = 0
    try:
        with pdfplumber.open(io.BytesIO(body)) as document:
            for page in document.pages:
                words += _words_of(page)
                pictures += len(page.images)
                marks += len(page.chars) + len(page.lines) + len(page.curves)
                # Releases the page: 198 MB against 9 MB over 260 pages.
                page.close()
    except MemoryError as why:
        raise Unreadable("damaged", pages, "exige memória demais") from why
    except Exception as why:  # any of pdfminer's many errors means the same to a person
        raise Unreadable("damaged", pages) from why
    if not any(c.isalnum() for word in words for c in word.text):
        raise Unreadable("scanned" if pictures else "empty", pages)
    return words


def _words_of(page: PlumberPage) -> list[Word]:
    """Return the words of a page; doubled letters of a fake bold are taken once."""
    left, top = page.bbox[0], page.bbox[1]
    found = page.dedupe_chars(tolerance=1).extract_words(
        x_tolerance_ratio=0.18, y_tolerance=2, keep_blank_chars=False
    )
    return [
        Word(
            w["text"].replace("\x00", "-"), page.page_number,
            w["x0"] - left, w["top"] - top, w["x1"] - left, w["bottom"] - top,
        )
        for w in found
        if w["x1"] > w["x0"] and w["upright"]
    ]  # fmt: skip


def _limit_memory() -> None:
    # macOS refuses the limit; the wall clock of the parent still holds there.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, most))


def _answers(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer frames until the parent goes away or has had nothing to read for a while."""
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = source.readline()
        if not head:
            return
        frame = json.loads(head)
        body = source.read(frame["size"])
        _limit_processor()
        reading = read(body, frame["filename"], frame["kind"])
        sink.write(reading.model_dump_json().encode() + b"\n")
        sink.flush()


def main() -> None:
    """Serve one parent over the standard streams; whatever a library prints goes elsewhere."""
    _limit_memory()
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _answers(sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
