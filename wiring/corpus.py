"""The corpus of cases, furnished: everything people said of papers, read again today."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

from activities.learning import by_paper, profile_of, read_case
from customs.payload import Payload
from customs.supplier_memory import ReadingCase
from documents.child import IsolatedReader
from documents.memory import SupplierProfile
from documents.memory_cases import holds, value_for
from documents.reading import Learner
from gateways.doors import ObjectStore
from records.supplier_memory import SupplierMemory
from wiring.settings import Settings

AT_ONCE = 2
"""Papers read side by side, each in a child process of its own."""


class CheckedCase(Payload):
    """What a case says, what is read today, and whether that was so before."""

    identity: str
    file: str
    field: str
    line: int | None
    wanted: str
    found: str
    state: str
    """``right | gained | lost | wrong``: lost was right when the profile was last changed."""


class Corpus:
    """The cases and profiles of a running house."""

    def __init__(self, memory: SupplierMemory, store: ObjectStore, reader: Learner) -> None:
        self.memory = memory
        self._store = store
        self._reader = reader

    def check(self) -> list[CheckedCase]:
        """Read the paper of every case with the profiles in use, and say what holds."""
        told = self.memory.cases()
        papers = [
            (cases, *self._known(identity))
            for identity in dict.fromkeys(case.identity for case in told)
            for cases in by_paper(case for case in told if case.identity == identity)
        ]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(lambda paper: self._checked(*paper), papers))
        return [case for cases in found for case in cases]

    def _known(self, identity: str) -> tuple[SupplierProfile | None, tuple[str, ...]]:
        """Return the profile in use, and the cases that held when it was last looked at."""
        versions = self.memory.versions(identity)
        used = [profile_of(version) for version in versions if version.activated]
        return (used[-1] if used else None, versions[-1].held if versions else ())

    def _checked(
        self, cases: list[ReadingCase], profile: SupplierProfile | None, held: tuple[str, ...]
    ) -> list[CheckedCase]:
        reading = read_case(self._reader, self._store, cases[0], profile)
        return [
            CheckedCase(
                identity=case.identity,
                file=case.filename,
                field=case.said.field,
                line=case.said.line,
                wanted=case.said.value,
                found=value_for(reading, case),
                state=_STATES[case.id in held, holds(reading, case)],
            )
            for case in cases
        ]


_STATES = {
    (True, True): "right",
    (False, True): "gained",
    (True, False): "lost",
    (False, False): "wrong",
}


@contextmanager
def open_corpus(settings: Settings) -> Iterator[Corpus]:
    """Open the corpus of the running stack, and close its connections in the end."""
    from gateways.s3 import S3Store
    from records.sql import SqlSupplierMemory
    from wiring.database import make_engine

    engine = make_engine(settings.database_url)
    store = S3Store(
        settings.s3_endpoint, settings.s3_access_key, settings.s3_secret_key, settings.s3_bucket
    )
    with closing(IsolatedReader()) as reader:
        try:
            yield Corpus(SqlSupplierMemory(engine), store, reader)
        finally:
            engine.dispose()
