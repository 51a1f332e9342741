"""The back room that opens a PDF: run as a process of its own, one file after another.

``python -P -m documents.pdf`` reads frames from standard input (a line of JSON, then the bytes
of the file) and answers each with one line of JSON: a ``Reading``, or which pages OCR must
read first. The engines are in the rooms behind (``pdfium``, ``plumber``).
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any

from customs.papers import Correction, PaperProblem
from documents.attachments import attached_data
from documents.calibration import surer, surer_rows
from documents.embedded_xml import with_data
from documents.identity import identities
from documents.legibility import headers_as_printed, lines_as_printed
from documents.memory import Lesson, SupplierProfile, Taught
from documents.memory_lesson import teach
from documents.pages import NeedsScan, Pages, Unreadable, pages_in
from documents.parts import Part, parts_of
from documents.problems import problem
from documents.reading import Reading
from documents.scans import Scans, Unclear
from documents.serving import serve
from documents.turning import Stand, as_read, as_shown, fields_as_shown
from documents.words import Box
from documents.xml_papers import looks_like_xml, xml_reading

MEGABYTES = 1536
"""Memory that reading one file may take."""
CPU_SECONDS = 45
"""Processor time that reading one file may take."""


def read(
    body: bytes,
    filename: str,
    kind: str | None = None,
    profile: SupplierProfile | None = None,
    scans: Scans | None = None,
) -> Reading:
    """Return what the file says, or the problem that keeps it from being read.

    Raises:
        NeedsScan: pages must be read by OCR first, and ``scans`` does not say what it made of them.
    """
    begun = time.perf_counter()
    digest = hashlib.sha256(body).hexdigest()
    if looks_like_xml(body):
        return xml_reading(body, filename, digest).model_copy(update={"seconds": _since(begun)})
    try:
        pages = pages_in(body, scans)
    except Unreadable as why:
        trouble = problem(why.code, filename, pages=why.pages, detail=why.detail)
        return Reading(
            file=filename, sha256=digest, kind=None, pages=why.pages,
            seconds=_since(begun), problems=(trouble,),
        )  # fmt: skip
    parts, notes = parts_of(pages.words, kind, profile)
    first, *others = [_reading(filename, digest, pages, part) for part in parts]
    data, more = attached_data(body)
    known = {"profile": profile.name if profile else "", "notes": (*notes, *more)}
    whole = first.model_copy(update=known | {"parts": tuple(others)})
    told = with_data(whole, data)
    problems = (*_unread(filename, pages, scans), *told.problems)
    seconds = round(_since(begun) + (scans.seconds if scans else 0.0), 4)
    return told.model_copy(update={"seconds": seconds, "problems": problems})


def learn(body: bytes, lesson: Lesson, scans: Scans | None = None) -> Taught:
    """Return what people's corrections of a file teach about its supplier's papers.

    Raises:
        NeedsScan: as ``read``.
    """
    try:
        pages = pages_in(body, scans)
    except Unreadable:
        return Taught(said=lesson.corrections)
    words = [word for page in pages.words for word in page]
    said = tuple(_turned(one, pages.stands, as_read) for one in lesson.corrections)
    digest = hashlib.sha256(body).hexdigest()
    taught = teach(words, digest, lesson.model_copy(update={"corrections": said}))
    placed = tuple(_turned(one, pages.stands, as_shown) for one in taught.said)
    return taught.model_copy(update={"said": placed})


def _turned(
    said: Correction, stands: dict[int, Stand], turn: Callable[[Box, Stand], Box]
) -> Correction:
    """Return a correction with its box brought from the page as shown to reading space, or back."""
    stand = stands.get(said.page or 0)
    if stand is None or said.box is None:
        return said
    return said.model_copy(update={"box": turn(said.box, stand)})


def _reading(filename: str, digest: str, pages: Pages, part: Part) -> Reading:
    understood = part.understood
    kind = understood.recognition.kind
    fields = headers_as_printed(surer(understood.fields, understood.evidence), pages.scanned)
    lines = lines_as_printed(surer_rows(understood.lines), pages.scanned)
    return Reading(
        file=filename,
        sha256=digest,
        kind=kind.tag if kind else None,
        kind_confidence=understood.recognition.confidence,
        pages=len(part.span.pages),
        first_page=part.span.first,
        fields=fields_as_shown(fields, pages.stands),
        lines=tuple(fields_as_shown(line, pages.stands) for line in lines),
        checks=understood.checks,
        problems=() if kind else (problem("unknown_kind", filename),),
        identities=identities(understood.page.lines, understood.fields) if understood.page else (),
    )


def _unread(filename: str, pages: Pages, scans: Scans | None) -> tuple[PaperProblem, ...]:
    if not pages.unread:
        return ()
    which = ", ".join(map(str, pages.unread))
    why = scans.hindrance if scans else ""
    return (problem("pages_unread", filename, detail=why, which=which),)


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 4)


def _answer(frame: dict[str, Any], body: bytes) -> str:
    """Return a reading, or what a lesson taught, whichever is asked; or what OCR must read first."""
    return _answered(frame, body).model_dump_json()


def _answered(frame: dict[str, Any], body: bytes) -> Reading | Taught | Unclear:
    given = frame.get("scans")
    scans = Scans.model_validate(given) if given else None
    known = frame.get("profile")
    try:
        if frame.get("lesson"):
            return learn(body, Lesson.model_validate(frame["lesson"]), scans)
        profile = SupplierProfile.model_validate(known) if known else None
        return read(body, frame["filename"], frame.get("kind"), profile, scans)
    except NeedsScan as why:
        return Unclear(unclear=why.pages)


if __name__ == "__main__":
    serve(_answer, MEGABYTES, CPU_SECONDS)
