"""A world whose papers raise doubts, hold several documents, repeat each other and are corrected."""

from dataclasses import dataclass, field

from temporalio import activity

from customs.correcting import CorrectReading
from customs.paper_doubts import Corrected, Doubt
from customs.papers import (
    Learned,
    LearnFromCorrections,
    PaperRead,
    ReadPaper,
    ReconcilePapers,
    Reconciliation,
)
from tests.workflows.world import World, a_ref

NUMBER = Doubt(field="invoice_number", value="1NV-7", confidence=0.4, page=1, label="Número")
PRICE = Doubt(field="unit_price", line=1, type="decimal", label="Preço")


@dataclass
class PaperWorld(World):
    """Papers are what their file names say: ``packing_list-2.pdf`` is a packing list."""

    doubts: dict[str, tuple[Doubt, ...]] = field(default_factory=dict)
    """File → what is not sure of it."""
    says: dict[str, str] = field(default_factory=dict)
    """File → its content, where that is not its own name's."""
    holds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """File → kinds of the further documents in it."""
    corrections: list[CorrectReading] = field(default_factory=list)
    learned: list[LearnFromCorrections] = field(default_factory=list)
    compared: list[list[str]] = field(default_factory=list)
    """Readings that each comparison was of."""

    @activity.defn(name="document.read")
    async def read(self, request: ReadPaper) -> PaperRead:
        name = request.paper.filename
        kind = name.partition(".")[0].partition("-")[0]
        first = await super().read(request)
        update = {
            "reading": a_ref(f"reading of {name}"),
            "identity": f"{kind}|1|haiyue",
            "says": self.says.get(name, name),
            "doubts": self.doubts.get(name, ()),
            "others": tuple(
                self._further(request, kind, page)
                for page, kind in enumerate(self.holds.get(name, ()), start=2)
            ),
        }
        return first.model_copy(update=update)

    def _further(self, request: ReadPaper, kind: str, page: int) -> PaperRead:
        ref = a_ref(f"reading of {request.paper.filename} p. {page}")
        return PaperRead(paper=request.paper, kind=kind, first_page=page, reading=ref)

    @activity.defn(name="document.correct")
    async def correct(self, request: CorrectReading) -> PaperRead:
        self.corrections.append(request)
        old = request.read
        assert old.reading is not None
        told = tuple(
            Corrected(
                field=one.field, line=one.line, before="?", after=one.value,
                person=request.actor.person, at=request.at, reason=one.reason,
            )
            for one in request.corrections
        )  # fmt: skip
        said = {one.field for one in request.corrections}
        return old.model_copy(
            update={
                "reading": a_ref(f"{old.reading.key}, corrected"),
                "versions": (*old.versions, old.reading),
                "corrected": (*old.corrected, *told),
                "doubts": tuple(doubt for doubt in old.doubts if doubt.field not in said),
            }
        )

    @activity.defn(name="document.learn")
    async def learn(self, request: LearnFromCorrections) -> Learned:
        self.learned.append(request)
        return Learned(outcome="activated", identity="name:haiyue", version=1)

    @activity.defn(name="document.reconcile")
    async def reconcile(self, request: ReconcilePapers) -> Reconciliation:
        self.compared.append([read.reading.key for read in request.papers if read.reading])
        return await super().reconcile(request)
