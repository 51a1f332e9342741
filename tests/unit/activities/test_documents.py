"""Reading and reconciling as activities: what is stored, what is answered, when it beats."""

import hashlib
import json
import threading
from datetime import UTC, datetime
from typing import Any

from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentActivities
from customs.catalogue import CatalogueProduct
from customs.clock import ClockReading
from customs.papers import Paper, PaperProblem, ReadPaper
from customs.payload import StoredRef
from documents.memory import SupplierProfile
from documents.reading import Reading
from tests.unit.desk.fakes import FakeProducts
from tests.unit.documents.shipment import PARTIES, invoice, lading, packing, request

NOW = datetime(2026, 1, 28, 2, tzinfo=UTC)
"""Late on 27 January in Brasília."""


class Shelf:
    """An object store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, body: bytes, media_type: str) -> StoredRef:
        sha256 = hashlib.sha256(body).hexdigest()
        self.kept[sha256] = body
        return StoredRef(key=sha256, sha256=sha256, media_type=media_type, size=len(body))

    def get(self, ref: StoredRef) -> bytes:
        return self.kept[ref.key]

    def put_json(self, value: Any) -> StoredRef:
        return self.put(json.dumps(value).encode(), "application/json")

    def get_json(self, ref: StoredRef) -> Any:
        return json.loads(self.get(ref))


class Clock:
    """A clock that stands still."""

    def read(self) -> ClockReading:
        return ClockReading(now=NOW)

    def move(self, to: datetime) -> None:
        raise NotImplementedError

    def begin(self, at: datetime) -> None:
        raise NotImplementedError


class Reader:
    """Gives one reading, once it is let."""

    def __init__(self, answer: Reading) -> None:
        self.answer = answer
        self.let = threading.Event()
        self.let.set()
        self.asked: list[tuple[bytes, str, str | None]] = []

    def read(
        self,
        body: bytes,
        filename: str,
        kind: str | None = None,
        profile: SupplierProfile | None = None,
    ) -> Reading:
        self.asked.append((body, filename, kind))
        assert self.let.wait(20)
        return self.answer


def _paper(shelf: Shelf, kind: str | None = None) -> ReadPaper:
    file = shelf.put(b"%PDF-", "application/pdf")
    return ReadPaper(reference="IMP-1", paper=Paper(file=file, filename="i.pdf", kind=kind))


def test_a_reading_is_stored_and_the_answer_carries_its_headline() -> None:
    shelf, reader = Shelf(), Reader(invoice())
    desk = DocumentActivities(reader, shelf, Clock(), FakeProducts())
    answer = ActivityEnvironment().run(desk.read, _paper(shelf, "commercial_invoice"))
    assert reader.asked == [(b"%PDF-", "i.pdf", "commercial_invoice")]
    assert (answer.kind, answer.problem, answer.read_at) == ("commercial_invoice", None, NOW)
    assert answer.headline["total_amount"] == "100953.60"
    assert answer.reading is not None
    assert Reading.model_validate(shelf.get_json(answer.reading)) == invoice()


def test_a_paper_that_cannot_be_read_is_an_answer_and_no_failure() -> None:
    trouble = PaperProblem(code="encrypted", message="m", advice="a")
    refused = Reading(file="i.pdf", sha256="s", kind=None, problems=(trouble,))
    shelf = Shelf()
    desk = DocumentActivities(Reader(refused), shelf, Clock(), FakeProducts())
    answer = ActivityEnvironment().run(desk.read, _paper(shelf))
    assert (answer.kind, answer.problem, answer.headline) == (None, trouble, {})


def test_reading_beats_while_the_child_works() -> None:
    shelf, reader, env = Shelf(), Reader(invoice()), ActivityEnvironment()
    reader.let.clear()
    # The second beat lets the reader go on, so the test waits for beats and not for time.
    beats: list[Any] = []

    def beat(*details: Any) -> None:
        beats.append(details)
        if len(beats) == 2:
            reader.let.set()

    env.on_heartbeat = beat
    env.run(DocumentActivities(reader, shelf, Clock(), FakeProducts()).read, _paper(shelf))
    assert len(beats) >= 2


def test_a_reconciliation_is_of_the_day_in_brasilia_and_its_report_is_stored() -> None:
    shelf = Shelf()
    readings = (invoice(), packing(290), lading())
    asked = request(*readings)
    papers = tuple(
        paper.model_copy(update={"reading": shelf.put_json(reading.model_dump(mode="json"))})
        for paper, reading in zip(asked.papers, readings, strict=True)
    )
    desk = DocumentActivities(Reader(invoice()), shelf, Clock(), FakeProducts())
    answer = ActivityEnvironment().run(desk.reconcile, asked.model_copy(update={"papers": papers}))
    assert [d.rule for d in answer.differences] == ["quantity", "packages", "gross_weight"]
    assert answer.report is not None
    report = shelf.get_json(answer.report)
    assert (report["on"], report["explanation"]) == ("2026-01-27", answer.explanation)


def test_papers_are_held_against_the_products_of_the_consignee() -> None:
    shelf, products = Shelf(), FakeProducts()
    other = CatalogueProduct(root="99100001", item="B", code="77", ncm="84833020")
    products.save([other, other.model_copy(update={"root": "99100002", "item": "A"})], NOW)
    asked = request(invoice()).model_copy(update={"parties": PARTIES})
    stored = shelf.put_json(invoice().model_dump(mode="json"))
    papers = tuple(p.model_copy(update={"reading": stored}) for p in asked.papers)
    desk = DocumentActivities(Reader(invoice()), shelf, Clock(), products)
    answer = ActivityEnvironment().run(desk.reconcile, asked.model_copy(update={"papers": papers}))
    told = [(d.rule, d.right, d.right_paper) for d in answer.differences]
    assert told == [("ncm", "84833020", "catálogo 77 v1")]
