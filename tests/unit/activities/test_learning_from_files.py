"""A person corrects one PDF; the supplier's next one is read rightly, by the real reader."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentActivities
from activities.learning import LearningActivities, ProfileSource
from customs.papers import Correction, LearnFromCorrections, Paper, PaperRead, ReadPaper
from customs.people import Actor
from documents.child import IsolatedReader
from documents.reading import Reading
from tests.unit.activities.test_documents import NOW, Clock, Shelf
from tests.unit.desk.fakes import FakeProducts
from tests.unit.documents.pdfs import pdf
from tests.unit.records.supplier_memory import MemoryWithoutSql


class House:
    """Reads and learns from files, without a stack."""

    def __init__(self, reader: IsolatedReader) -> None:
        self.shelf, memory = Shelf(), MemoryWithoutSql()
        profiles = ProfileSource(memory)
        self.readings = DocumentActivities(reader, self.shelf, Clock(), FakeProducts(), profiles)
        self.lessons = LearningActivities(reader, self.shelf, memory)

    def read(self, order: str) -> tuple[PaperRead, Reading]:
        """Read an invoice whose order stands behind words that no dictionary knows."""
        lines = ("COMMERCIAL INVOICE", f"Our mark {order}", "www.acme-werke.example")
        rows = (
            b"1 0 0 1 72 %d Tm (%s) Tj" % (720 - 40 * n, t.encode()) for n, t in enumerate(lines)
        )
        body = pdf([b"BT /F 12 Tf %s ET" % b" ".join(rows)])
        file = self.shelf.put(body, "application/pdf")
        paper = Paper(file=file, filename=f"{order}.pdf", kind="commercial_invoice")
        request = ReadPaper(reference="IMP-1", paper=paper)
        answer = ActivityEnvironment().run(self.readings.read, request)
        assert answer.reading is not None
        return answer, Reading.model_validate(self.shelf.get_json(answer.reading))


@pytest.fixture
def house() -> Iterator[House]:
    with closing(IsolatedReader()) as reader:
        yield House(reader)


def test_the_next_paper_of_a_supplier_is_right_after_one_was_corrected(house: House) -> None:
    paper, before = house.read("AB-17")
    assert "purchase_order" not in before.fields
    said = (Correction(field="purchase_order", value="AB-17"),)
    lesson = LearnFromCorrections(paper=paper, corrections=said, actor=Actor(person="ana"), at=NOW)
    learned = ActivityEnvironment().run(house.lessons.learn, lesson)
    assert (learned.outcome, learned.gained, learned.lost) == ("activated", 1, ())

    _, after = house.read("CD-34")
    assert after.fields["purchase_order"].value == "CD-34"
    assert after.fields["purchase_order"].rule == "memory:purchase_order"
    assert after.profile == "domain:acme-werke.example@1"
