"""The world of the import workflows, faked: papers, assessments, a portal, people."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from activities.lots import LotActivities
from activities.stock import StockActivities
from customs.acts import CompleteTask, Registration, TaskDecided
from customs.filing import (
    AskRegistration,
    AssembledDeclaration,
    AssembleDeclaration,
    AssessDeclaration,
    AssessmentMade,
    Diagnosis,
    Draft,
    ExtractMade,
    FieldProblem,
    ForgetRecord,
    LookAround,
    Lookout,
    MessageSent,
    OpenDraft,
    PortalValues,
    RegistrationAsked,
    RenderExtract,
    RequestFunds,
    SendMessage,
)
from customs.orders import ClearanceOrder, LateCharges
from customs.papers import PaperProblem, PaperRead, ReadPaper, ReconcilePapers, Reconciliation
from customs.payload import StoredRef
from customs.people import Actor, Role
from customs.recintos import RecintoEvent, RecordRecintoEvents
from customs.regime_prices import PriceRegime, RegimePriced
from customs.views import FundsRequest
from records.ports import AuditEntry, PickedUp, PickUpMilestones, WatchedRecord
from records.snapshots import Snapshot
from stock.memory import MemoryLedger
from wiring.temporal import sandbox
from workflows.catalogue import WORKFLOWS

NOW = datetime(2026, 3, 24, 12, tzinfo=UTC)
BROKER = Actor(person="preparer", roles=(Role.BROKER,))
APPROVER = Actor(person="approver", roles=(Role.APPROVER,), authority_brl=Decimal(115000))
MANAGER = Actor(person="manager", roles=(Role.CUSTOMS_MANAGER,))
OPERATOR = Actor(person="operator", roles=(Role.OPERATOR,))
BUYER = Actor(person="buyer", roles=(Role.BUYER,))
PEOPLE = {
    "approval": APPROVER,
    "acceptance": BUYER,
    "funds": BUYER,
    "transit": OPERATOR,
    "difference": BUYER,
    "regime_breach": MANAGER,
    "forfeiture": MANAGER,
}
"""Who answers which kind of task; the broker answers the rest."""


def a_ref(name: str) -> StoredRef:
    """Return the place of something that is stored nowhere."""
    return StoredRef(key=name, sha256=name, media_type="application/json", size=1)


@dataclass
class World:
    """Fake activities under the real names, and what was done to them."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    problems: list[tuple[FieldProblem, ...]] = field(default_factory=list)
    """Problems that the next assemblies find."""
    findings: list[Reconciliation] = field(default_factory=list)
    """What the next comparisons of papers find."""
    cash: list[Decimal] = field(default_factory=list)
    """Amounts of the next assessments; then it stays at the last."""
    calls: list[str] = field(default_factory=list)
    registered: dict[str, int] = field(default_factory=dict)
    watched: dict[str, WatchedRecord] = field(default_factory=dict)
    early: tuple[Any, ...] = ()
    events: list[RecintoEvent] = field(default_factory=list)
    audited: list[AuditEntry] = field(default_factory=list)
    messages: list[SendMessage] = field(default_factory=list)
    priced: list[PriceRegime] = field(default_factory=list)

    @activity.defn(name="record.save")
    async def save(self, snapshot: Snapshot) -> None:
        self.rows[snapshot.kind, snapshot.id] = snapshot.body

    @activity.defn(name="record.waiting_milestones")
    async def waiting_milestones(self, _: PickUpMilestones) -> PickedUp:
        return PickedUp(news=self.early)

    @activity.defn(name="message.send")
    async def send(self, request: SendMessage) -> MessageSent:
        self.messages.append(request)
        return MessageSent(key=request.key, at=NOW)

    @activity.defn(name="document.read")
    async def read(self, request: ReadPaper) -> PaperRead:
        paper = request.paper
        kind = paper.filename.partition(".")[0].partition("-")[0]
        problem = None
        if kind == "scan":
            problem = PaperProblem(code="scanned", message="sem texto", advice="envie outro")
        return PaperRead(paper=paper, kind=None if problem else kind, problem=problem)

    @activity.defn(name="document.reconcile")
    async def reconcile(self, _: ReconcilePapers) -> Reconciliation:
        return self.findings.pop(0) if self.findings else Reconciliation()

    @activity.defn(name="declaration.assemble")
    async def assemble(self, request: AssembleDeclaration) -> AssembledDeclaration:
        problems = self.problems.pop(0) if self.problems else ()
        prices = "-".join(str(g.item.unit_price) for g in request.order.goods)
        name = f"{request.order.our_reference}@{prices}"
        return AssembledDeclaration(
            declaration=a_ref(name), problems=problems, item_count=len(request.order.goods)
        )

    @activity.defn(name="declaration.assess")
    async def assess(self, request: AssessDeclaration) -> AssessmentMade:
        cash = self.cash.pop(0) if len(self.cash) > 1 else (self.cash or [Decimal("192.79")])[0]
        return AssessmentMade(
            assessment=a_ref(f"assessment of {request.declaration.key}"),
            on=date(2026, 3, 24),
            quotes={"USD": "5.3120"},
            quote_date=date(2026, 3, 23),
            totals={"customs_value": Decimal(1000)},
            payable={"siscomex_fee": cash},
            cash=cash,
            items=({"id": "A", "customs_value": "1000.00"},),
        )

    @activity.defn(name="declaration.render")
    async def render(self, request: RenderExtract) -> ExtractMade:
        name = f"{request.declaration.key}/{request.assessment.key}"
        return ExtractMade(evidence=a_ref(f"evidence {name}"), pdf=a_ref(f"pdf {name}"))

    @activity.defn(name="release.request_funds")
    async def request_funds(self, _: RequestFunds) -> FundsRequest:
        zero = Decimal(0)
        return FundsRequest(taxes=zero, margin=zero, storage=zero, local=zero, total=zero)

    @activity.defn(name="release.overdue_charges")
    async def overdue_charges(self, _: ClearanceOrder) -> LateCharges:
        return LateCharges(
            interest=Decimal("11.00"), fine=Decimal("20.00"), taxes=Decimal(100),
            due_on=date(2026, 3, 24), counted_on=date(2027, 4, 1),
            expired_on=date(2027, 3, 25), abandonment_on=date(2027, 5, 9),
        )  # fmt: skip

    @activity.defn(name="recinto.record")
    async def record_events(self, request: RecordRecintoEvents) -> None:
        self.events += request.events

    @activity.defn(name="record.audit")
    async def audit(self, entry: AuditEntry) -> None:
        self.audited.append(entry)

    @activity.defn(name="regime.price")
    async def price(self, asked: PriceRegime) -> RegimePriced:
        self.priced.append(asked)
        held = " ".join(f"{one.lot}:{one.quantity}" for one in asked.held)
        return RegimePriced(evidence=a_ref(f"prices of {held} on {asked.on}"))

    @activity.defn(name="filing.open_draft")
    async def open_draft(self, request: OpenDraft) -> Draft:
        self.calls.append("open_draft")
        number = f"26BR{len(self.calls):011d}"
        return Draft(number=number, **request.model_dump())

    @activity.defn(name="filing.put_items")
    async def put_items(self, _: Draft) -> None:
        self.calls.append("put_items")

    @activity.defn(name="filing.diagnose")
    async def diagnose(self, _: Draft) -> Diagnosis:
        return Diagnosis(status="PROCESSADO_SEM_ERRO_IMPEDITIVO")

    @activity.defn(name="filing.values")
    async def values(self, _: Draft) -> PortalValues:
        cash = (self.cash or [Decimal("192.79")])[0]
        return PortalValues(payable={"siscomex_fee": cash}, suspended={}, calculated={})

    @activity.defn(name="filing.ask_registration")
    async def ask_registration(self, request: AskRegistration) -> RegistrationAsked:
        self.calls.append("ask_registration")
        number = request.draft.number
        self.registered[number] = self.registered.get(number, 0) + 1
        registration = Registration(number=number, version=1, registered_at=NOW)
        return RegistrationAsked(registration=registration)

    @activity.defn(name="filing.delete_draft")
    async def delete_draft(self, _: Draft) -> None:
        self.calls.append("delete_draft")

    @activity.defn(name="portal.watch")
    async def watch(self, record: WatchedRecord) -> None:
        self.watched[record.workflow_id] = record

    @activity.defn(name="portal.forget")
    async def forget(self, request: ForgetRecord) -> None:
        self.calls.append("forget")

    @activity.defn(name="portal.look")
    async def look(self, _: LookAround) -> Lookout:
        return Lookout()

    # What tests ask of it.

    def task(self, id: str) -> dict[str, Any] | None:
        """Return an open task's row."""
        row = self.rows.get(("task", id))
        return row if row and row["open"] else None

    async def until(self, condition: Any) -> Any:
        """Wait for a condition on the rows; return what it returned."""
        for _ in range(2000):
            if answer := condition():
                return answer
            await asyncio.sleep(0.01)
        raise AssertionError(f"never came true; rows: {list(self.rows)}")

    async def answer(
        self, client: Client, id: str, outcome: str, actor: Actor | None = None, **more: Any
    ) -> None:
        """Wait for the task ``id`` and complete it in the role of its kind."""
        row = await self.until(lambda: self.task(id))
        kind = id.rpartition("/")[2].rpartition("-")[0]
        evidence = row["order"]["evidence"]
        act = CompleteTask(
            actor=actor or PEOPLE.get(kind, BROKER),
            at=row["order"]["clock"]["now"],
            outcome=outcome,
            evidence_sha256=evidence["sha256"] if evidence else None,
            **more,
        )
        handle = client.get_workflow_handle(f"task/{id}", result_type=TaskDecided)
        try:
            async with asyncio.timeout(10):
                await handle.execute_update("complete", act)
        except TimeoutError:
            # Under load the time-skipping server may lose the answer of an update that ends
            # its workflow; what was decided shows in the row.
            await self.until(lambda: not self.task(id))


@asynccontextmanager
async def a_house(client: Client, world: World) -> AsyncIterator[None]:
    """Run workers of all three queues over ``world``."""
    fakes = [
        getattr(world, name)
        for name in dir(type(world))
        if hasattr(getattr(type(world), name), "__temporal_activity_definition")
    ]
    stock, lots = StockActivities(world.ledger), LotActivities(world.ledger)
    ours: list[Any] = [stock.post, stock.open_lots, stock.note, lots.goods]
    with ThreadPoolExecutor(4) as threads:
        async with (
            Worker(
                client,
                task_queue="imports",
                workflows=WORKFLOWS,
                activities=[*fakes, *ours],
                activity_executor=threads,
                workflow_runner=sandbox(),
            ),
            Worker(client, task_queue="documents", activities=fakes),
            Worker(client, task_queue="foreign-trade", activities=fakes),
        ):
            yield
