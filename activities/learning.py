"""Learning as an activity: corrections become cases, and knowledge that loses none of them."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from temporalio import activity

from activities.beating import T, beating
from customs.papers import Learned, LearnFromCorrections
from customs.supplier_memory import UNKNOWN, ReadingCase
from documents.memory import Lesson, SupplierProfile, Taught, choose
from documents.memory_cases import document_of, holds, lost, newest
from documents.reading import Learner, Reading
from gateways.doors import ObjectStore
from records.supplier_memory import ProfileVersion, SupplierMemory

MOST_PAPERS = 40
"""Papers of a supplier that new knowledge is tried on: those with the newest cases."""


class ProfileSource:
    """Finds what is known of the supplier that a reading names."""

    def __init__(self, memory: SupplierMemory) -> None:
        self._memory = memory

    def find(self, identities: Sequence[str]) -> SupplierProfile | None:
        """Return the profile in use that the surest key names, None if none or in contradiction."""
        if not identities:
            return None
        found = (profile_of(version) for version in self._memory.active(identities))
        return choose(found, identities)


class LearningActivities:
    """Learns suppliers' layouts from what people say of their papers."""

    def __init__(self, reader: Learner, store: ObjectStore, memory: SupplierMemory) -> None:
        self._reader = reader
        self._store = store
        self._memory = memory
        self._profiles = ProfileSource(memory)

    @activity.defn(name="document.learn")
    def learn(self, request: LearnFromCorrections) -> Learned:
        """Keep the cases; put the next version of the profile to use if it loses none of them.

        The lesson is known by its content: learned again, it is answered as it was.
        """
        lesson = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
        made = self._memory.of_lesson(lesson)
        if made is not None:
            return self._told(made)
        before, taught = self._taught(request)
        if taught.profile is None:
            self._memory.keep_cases(_cases(request, taught, UNKNOWN))
            return Learned(outcome="unknown_supplier", cases=len(taught.said))
        self._memory.keep_cases(_cases(request, taught, taught.profile.identity))
        if before is not None and taught.profile == before:
            return Learned(outcome="nothing_new", identity=before.identity)
        version = self._tried(before, self._numbered(taught.profile), request, lesson)
        self._memory.keep(version)
        return self._told(version)

    def _taught(self, request: LearnFromCorrections) -> tuple[SupplierProfile | None, Taught]:
        """Return the profile until now and what the paper teaches upon it."""
        known = self._profiles.find(self._identities(request))
        taught = self._asked(request, known)
        keys = taught.profile.keys if taught.profile else ()
        if taught.profile and (known is None or known.identity != taught.profile.identity):
            # The corrections show that somebody else issued it: perhaps a supplier we know.
            known = self._profiles.find(keys)
            taught = self._asked(request, known) if known else taught
        return known, taught

    def _identities(self, request: LearnFromCorrections) -> tuple[str, ...]:
        if request.paper.reading is None:
            return ()
        stored = self._store.get_json(request.paper.reading)
        return Reading.model_validate(stored).identities

    def _asked(self, request: LearnFromCorrections, known: SupplierProfile | None) -> Taught:
        paper = request.paper
        body = self._store.get(paper.paper.file)
        lesson = Lesson(
            kind=paper.kind,
            first_page=paper.first_page,
            profile=known,
            corrections=request.corrections,
        )
        return _while_beating(lambda: self._reader.learn(body, paper.paper.filename, lesson))

    def _numbered(self, profile: SupplierProfile) -> SupplierProfile:
        """Return the profile as its next version, without keys that other profiles have."""
        versions = self._memory.versions(profile.identity)
        others = [p for p in self._memory.active(profile.keys) if p.identity != profile.identity]
        taken = {key for other in others for key in other.keys}
        return profile.model_copy(
            update={
                "version": max((v.version for v in versions), default=0) + 1,
                "keys": tuple(key for key in profile.keys if key not in taken),
            }
        )

    def _tried(
        self,
        before: SupplierProfile | None,
        after: SupplierProfile,
        request: LearnFromCorrections,
        lesson: str,
    ) -> ProfileVersion:
        """Return the version with what becomes of every case of the supplier."""
        was, now, missing = set(), set(), []
        for cases in by_paper(self._memory.cases(after.identity))[:MOST_PAPERS]:
            old, new = self._read(cases, before), self._read(cases, after)
            was |= {case.id for case in cases if holds(old, case)}
            now |= {case.id for case in cases if holds(new, case)}
            missing += [lost(new, case) for case in cases if case.id in was - now]
        return ProfileVersion(
            identity=after.identity,
            version=after.version,
            keys=after.keys,
            profile=after.model_dump(mode="json"),
            lesson=lesson,
            created_at=request.at,
            activated=not missing,
            held=tuple(sorted(was if missing else now)),
            gained=len(now - was),
            lost=tuple(missing),
        )

    def _read(self, cases: Sequence[ReadingCase], profile: SupplierProfile | None) -> Reading:
        return _while_beating(lambda: read_case(self._reader, self._store, cases[0], profile))

    def _told(self, version: ProfileVersion) -> Learned:
        return Learned(
            outcome="activated" if version.activated else "refused",
            identity=version.identity,
            version=version.version,
            cases=len(newest(self._memory.cases(version.identity))),
            gained=version.gained,
            lost=version.lost,
        )


def profile_of(version: ProfileVersion) -> SupplierProfile:
    """Return the profile that a version holds."""
    return SupplierProfile.model_validate(version.profile)


def read_case(
    reader: Learner, store: ObjectStore, case: ReadingCase, profile: SupplierProfile | None
) -> Reading:
    """Return the document of a case as it is read now; its kind is only said where need be."""
    body = store.get(case.file)
    reading = document_of(reader.read(body, case.filename, None, profile), case.said.first_page)
    if reading.kind in (case.kind, None) or case.said.first_page != 1:
        return reading
    return reader.read(body, case.filename, case.kind, profile)


def by_paper(cases: Iterable[ReadingCase]) -> list[list[ReadingCase]]:
    """Return the cases that count, those of one document together, the newest papers first."""
    papers: dict[tuple[str, int], list[ReadingCase]] = {}
    for case in sorted(newest(cases), key=lambda case: case.at, reverse=True):
        papers.setdefault((case.file.sha256, case.said.first_page), []).append(case)
    return list(papers.values())


def _cases(request: LearnFromCorrections, taught: Taught, identity: str) -> list[ReadingCase]:
    paper = request.paper
    return [
        ReadingCase(
            identity=identity,
            file=paper.paper.file,
            filename=paper.paper.filename,
            kind=paper.kind or "",
            said=said.model_copy(update={"first_page": paper.first_page}),
            person=request.actor.person,
            at=request.at,
        )
        for said in taught.said
    ]


def _while_beating(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as thread:
        return beating(thread.submit(work))
