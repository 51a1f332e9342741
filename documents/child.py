"""Children: every file is opened in a process of its own, so that no paper can harm the house.

A stranger's PDF may loop for ever, inflate to gigabytes or kill the engine that opens it. The
child has limits on memory and processor time (``documents.pdf`` sets them), the parent watches
the wall clock, and whatever happens becomes a problem of that one file.
"""

import hashlib
import time
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from documents.memory import Lesson, SupplierProfile, Taught
from documents.ocr_desk import OcrDesk
from documents.problems import MOST_BYTES, problem
from documents.processes import ChildDied, Children, ChildSilent, command
from documents.reading import Reading
from documents.scans import Unclear
from documents.xml_papers import looks_like_xml

T = TypeVar("T", bound=BaseModel)

WALL_SECONDS = 90.0
"""The longest that one file may take on the clock of the wall."""
COMMAND = command("documents.pdf")

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""The header may stand anywhere in the first kilobyte (ISO 32000-1, implementation note 13)."""


class IsolatedReader:
    """Reads papers in child processes; a ``documents.reading.Reader`` that never raises.

    Safe to use from many threads: each file has a child to itself, idle ones are kept for the
    next file and end by themselves when none comes. ``warm`` children are started at once, so
    that their imports run beside what the caller does before its first file.
    """

    def __init__(
        self, seconds: float = WALL_SECONDS, started_by: Sequence[str] = COMMAND, warm: int = 0
    ) -> None:
        self._seconds = seconds
        self._readers = Children(started_by)
        self._readers.warm(warm)
        self._ocr = OcrDesk()

    def read(
        self,
        body: bytes,
        filename: str,
        kind: str | None = None,
        profile: SupplierProfile | None = None,
    ) -> Reading:
        """Return what a file says, or a reading whose problem says why it says nothing."""
        trouble = _refused_at_the_gate(body)
        if trouble is not None:
            return _unread(body, filename, trouble)
        begun = time.monotonic()
        known = profile.model_dump(mode="json") if profile else None
        try:
            return self._asked(
                body, {"filename": filename, "kind": kind, "profile": known}, Reading
            )
        except ChildDied:
            detail = "a leitura foi interrompida"
        except ChildSilent:
            detail = "a leitura passou do tempo permitido"
        return _unread(body, filename, "damaged", detail, round(time.monotonic() - begun, 3))

    def learn(self, body: bytes, filename: str, lesson: Lesson) -> Taught:
        """Return what people's corrections of a file teach; nothing if it cannot be opened."""
        if _refused_at_the_gate(body) is not None:
            return Taught(said=lesson.corrections)
        frame = {"filename": filename, "lesson": lesson.model_dump(mode="json")}
        try:
            return self._asked(body, frame, Taught)
        except (ChildDied, ChildSilent):
            return Taught(said=lesson.corrections)

    def close(self) -> None:
        """End the idle children."""
        self._readers.close()
        self._ocr.close()

    def _asked(self, body: bytes, frame: dict[str, Any], answer: type[T]) -> T:
        """Return the answer about a file, its pages without text read by OCR on the way."""
        given = self._ask(body, frame, answer)
        if isinstance(given, Unclear):
            scans = self._ocr.scans(body, given.unclear)
            given = self._ask(body, frame | {"scans": scans.model_dump(mode="json")}, answer)
        if isinstance(given, Unclear):
            raise ChildDied
        return given

    def _ask(self, body: bytes, frame: dict[str, Any], answer: type[T]) -> T | Unclear:
        def parsed(given: bytes) -> T | Unclear:
            if given.startswith(b'{"unclear"'):
                return Unclear.model_validate_json(given)
            return answer.model_validate_json(given)

        return self._readers.ask(frame, body, self._seconds, parsed)


def _refused_at_the_gate(body: bytes) -> str | None:
    if not body:
        return "empty"
    if len(body) > MOST_BYTES:
        return "too_large"
    known = _MAGIC in body[:_MAGIC_WITHIN] or looks_like_xml(body)
    return None if known else "not_a_pdf"


def _unread(
    body: bytes, filename: str, code: str, detail: str = "", seconds: float = 0.0
) -> Reading:
    return Reading(
        file=filename,
        sha256=hashlib.sha256(body).hexdigest(),
        kind=None,
        seconds=seconds,
        problems=(problem(code, filename, size=len(body), detail=detail),),
    )
