"""The agreement of the story, and fakes for what a programme starts and asks."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from temporalio import activity, workflow

from customs.acts import ProgrammeNews
from customs.agreement import AgreedItem, Agreement
from customs.clock import BRASILIA, ClockMode, ClockReading
from customs.filing import MessageSent, SendMessage
from customs.goods import Item
from customs.orders import ImportOrder, LotDraw, ReleaseOrder
from customs.parties import Ownership, Parties, Party, Warehouse
from customs.people import Actor, Role
from customs.plan import ImportPlan, Regime, ReleasePlan
from customs.programme import (
    ItemOutlook,
    Proposal,
    ProposedItem,
    Review,
    ReviewProgramme,
)
from records.snapshots import Snapshot

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=BRASILIA)
PLANNER = Actor(person="paula", roles=(Role.PLANNER,))
BEARING = Item(
    id="A",
    description="Ball bearing 6205-2RS",
    ncm="84821010",
    quantity=Decimal(60000),
    unit_price=Decimal("1.12"),
    net_weight_kg=Decimal(7680),
    origin="CN",
)


def an_agreement(name: str, mode: ClockMode = ClockMode.STORY) -> Agreement:
    """Return a small agreement on bearings."""
    supplier = Party(name="Ningbo Haiyue Bearing Co.", country="CN")
    lume = Party(name="Lume Comércio Exterior Ltda", cnpj="99100001000175")
    rolamar = Party(name="Rolamar Distribuidora Ltda", cnpj="99100002000110")
    return Agreement(
        name=name,
        parties=Parties(
            owner=supplier,
            exporter=supplier,
            manufacturer=supplier,
            consignee=lume,
            acquirers=(rolamar,),
            declarants={"admission": lume, "bonded_consumption": rolamar},
        ),
        ownership=Ownership.CONSIGNED,
        warehouse=Warehouse(name="Porto Seco Serra Azul S.A.", recinto="8911101", unit="0817700"),
        items=(
            AgreedItem(
                item=BEARING,
                min=Decimal(9000),
                max=Decimal(24000),
                order_multiple=Decimal(6000),
            ),
        ),
        import_plan=ImportPlan(
            regime=Regime.BONDED, entry_declaration="admission", papers=(), milestones=()
        ),
        release_plan=ReleasePlan(),
        reference_prefix="VD1",
        started_by=PLANNER,
        clock=ClockReading(mode=mode, now=MONDAY),
    )


@dataclass
class FakePlanning:
    """Proposes what the test laid out for a day, unless the kind is silent."""

    proposals: dict[str, list[str]] = field(default_factory=dict)
    """ISO date → kinds to propose."""
    asked: list[ReviewProgramme] = field(default_factory=list)

    @activity.defn(name="planning.review")
    def review(self, asked: ReviewProgramme) -> Review:
        """Answer with the proposals of the day."""
        self.asked.append(asked)
        kinds = self.proposals.get(asked.on.isoformat(), [])
        return Review(
            on=asked.on,
            outlook=(_an_outlook(),),
            proposals=tuple(a_proposal(k, asked) for k in kinds if k not in asked.silent),
        )


def a_proposal(kind: str, asked: ReviewProgramme) -> Proposal:
    """Return a proposal for one lot of bearings, or two pallets of them."""
    quantity = Decimal(60000) if kind == "order" else Decimal(12000)
    draw = LotDraw(import_reference="IMP", lot="26BR1/1", item="A", quantity=quantity)
    return Proposal(
        kind=kind,
        reference=f"VD1-{asked.agreement.name}-{asked.on:%y%m}",
        on=asked.on,
        items=(
            ProposedItem(
                item=BEARING.model_copy(update={"quantity": quantity}),
                draws=(draw,) if kind == "release" else (),
            ),
        ),
        wanted_on=asked.on,
        title=kind,
        title_en=kind,
        reason="",
        reason_en="",
    )


def _an_outlook() -> ItemOutlook:
    zero = Decimal(0)
    return ItemOutlook(
        item="A",
        domestic=Decimal(54000),
        coming=zero,
        bonded=zero,
        in_transit=zero,
        on_order=zero,
        min=Decimal(9000),
        max=Decimal(24000),
    )


@dataclass
class FakeRecords:
    """Keeps the newest snapshot of each workflow."""

    rows: dict[str, Snapshot] = field(default_factory=dict)

    @activity.defn(name="record.save")
    def save(self, snapshot: Snapshot) -> None:
        """Keep the snapshot as SQL would."""
        known = self.rows.get(snapshot.id)
        rank = (snapshot.run_started, snapshot.version)
        if known is None or rank >= (known.run_started, known.version):
            self.rows[snapshot.id] = snapshot


class FakeMessages:
    """Sends nothing."""

    @activity.defn(name="message.send")
    def send(self, message: SendMessage) -> MessageSent:
        """Pretend."""
        return MessageSent(key=message.key, at=MONDAY)


@workflow.defn(name="ImportProcess")
class QuietImport:
    """Reports that it was booked, and waits to be told its end."""

    def __init__(self) -> None:
        self._over = False

    @workflow.run
    async def run(self, order: ImportOrder) -> str:
        """Tell the programme of the start and of the end."""
        await _report(order.programme, f"import/{order.reference}", order.reference, "BOOKED")
        await workflow.wait_condition(lambda: self._over)
        await _report(order.programme, f"import/{order.reference}", order.reference, "CLOSED")
        return order.reference

    @workflow.signal(name="end")
    def end(self) -> None:
        """Close it."""
        self._over = True


@workflow.defn(name="BondedRelease")
class QuietRelease:
    """Ends at once."""

    @workflow.run
    async def run(self, order: ReleaseOrder) -> str:
        """Tell the programme that it was delivered."""
        await _report(order.programme, f"release/{order.reference}", order.reference, "DELIVERED")
        return order.reference


async def _report(programme: str | None, workflow_id: str, reference: str, stage: str) -> None:
    assert programme is not None
    news = ProgrammeNews(
        workflow_id=workflow_id, reference=reference, stage=stage, at=workflow.now()
    )
    await workflow.get_external_workflow_handle(programme).signal("news", news)
