"""One import, from the booking to an empty bond."""

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from activities.records import RecordActivities
from activities.stock import StockActivities
from customs.acts import (
    Cancel,
    DeclarationNews,
    Delivered,
    FileEntry,
    MilestonesReported,
    Released,
    ReleaseOpened,
)
from customs.journey import eta
from customs.orders import ClearanceOrder, ImportOrder, TransitOrder
from customs.people import Role
from customs.plan import Regime
from customs.stages import import_stages
from customs.views import ImportView
from customs.waiting import import_waits_for
from records.ports import PickUpMilestones
from stock.movements import OpenLots
from stock.steps import Fact
from workflows import patience
from workflows.crossing import cross
from workflows.import_steps import ImportMoves, declare_again, entry_clearance
from workflows.in_bond import InBond
from workflows.regime import RegimeWatch


@workflow.defn(name="ImportProcess")
class ImportProcess(InBond):
    """Runs one import to the end, however many months that takes."""

    @workflow.init
    def __init__(self, order: ImportOrder) -> None:
        self._order = order
        self._set_out(
            "import",
            order.reference,
            order.clock,
            order.items,
            order.plan.papers,
            order.programme,
        )
        self._require_papers(order, order.parties.exporter)
        self._papers.take(order.papers, order.started_by)
        self._moves = ImportMoves(order)
        self._hold(order)
        self._entry_wanted = False

    @workflow.run
    async def run(self, order: ImportOrder) -> ImportView:
        """Run the import, step by step, beside the reading of its papers."""
        await self._begin()
        await self._live_until_stopped(
            self._live, self._read_papers, self._chase_papers, self._settle_tally
        )
        await self._changed()
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._view()

    async def _live(self) -> None:
        await self._sail()
        await self._cross_customs_transit()
        await self._be_ready_to_file()
        released = await self._clear()
        if self._order.plan.regime is Regime.BONDED:
            await self._hold_in_bond(released)
        else:
            await self._deliver(released)
        await workflow.wait_condition(lambda: not self._chase.lacks("closing"))
        self._note("CLOSED", "closed")

    # What others may tell us.

    @workflow.update(name="file_entry")
    async def file_entry(self, act: FileEntry) -> ImportView:
        """File the entry declaration without waiting for the tally."""
        self._time.tell(act.at)
        self._entry_wanted = True
        await self._changed()
        return self._view()

    @file_entry.validator
    def _may_file_entry(self, act: FileEntry) -> None:
        self._must_be_open()
        if self._log.reached(*self._order.plan.entry_after) is None:
            keeper = self._order.parties.depositary
            who = keeper.name if keeper else self._order.warehouse.name
            raise ApplicationError(
                f"no declaration before the presence of cargo: {who} has not reported it",
                type="NoPresence",
            )

    @workflow.signal(name="release_opened")
    async def release_opened(self, act: ReleaseOpened) -> None:
        """A release has reserved some of our lots."""
        self._bond.open(act)
        self._log.note("RELEASE_CALLED_OFF", f"{act.release}/opened", act.at, act.at)
        self._time.tell(act.at)
        await self._changed()

    @workflow.signal(name="released")
    async def released(self, act: Released) -> None:
        """A release took some of our lots, or gave them back; it may say so twice."""
        self._time.tell(act.recorded_at)
        self._bond.take_out(act)
        event = f"{act.release}/ended"
        self._log.note("RELEASE_ENDED", event, act.occurred_at, act.recorded_at)
        await self._changed()
        await self._goods.keeper.tell_loaded(act)

    @workflow.query(name="view")
    def view(self) -> ImportView:
        """Return the import as it stands."""
        return self._view()

    # The steps, in the order run calls them.

    async def _begin(self) -> None:
        """Book the order and pick up the events that came before the booking."""
        self._note("BOOKED", "booked", self._order.clock.now)
        await self._changed()
        order = self._order
        keys = (order.reference, *order.equipment, *order.bookings)
        early = await workflow.execute_activity_method(
            RecordActivities.waiting_milestones,
            PickUpMilestones(keys=keys, reference=order.reference),
            **patience.OURS,
        )
        await self._post(self._moves.ordered(order.clock.now))
        await self.milestones(MilestonesReported(news=early.news))

    async def _read_papers(self) -> None:
        await self._papers.run(self._questions, (Role.BROKER,), self._papers_changed)

    async def _sail(self) -> None:
        departed = await self._reach("DEPARTED", "ARRIVED", "DISCHARGED")
        await self._post(self._moves.shipped(departed))
        await self._reach("ARRIVED", "DISCHARGED")

    async def _cross_customs_transit(self) -> None:
        """Have the goods brought to the dry port under seal, where the road asks for it."""
        if not self._order.plan.customs_transit:
            return
        order = TransitOrder(
            reference=self._reference,
            parties=self._order.parties,
            warehouse=self._order.warehouse,
            clock=self._time.reading(),
        )
        await cross(order, self._log)

    async def _be_ready_to_file(self) -> None:
        """Wait for presence, for papers that agree, and for the tally or a person's word."""
        plan = self._order.plan
        await self._reach(*plan.entry_after)
        await workflow.wait_condition(self._papers.agreed)
        if plan.regime is Regime.BONDED:
            await workflow.wait_condition(
                lambda: self._entry_wanted or self._log.reached("TALLIED") is not None
            )

    async def _clear(self) -> DeclarationNews:
        """Have the entry declared; if customs cancels it, once a person says so, again."""
        while True:
            await self._clearing.start(self._clearance_order())
            # What was agreed upon while the child was starting.
            await self._papers_changed()
            released = await self._clearing.reached("released")
            if released:
                return released
            await self._questions.decide(declare_again(self._reference, self._time))

    async def _hold_in_bond(self, released: DeclarationNews) -> None:
        """Keep the lots until releases have taken all of them."""
        admission = await self._clearing.result()
        lots = self._bond.enter(self._order, admission, self._tally.place)
        await workflow.execute_activity_method(
            StockActivities.open_lots, OpenLots(lots=lots), **patience.OURS
        )
        await self._post(self._moves.admitted(lots, released))
        await self._changed()
        if not workflow.patched("regime-clock-is-watched"):
            await workflow.wait_condition(self._bond.is_empty)
            return
        fact = Fact(self._reference, released.occurred_at, released.recorded_at)
        await self._goods.keeper.tell_stored(lots, fact)
        for movement in self._moves.settled(lots, released):
            await self._post(movement)
        for loss in self._tally.losses(lots):
            await (self._goods.lose(loss) if loss.lot else self._goods.claim(loss))
        await RegimeWatch(self._goods, self._changed).run()

    async def _deliver(self, released: DeclarationNews) -> None:
        """Move goods that are free to the buyer's site."""
        registered = self._clearing.news("registered") or released
        await self._post(self._moves.filed(registered))
        await self._post(self._moves.cleared(released))
        picked_up = await self._reach("PICKED_UP", "DELIVERED_DOMESTIC")
        await self._post(self._moves.picked_up(picked_up))
        delivered = await self._reach("DELIVERED_DOMESTIC")
        await self._post(self._moves.delivered(delivered))
        await self._clearing.deliver(
            Delivered(occurred_at=delivered.occurred_at, recorded_at=delivered.recorded_at)
        )
        await self._clearing.result()

    # The smaller parts.

    def _clearance_order(self) -> ClearanceOrder:
        n = self._clearing.next()
        return entry_clearance(self._order, self._papers, self._log, n, self._time, self._tally)

    async def _undo(self, step: str, act: Cancel) -> None:
        if step == "undo_order":
            await self._post(self._moves.undone(act.at))

    def _known_milestones(self) -> tuple[str, ...]:
        return self._order.plan.milestones

    def _view(self) -> ImportView:
        plan, papers = self._order.plan, self._papers
        stages = import_stages(plan, self._log.all())
        stage = stages[-1].stage if stages else "BOOKED"
        filing = bool(self._clearing.started)
        return ImportView(
            reference=self._reference,
            stage=stage,
            stages=stages,
            order=self._order,
            milestones=self._log.all(),
            eta=eta(self._log.all()),
            papers=tuple(papers.read),
            dossier=self._chase.lines(),
            keep_until=self._keep_until(),
            reconciliation=papers.reconciliation,
            declarations=tuple(self._clearing.started),
            releases=self._bond.releases(),
            regime_clock=self._bond.clock,
            balance=self._bond.balance(),
            cancelled=tuple(self._steps),
            waiting_for=import_waits_for(plan, stage, self._log.reached, papers.agreed(), filing),
            open=not self._is_over(),
        )
