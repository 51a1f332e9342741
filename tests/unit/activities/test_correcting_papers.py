"""Documents of one file, doubts, copies and corrections, as the activities answer them."""

from datetime import UTC, datetime

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentActivities
from customs.correcting import CorrectReading
from customs.papers import Correction, PaperRead
from customs.people import Actor, Role
from documents.reading import Reading
from tests.unit.activities.test_documents import Clock, Reader, Shelf, _paper
from tests.unit.desk.fakes import FakeProducts
from tests.unit.documents.shipment import invoice, packing

ANA = Actor(person="ana", roles=(Role.BROKER,))
AT = datetime(2026, 1, 28, 15, tzinfo=UTC)


def read(shelf: Shelf, reading: Reading) -> PaperRead:
    """Return the answer to a file that says ``reading``."""
    desk = DocumentActivities(Reader(reading), shelf, Clock(), FakeProducts())
    answer: PaperRead = ActivityEnvironment().run(desk.read, _paper(shelf))
    return answer


def correct(shelf: Shelf, paper: PaperRead, *said: Correction) -> PaperRead:
    """Return a paper as it is after a person's word."""
    desk = DocumentActivities(Reader(invoice()), shelf, Clock(), FakeProducts())
    request = CorrectReading(read=paper, corrections=said, actor=ANA, at=AT)
    answer: PaperRead = ActivityEnvironment().run(desk.correct, request)
    return answer


def test_each_document_of_a_file_has_its_own_reading() -> None:
    shelf = Shelf()
    second = packing().model_copy(update={"first_page": 3, "pages": 2})

    answer = read(shelf, invoice().model_copy(update={"parts": (second,), "pages": 2}))

    (other,) = answer.others
    assert (answer.kind, answer.first_page, answer.pages) == ("commercial_invoice", 1, 2)
    assert (other.kind, other.first_page, other.pages) == ("packing_list", 3, 2)
    assert other.paper == answer.paper
    assert answer.reading is not None
    assert Reading.model_validate(shelf.get_json(answer.reading)).parts == ()


def test_what_the_invoice_must_say_and_does_not_is_a_doubt() -> None:
    answer = read(Shelf(), invoice())

    assert [(doubt.field, doubt.value) for doubt in answer.doubts] == [("issue_date", "")]
    assert not answer.counts


def test_a_correction_is_stored_beside_the_first_reading_and_settles_the_doubt() -> None:
    shelf = Shelf()
    first = read(shelf, invoice())
    said = Correction(field="issue_date", value="2026-01-27", reason="top right")

    newer = correct(shelf, first, said)
    newest = correct(shelf, newer, Correction(field="currency", value="USD"))

    assert newer.counts
    assert newest.versions == (first.reading, newer.reading)
    assert [(one.field, one.before) for one in newest.corrected] == [("issue_date", "")]
    assert newest.reading is not None
    stored = Reading.model_validate(shelf.get_json(newest.reading))
    assert [one.field for one in stored.corrected] == ["issue_date", "currency"]
    assert (newer.identity, newer.says == first.says) == (first.identity, False)


def test_what_cannot_be_corrected_is_refused_for_good() -> None:
    shelf = Shelf()
    paper = read(shelf, invoice())

    with pytest.raises(ApplicationError, match="no line 9") as refused:
        correct(shelf, paper, Correction(field="quantity", value="1", line=9))
    assert (refused.value.type, refused.value.non_retryable) == ("NoSuchLine", True)
    with pytest.raises(ApplicationError) as refused:
        correct(shelf, paper.model_copy(update={"reading": None}))
    assert refused.value.type == "NothingRead"
