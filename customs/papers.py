"""Papers of an import: the file, what was read of it, and how papers differ."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime

from customs.goods import Item
from customs.payload import Payload, StoredRef
from customs.people import Actor


class PaperLife(StrEnum):
    """The life of a document (practice 1.1): a superseded version is kept."""

    DRAFT = "draft"
    FINAL = "final"
    SUPERSEDED = "superseded"


class Paper(Payload):
    """One file handed in: where it lies and what it is believed to be."""

    file: StoredRef
    filename: str
    kind: str | None = None
    """Kind said by who handed it in; None: recognise it by its content."""
    life: PaperLife = PaperLife.FINAL


class PaperProblem(Payload):
    """Why a paper could not be read by the house, and what a person should do."""

    code: str
    """``encrypted | empty | scanned | too_long | not_a_pdf | too_large | damaged | unknown_kind``."""
    message: str
    advice: str


class PaperRead(Payload):
    """A paper after reading: its kind, the stored reading, the few fields that lists show."""

    paper: Paper
    kind: str | None
    kind_confidence: float = 0.0
    reading: StoredRef | None = None
    """The full reading (``documents.Reading`` as JSON), None if there is a problem."""
    headline: dict[str, str] = {}
    problem: PaperProblem | None = None
    read_at: datetime | None = None


class Difference(Payload):
    """Two papers, or a paper and the order, that do not say the same."""

    rule: str
    message: str
    left: str
    right: str
    left_paper: str
    right_paper: str
    severity: str = "error"
    item: str | None = None
    """The item that it is about; None: the shipment as a whole."""


class FoundGoods(Payload):
    """What the papers say of one ordered item; None where they are silent."""

    item: str
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    net_weight_kg: Decimal | None = None


class FoundCharges(Payload):
    """Freight, insurance and cargo identification as the papers state them."""

    freight: Decimal | None = None
    freight_currency: str | None = None
    insurance: Decimal | None = None
    insurance_currency: str | None = None


class Reconciliation(Payload):
    """All papers of an import held against each other and against the order."""

    found: tuple[FoundGoods, ...] = ()
    charges: FoundCharges = FoundCharges()
    differences: tuple[Difference, ...] = ()
    explanation: str | None = None
    exposure_brl: Decimal = Decimal(0)
    """Fine at stake on that date (LC 214/2025 art. 341-G XIX), 0 without a difference."""
    report: StoredRef | None = None


class ReconcilePapers(Payload):
    """Order items and the readings of one import, to be held against each other."""

    reference: str
    items: tuple[Item, ...]
    papers: tuple[PaperRead, ...]
    operation_brl: Decimal | None = None
    """Value of the operation in BRL, the cap of the fine; None: unknown, the floor holds."""


class ReadPaper(Payload):
    """Read this paper."""

    reference: str
    paper: Paper


class AddPapers(Payload):
    """Papers handed in by a person for a running import or release."""

    papers: tuple[Paper, ...]
    actor: Actor
    at: AwareDatetime
