"""Activities of the papers: read one, hold all of an import against each other."""

from concurrent.futures import ThreadPoolExecutor

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.beating import beating
from activities.learning import ProfileSource
from customs.catalogue import CatalogueProduct, root_of
from customs.clock import brazilian_date
from customs.correcting import CorrectReading
from customs.papers import Paper, PaperRead, ReadPaper, ReconcilePapers, Reconciliation
from documents.correcting import NoSuchLine, corrected, identity_of, says_of
from documents.doubts import doubts_of
from documents.kinds import DOCUMENTS
from documents.reading import Reader, Reading
from documents.reconcile import reconcile
from gateways.doors import ObjectStore
from records.ports import BusinessClock
from records.products import ProductCatalogue

MOST_TOLD = 30
"""Corrections that a paper carries along; the stored reading has all of them."""


class DocumentActivities:
    """Turns stored papers into stored readings, and readings into a reconciliation.

    A paper that cannot be read is an answer with a problem, never a failure: a person gets it.
    """

    def __init__(
        self,
        reader: Reader,
        store: ObjectStore,
        clock: BusinessClock,
        products: ProductCatalogue,
        profiles: ProfileSource | None = None,
    ) -> None:
        self._reader = reader
        self._profiles = profiles
        self._store = store
        self._clock = clock
        self._products = products

    @activity.defn(name="document.read")
    def read(self, request: ReadPaper) -> PaperRead:
        """Read a paper in a child process and store the reading."""
        paper = request.paper
        body = self._store.get(paper.file)
        with ThreadPoolExecutor(1) as thread:
            reading = beating(thread.submit(self._read, body, paper))
        documents = (reading.model_copy(update={"parts": ()}), *reading.parts)
        first, *others = (self._as_read(paper, document) for document in documents)
        return first.model_copy(update={"others": tuple(others)})

    def _read(self, body: bytes, paper: Paper) -> Reading:
        """Return what a paper says; a second look with what is known of the supplier it names."""
        reading = self._reader.read(body, paper.filename, paper.kind)
        profile = self._profiles.find(reading.identities) if self._profiles else None
        if profile is None:
            return reading
        return self._reader.read(body, paper.filename, paper.kind, profile)

    @activity.defn(name="document.correct")
    def correct(self, request: CorrectReading) -> PaperRead:
        """Store the next version of a reading, with what a person said; the old ones stay."""
        old = request.read
        reading = self._reading(old)
        if reading is None or old.reading is None:
            raise ApplicationError(
                f"nothing was read of {old.paper.filename} that could be corrected",
                type="NothingRead",
                non_retryable=True,
            )
        try:
            newer, told = corrected(reading, request.corrections, request.actor.person, request.at)
        except NoSuchLine as wrong:
            raise ApplicationError(str(wrong), type="NoSuchLine", non_retryable=True) from wrong
        changes = tuple(one for one in told if one.before != one.after)
        return self._as_read(old.paper, newer).model_copy(
            update={
                "read_at": old.read_at,
                "versions": (*old.versions, old.reading),
                "corrected": (*old.corrected, *changes)[-MOST_TOLD:],
            }
        )

    @activity.defn(name="document.reconcile")
    def reconcile(self, request: ReconcilePapers) -> Reconciliation:
        """Hold the papers of an import against each other and the order; the report is stored."""
        readings = [self._reading(paper) for paper in request.papers]
        on = brazilian_date(self._clock.read().now)
        asked = request.model_copy(update={"catalogue": self._catalogued(request)})
        found, report = reconcile(asked, readings, on)
        stored = self._store.put_json(report.model_dump(mode="json"))
        return found.model_copy(update={"report": stored})

    def _catalogued(self, request: ReconcilePapers) -> tuple[CatalogueProduct, ...]:
        """Return the products that the consignee has declared of the ordered items."""
        cnpj = request.parties.consignee.cnpj if request.parties else None
        if cnpj is None:
            return ()
        return self._products.find(root_of(cnpj), [item.id for item in request.items])

    def _as_read(self, paper: Paper, reading: Reading) -> PaperRead:
        return PaperRead(
            paper=paper,
            first_page=reading.first_page,
            pages=reading.pages,
            kind=reading.kind,
            kind_confidence=reading.kind_confidence,
            reading=self._store.put_json(reading.model_dump(mode="json")),
            headline=_headline(reading),
            problem=reading.problems[0] if reading.problems else None,
            read_at=self._clock.read().now,
            identity=identity_of(reading),
            says=says_of(reading),
            doubts=doubts_of(reading),
        )

    def _reading(self, paper: PaperRead) -> Reading | None:
        """Return the stored reading; None for a paper that only a person has read."""
        if paper.reading is None:
            return None
        return Reading.model_validate(self._store.get_json(paper.reading))


def _headline(reading: Reading) -> dict[str, str]:
    if reading.kind is None:
        return {}
    names = DOCUMENTS[reading.kind].headline
    return {name: reading.fields[name].value for name in names if name in reading.fields}
