"""Papers of an import: the file, what was read of it, and how papers differ."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime

from customs.catalogue import CatalogueProduct
from customs.goods import Item
from customs.paper_doubts import Corrected, Doubt
from customs.parties import Parties
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
    first_page: int = 1
    """Where this document begins in a file that holds several."""
    pages: int = 0
    """How many pages of the file are this document; 0: unknown."""
    kind: str | None
    kind_confidence: float = 0.0
    reading: StoredRef | None = None
    """The full reading (``documents.Reading`` as JSON), None if there is a problem."""
    headline: dict[str, str] = {}
    problem: PaperProblem | None = None
    read_at: datetime | None = None
    identity: str = ""
    """Kind, number and issuer together: two files with the same are one document."""
    says: str = ""
    """Hash of all values read: it differs when a document was issued anew with other content."""
    same_as: str = ""
    """Name of the file whose document this one only repeats; it is kept and not counted."""
    disregarded: bool = False
    """A person said that it does not matter; it is kept."""
    doubts: tuple[Doubt, ...] = ()
    """What a person must confirm or complete before the paper counts."""
    corrected: tuple[Corrected, ...] = ()
    versions: tuple[StoredRef, ...] = ()
    """The readings before this one, oldest first: the first is what the house itself read."""
    others: "tuple[PaperRead, ...]" = ()
    """Further documents found in the same file; only in the answer of a reading."""

    @property
    def counts(self) -> bool:
        """Return whether it was understood, is a document of its own, and leaves no doubt."""
        stays_out = self.problem or self.doubts or self.same_as or self.disregarded
        return bool(self.kind) and not stays_out

    def is_of(self, other: "PaperRead") -> bool:
        """Return whether both are the same document of the same file, however often read anew."""
        mine = (self.paper.file.sha256, self.paper.filename, self.first_page)
        return mine == (other.paper.file.sha256, other.paper.filename, other.first_page)


class Place(Payload):
    """Where on a paper a value stands; the box is in PDF points from the top left."""

    file: str
    sha256: str
    page: int
    box: tuple[float, float, float, float]
    field: str
    corrected: Corrected | None = None
    """What a person put right there, if the value is a person's."""


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
    left_place: Place | None = None
    right_place: Place | None = None
    """Where both stand; None for an order, and for what a paper lacks."""
    fine_brl: Decimal = Decimal(0)
    """Fine at stake on that day for this one difference; several of one good share one fine."""
    act: str = ""
    """The legal act that sets the fine."""


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
    untold: int = 0
    """Differences beyond those told here; the report has all of them."""
    report: StoredRef | None = None


class ReconcilePapers(Payload):
    """Order items and the readings of one import, to be held against each other."""

    reference: str
    items: tuple[Item, ...]
    papers: tuple[PaperRead, ...]
    parties: Parties | None = None
    """Who was agreed to sell, to receive and to buy; None: the papers' parties are not compared."""
    incoterm: str | None = None
    catalogue: tuple[CatalogueProduct, ...] = ()
    """The consignee's products; added by the activity, which looks them up."""
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


class Correction(Payload):
    """A value that a person says is right; one that equals what was read confirms it."""

    field: str
    """Name of a field of the head, or of a column where ``line`` is given."""
    value: str
    """As a reading writes it (DESIGN.md 8); empty: the paper does not say it."""
    line: int | None = None
    """The line of goods, counted from 1; None: a field of the head."""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    """Where the person saw it, if they drew it: PDF points from the top left."""
    first_page: int = 1
    """Which document of a file with several: its first page."""
    reason: str = ""


class LearnFromCorrections(Payload):
    """Learn the supplier's layout from what a person said about one paper."""

    paper: PaperRead
    """The paper as it was read before the corrections."""
    corrections: tuple[Correction, ...]
    actor: Actor
    at: AwareDatetime


class LostCase(Payload):
    """A value that people once put right and that the new knowledge would read wrongly."""

    file: str
    field: str
    line: int | None = None
    wanted: str
    found: str
    """What would be read; empty: nothing."""


class Learned(Payload):
    """What became of corrections: every one is kept as a case, the knowledge only if it helps."""

    outcome: str
    """``activated | refused | nothing_new | unknown_supplier``."""
    identity: str = ""
    """The supplier's surest key, such as ``cnpj:…``; empty if the paper names no supplier."""
    version: int | None = None
    """Version of the supplier's knowledge that was made; None if none was."""
    cases: int = 0
    """Cases of that supplier that people have made so far."""
    gained: int = 0
    """Cases that were read wrongly before and rightly with the new knowledge."""
    lost: tuple[LostCase, ...] = ()
    """Why it was refused."""
