"""From the port to the dry port under customs seal: a person's steps and milestones."""

import asyncio
from datetime import datetime

from temporalio import workflow

from customs.acts import MilestonesReported, Refresh, Tick, TransitConcluded
from customs.milestones import MilestoneReached
from customs.orders import DONE, FormField, TaskOrder, TransitOrder
from customs.people import Role
from customs.views import TransitView
from workflows.asking import Questions
from workflows.clock import BusinessTime
from workflows.logbook import TRANSIT_STATES, Logbook
from workflows.snapshots import Picture
from workflows.telling import tell


@workflow.defn(name="CustomsTransit")
class CustomsTransit:
    """One transit (DTA): no interface of the state's exists, so a person asks for it."""

    @workflow.init
    def __init__(self, order: TransitOrder) -> None:
        self._order = order
        self._time = BusinessTime(order.clock)
        self._log = Logbook()
        self._picture = Picture("transit", order.reference)
        self._questions = Questions(order.reference)
        self._number: str | None = None
        self._cancelled = False
        for news in order.known:
            self._log.hear(news)

    @workflow.run
    async def run(self, order: TransitOrder) -> TransitConcluded:
        """Have the transit asked for, and follow it until the dry port concludes it."""
        try:
            await self._picture.take(self.view())
            await self._request()
            await workflow.wait_condition(lambda: self._has("TRANSIT_CONCLUDED"))
        except asyncio.CancelledError:
            self._cancelled = True
            await self._questions.withdraw_all("the import was cancelled")
            await self._picture.take(self.view())
        await workflow.wait_condition(workflow.all_handlers_finished)
        concluded = self._log.reached("TRANSIT_CONCLUDED")
        return TransitConcluded(
            number=self._number,
            concluded_at=concluded.occurred_at if concluded else None,
            cancelled=self._cancelled,
        )

    @workflow.signal(name="milestones")
    async def milestones(self, batch: MilestonesReported) -> None:
        """The import passes on what it heard of the transit."""
        for news in batch.news:
            self._log.hear(news)
            self._time.tell(news.recorded_at)
        await self._picture.take(self.view())

    @workflow.signal(name="tick")
    async def tick(self, tick: Tick) -> None:
        """The business clock was moved."""
        self._time.tell(tick.now)

    @workflow.signal(name="refresh")
    async def refresh(self, _: Refresh) -> None:
        """Write the row again."""
        await self._picture.take(self.view())

    @workflow.query(name="view")
    def view(self) -> TransitView:
        """Return the transit as it stands."""
        state = next(
            (state for tag, state in TRANSIT_STATES.items() if self._has(tag)), "requesting"
        )
        return TransitView(
            reference=self._order.reference,
            state="cancelled" if self._cancelled else state,
            number=self._number,
            milestones=self._log.all(),
            open=not self._cancelled and state != "concluded",
        )

    # The steps.

    async def _request(self) -> None:
        """Ask a person to request the transit, unless it is known to be on its way."""
        if self._is_requested():
            return
        question = await self._questions.ask(self._request_task())
        decided = await question.answer_unless(
            self._is_requested, "the transit is on its way already"
        )
        if decided is None:
            return
        self._number = decided.form.get("number")
        self._time.tell(decided.at)
        await self._report("TRANSIT_REQUESTED", decided.at)

    async def _report(self, tag: str, at: datetime) -> None:
        news = MilestoneReached(
            event_id=f"transit/{tag}",
            tag=tag,
            occurred_at=at,
            recorded_at=at,
            source="entreposto",
            note=self._number,
        )
        self._log.hear(news)
        await self._picture.take(self.view())
        parent = workflow.info().parent
        if parent:
            await tell(parent.workflow_id, "milestones", MilestonesReported(news=(news,)))

    def _request_task(self) -> TaskOrder:
        carrier = self._order.parties.transit_carrier
        return TaskOrder(
            owner_reference=self._order.reference,
            kind="transit",
            title="Solicitar o trânsito aduaneiro (DTA)",
            title_en="Request the customs transit (DTA)",
            instructions=f"Destino: {self._order.warehouse.name}. "
            f"Transportador: {carrier.name if carrier else 'a escolher'}.",
            instructions_en="Ask in Siscomex Trânsito, then give the number of the declaration.",
            roles=(Role.OPERATOR, Role.BROKER),
            outcomes=(DONE,),
            fields=(
                FormField(name="number", label="Número da DTA", label_en="DTA number"),
                FormField(name="seals", label="Lacres", label_en="Seals", required=False),
            ),
            clock=self._time.reading(),
        )

    def _is_requested(self) -> bool:
        return any(self._has(tag) for tag in TRANSIT_STATES)

    def _has(self, tag: str) -> bool:
        return self._log.reached(tag) is not None
