"""A reading: what one file says, each value with its place and how sure it is (DESIGN.md 8)."""

from typing import Literal, Protocol

from customs.paper_doubts import Corrected
from customs.papers import PaperProblem
from customs.payload import Payload
from documents.memory import Lesson, SupplierProfile, Taught


class Field(Payload):
    """One value as read. Boxes are PDF points from the top left: x0, top, x1, bottom."""

    value: str
    confidence: float
    page: int
    box: tuple[float, float, float, float]
    raw: str = ""
    """As printed, before it was brought into its type; empty where that is the value."""
    rule: str = ""
    """What found it: a label and its place, a column, a supplier's memory, embedded XML."""
    read_by: Literal["text", "ocr", "xml", "person"] = "text"


class Check(Payload):
    """An equation that the document should satisfy."""

    id: str
    passed: bool
    expected: str
    found: str


class Reading(Payload):
    """What one file says; a value is absent, never guessed."""

    file: str
    sha256: str
    kind: str | None
    kind_confidence: float = 0.0
    pages: int = 0
    seconds: float = 0.0
    fields: dict[str, Field] = {}
    lines: tuple[dict[str, Field], ...] = ()
    checks: tuple[Check, ...] = ()
    problems: tuple[PaperProblem, ...] = ()
    identities: tuple[str, ...] = ()
    """Keys of who issued it, surest first: ``cnpj:…``, ``vat:…``, ``domain:…``, ``name:…``."""
    profile: str = ""
    """Supplier profile that helped, as ``{identity}@{version}``; empty if none did."""
    first_page: int = 1
    parts: "tuple[Reading, ...]" = ()
    """Further documents of the same file; this reading is the first one."""
    notes: tuple[str, ...] = ()
    """What a person may want to know and need do nothing about: copies, attachments."""
    corrected: tuple[Corrected, ...] = ()
    """What persons said of it, version by version; the house itself never writes here."""


class Reader(Protocol):
    """Turns bytes into a reading and never raises on odd input."""

    def read(
        self,
        body: bytes,
        filename: str,
        kind: str | None = None,
        profile: SupplierProfile | None = None,
    ) -> Reading: ...


class Learner(Reader, Protocol):
    """A reader that also takes lessons: it finds on the page what people said is right."""

    def learn(self, body: bytes, filename: str, lesson: Lesson) -> Taught: ...


class Printer(Protocol):
    """Renders a template of ``templates/declarations`` with data."""

    def html(self, template: str, data: dict[str, object]) -> str: ...
    def pdf(self, template: str, data: dict[str, object]) -> bytes: ...
