"""Learning as an activity: cases are kept, knowledge that loses one is not put to use."""

import hashlib
import json
from typing import Any

from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentActivities
from activities.learning import LearningActivities, ProfileSource
from customs.papers import Correction, Learned, LearnFromCorrections, Paper, PaperRead, ReadPaper
from customs.payload import StoredRef
from customs.people import Actor
from customs.supplier_memory import UNKNOWN
from documents.memory import Layout, Lesson, SupplierProfile, Taught
from documents.reading import Field, Reading
from tests.unit.activities.test_documents import NOW, Clock, Shelf
from tests.unit.desk.fakes import FakeProducts
from tests.unit.records.supplier_memory import MemoryWithoutSql

ACME = SupplierProfile(identity="name:acme", keys=("name:acme",))


class Pupil:
    """Reads papers that are JSON: what they say to whom knows nothing, and with a profile."""

    def __init__(self, taught: SupplierProfile | None = ACME) -> None:
        self.taught = taught
        self.profiles: list[SupplierProfile | None] = []

    def read(
        self,
        body: bytes,
        filename: str,
        kind: str | None = None,
        profile: SupplierProfile | None = None,
    ) -> Reading:
        self.profiles.append(profile)
        says = json.loads(body)["known" if profile else "unknown"]
        fields = {
            n: Field(value=v, confidence=0.9, page=1, box=(0, 0, 1, 1)) for n, v in says.items()
        }
        return Reading(
            file=filename, sha256="", kind="commercial_invoice", fields=fields,
            identities=("name:acme",),
        )  # fmt: skip

    def learn(self, body: bytes, filename: str, lesson: Lesson) -> Taught:
        if self.taught is None:
            return Taught(said=lesson.corrections)
        before = lesson.profile or self.taught
        sizes = {"commercial_invoice": Layout(columns={hashlib.sha256(body).hexdigest(): ""})}
        return Taught(
            profile=before.model_copy(update={"layouts": {**before.layouts, **sizes}}),
            said=lesson.corrections,
        )


class School:
    """A house that learns: store, memory and activities."""

    def __init__(self, pupil: Pupil) -> None:
        self.shelf, self.memory, self.pupil = Shelf(), MemoryWithoutSql(), pupil
        self.desk = LearningActivities(pupil, self.shelf, self.memory)

    def paper(self, unknown: dict[str, str], known: dict[str, str]) -> PaperRead:
        """Return a paper that reads ``known`` only with a profile."""
        body = json.dumps({"unknown": unknown, "known": known}).encode()
        file: StoredRef = self.shelf.put(body, "application/pdf")
        return PaperRead(paper=Paper(file=file, filename="i.pdf"), kind="commercial_invoice")

    def say(self, paper: PaperRead, **values: str) -> Learned:
        """Correct a paper and return what became of it."""
        said = tuple(Correction(field=field, value=value) for field, value in values.items())
        ana = Actor(person="ana")
        lesson = LearnFromCorrections(paper=paper, corrections=said, actor=ana, at=NOW)
        answer: Any = ActivityEnvironment().run(self.desk.learn, lesson)
        assert isinstance(answer, Learned)
        return answer


def test_what_a_person_puts_right_is_a_case_and_is_put_to_use() -> None:
    school = School(Pupil())
    answer = school.say(school.paper({"total": "1"}, {"total": "2"}), total="2")
    assert (answer.outcome, answer.version, answer.gained) == ("activated", 1, 1)
    assert [(c.identity, c.said.value, c.person) for c in school.memory.cases()] == [
        ("name:acme", "2", "ana")
    ]
    found = ProfileSource(school.memory).find(["name:acme"])
    assert found is not None
    assert found.name == "name:acme@1"


def test_a_lesson_that_is_repeated_teaches_once() -> None:
    school = School(Pupil())
    paper = school.paper({"total": "1"}, {"total": "2"})
    assert school.say(paper, total="2") == school.say(paper, total="2")
    assert len(school.memory.made) == len(school.memory.kept) == 1


def test_knowledge_that_would_lose_a_case_is_refused_and_says_which() -> None:
    school = School(Pupil())
    # A paper that only who knows nothing reads rightly, and a person said so.
    school.memory.keep_cases(
        case.model_copy(update={"identity": "name:acme"})
        for case in _cases_of_another_school({"total": "1"}, {"total": "9"}, school)
    )
    answer = school.say(school.paper({"total": "3"}, {"total": "4"}), total="4")
    assert answer.outcome == "refused"
    assert [(lost.field, lost.wanted, lost.found) for lost in answer.lost] == [("total", "1", "9")]
    assert ProfileSource(school.memory).find(["name:acme"]) is None
    assert [version.activated for version in school.memory.versions("name:acme")] == [False]


def _cases_of_another_school(unknown: dict[str, str], known: dict[str, str], school: School) -> Any:
    nobody = School(Pupil(taught=None))
    paper = nobody.paper(unknown, known)
    nobody.say(paper, total=unknown["total"])
    school.shelf.kept.update(nobody.shelf.kept)
    return nobody.memory.cases()


def test_a_paper_that_names_no_supplier_gives_cases_and_no_knowledge() -> None:
    school = School(Pupil(taught=None))
    answer = school.say(school.paper({}, {}), total="2")
    assert (answer.outcome, answer.version) == ("unknown_supplier", None)
    assert [case.identity for case in school.memory.cases()] == [UNKNOWN]


def test_a_key_that_another_supplier_has_is_not_taken_from_it() -> None:
    shared = ACME.model_copy(update={"identity": "vat:DE1", "keys": ("vat:DE1", "domain:a.com")})
    other = ACME.model_copy(update={"identity": "vat:DE2", "keys": ("vat:DE2", "domain:a.com")})
    school = School(Pupil(taught=shared))
    school.say(school.paper({}, {"total": "2"}), total="2")
    school.pupil.taught = other
    school.say(school.paper({}, {"total": "3"}), total="3")
    keys = {p.identity: p.keys for p in school.memory.active()}
    assert keys == {"vat:DE1": ("vat:DE1", "domain:a.com"), "vat:DE2": ("vat:DE2",)}


def test_a_paper_of_a_known_supplier_is_read_a_second_time_with_what_is_known() -> None:
    school = School(Pupil())
    school.say(school.paper({"total": "1"}, {"total": "2"}), total="2")
    school.pupil.profiles.clear()
    profiles = ProfileSource(school.memory)
    reader = DocumentActivities(school.pupil, school.shelf, Clock(), FakeProducts(), profiles)
    paper = school.paper({"total": "5"}, {"total": "6"}).paper
    answer = ActivityEnvironment().run(reader.read, ReadPaper(reference="IMP-1", paper=paper))
    assert answer.reading is not None
    stored = Reading.model_validate(school.shelf.get_json(answer.reading))
    assert stored.fields["total"].value == "6"
    assert [profile and profile.version for profile in school.pupil.profiles] == [None, 1]
