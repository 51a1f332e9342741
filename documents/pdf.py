"""The back room that opens a PDF: run as a process of its own, one file after another.

``python -P -m documents.pdf`` reads frames from standard input (a line of JSON, then the bytes
of the file) and answers each with one line of JSON, a ``Reading``. The engines are in the rooms
behind (``pdfium``, ``plumber``).
"""

import hashlib
import time
from dataclasses import replace
from typing import Any

import pypdfium2

from documents.attachments import attached_data
from documents.embedded_xml import with_data
from documents.identity import identities
from documents.memory import Lesson, SupplierProfile, Taught
from documents.memory_lesson import teach
from documents.parts import Part, parts_of
from documents.pdfium import PageText, open_document, pages_of, unmapped_in
from documents.plumber import second_words
from documents.problems import MOST_PAGES, problem
from documents.reading import Reading
from documents.serving import serve
from documents.turning import fields_as_shown

MEGABYTES = 1536
"""Memory that reading one file may take."""
CPU_SECONDS = 45
"""Processor time that reading one file may take."""
MOST_UNMAPPED = 0.05
"""Share of letters without meaning from which on a page is read a second time."""
_PASSWORD = "password"  # noqa: S105 - a word of pdfium's message


class Unreadable(Exception):
    """The file gives no words: the code of the problem says why."""

    def __init__(self, code: str, pages: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.pages = pages
        self.detail = detail


def read(
    body: bytes, filename: str, kind: str | None = None, profile: SupplierProfile | None = None
) -> Reading:
    """Return what the file says, or the problem that keeps it from being read."""
    begun = time.perf_counter()
    digest = hashlib.sha256(body).hexdigest()
    try:
        pages = _pages(body)
    except Unreadable as why:
        trouble = problem(why.code, filename, pages=why.pages, detail=why.detail)
        return Reading(
            file=filename, sha256=digest, kind=None, pages=why.pages,
            seconds=_since(begun), problems=(trouble,),
        )  # fmt: skip
    parts, notes = parts_of([page.words for page in pages], kind, profile)
    first, *others = [_reading(filename, digest, pages, part) for part in parts]
    data, more = attached_data(body)
    known = {"profile": profile.name if profile else "", "notes": (*notes, *more)}
    whole = first.model_copy(update=known | {"parts": tuple(others)})
    return with_data(whole, data).model_copy(update={"seconds": _since(begun)})


def learn(body: bytes, lesson: Lesson) -> Taught:
    """Return what people's corrections of a file teach about its supplier's papers."""
    try:
        words = [word for page in _pages(body) for word in page.words]
    except Unreadable:
        return Taught(said=lesson.corrections)
    return teach(words, hashlib.sha256(body).hexdigest(), lesson)


def _reading(filename: str, digest: str, pages: list[PageText], part: Part) -> Reading:
    understood = part.understood
    kind = understood.recognition.kind
    stands = {number: page.stand for number, page in enumerate(pages, 1) if page.stand.turn}
    return Reading(
        file=filename,
        sha256=digest,
        kind=kind.tag if kind else None,
        kind_confidence=understood.recognition.confidence,
        pages=len(part.span.pages),
        first_page=part.span.first,
        fields=fields_as_shown(understood.fields, stands),
        lines=tuple(fields_as_shown(line, stands) for line in understood.lines),
        checks=understood.checks,
        problems=() if kind else (problem("unknown_kind", filename),),
        identities=identities(understood.page.lines, understood.fields) if understood.page else (),
    )


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 4)


def _pages(body: bytes) -> list[PageText]:
    """Return the text of every page; what pdfium reads badly is read by the second reader."""
    try:
        document = open_document(body)
    except pypdfium2.PdfiumError as why:
        raise Unreadable("encrypted" if _PASSWORD in str(why).lower() else "damaged") from why
    with document:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise Unreadable("too_long" if count else "empty", count)
        try:
            pages = [_checked(page, body, n) for n, page in enumerate(pages_of(document), 1)]
        except pypdfium2.PdfiumError as why:
            raise Unreadable("damaged", count) from why
        except MemoryError as why:
            raise Unreadable("damaged", count, "exige memória demais") from why
    if not any(c.isalnum() for page in pages for word in page.words for c in word.text):
        raise Unreadable("scanned" if any(page.pictures for page in pages) else "empty", count)
    return pages


def _checked(page: PageText, body: bytes, number: int) -> PageText:
    """Return the page, its words by the second reader where the first found no meaning."""
    if page.unmapped <= MOST_UNMAPPED * page.letters or page.stand.turn:
        return page
    words = second_words(body, number)
    unmapped = sum(unmapped_in(word.text) for word in words)
    if not words or unmapped >= page.unmapped:
        return page
    letters = sum(len(word.text) for word in words)
    return replace(page, words=tuple(words), letters=letters, unmapped=unmapped)


def _answer(frame: dict[str, Any], body: bytes) -> str:
    """Return a reading, or what a lesson taught, whichever the frame asks for."""
    return _answered(frame, body).model_dump_json()


def _answered(frame: dict[str, Any], body: bytes) -> Reading | Taught:
    if frame.get("lesson"):
        return learn(body, Lesson.model_validate(frame["lesson"]))
    known = frame.get("profile")
    profile = SupplierProfile.model_validate(known) if known else None
    return read(body, frame["filename"], frame.get("kind"), profile)


if __name__ == "__main__":
    serve(_answer, MEGABYTES, CPU_SECONDS)
