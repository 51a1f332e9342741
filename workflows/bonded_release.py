"""One exit from bond: called off, accepted, invoiced, funded, cleared, delivered."""

from datetime import datetime
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.releases import ReleaseActivities
from customs.acts import (
    Cancel,
    Delivered,
)
from customs.filing import RequestFunds
from customs.orders import APPROVE, ClearanceOrder, DeclaredGoods, ReleaseOrder
from customs.people import Role
from customs.stages import release_stages
from customs.views import FundsRequest, ReleaseView
from customs.waiting import release_waits_for
from workflows import patience, release_steps
from workflows.clearance_tasks import correction
from workflows.filing import problems_of
from workflows.import_steps import declare_again
from workflows.leaving import Leaving
from workflows.release_steps import ReleaseMoves
from workflows.reserving import Reservation


@workflow.defn(name="BondedRelease")
class BondedRelease(Leaving):
    """Takes some lots out of bond, at the pace of demand."""

    @workflow.init
    def __init__(self, order: ReleaseOrder) -> None:
        self._order = order
        items = tuple(line.item for line in order.items)
        self._set_out(
            "release", order.reference, order.clock, items, order.plan.papers, order.programme
        )
        self._require_papers(order, order.parties.owner)
        self._moves = ReleaseMoves(order)
        self._drawn = None
        self._late = None
        self._funds: FundsRequest | None = None
        self._reservation = Reservation()
        self._expiry = None
        self._opened = False
        self._delivered_at: datetime | None = None

    @workflow.run
    async def run(self, order: ReleaseOrder) -> ReleaseView:
        """Run the release, step by step, beside papers, funds and the reservation's expiry."""
        self._note("RELEASE_CALLED_OFF", "called-off", order.clock.now)
        await self._changed()
        await self._live_until_stopped(
            self._live, self._read_papers, self._fund, self._expire, self._chase_papers
        )
        if self._expiry is not None:
            await self._expiry
        if self._opened:
            await release_steps.tell_ended(self._order, self._delivered_at, self._time.now())
        await self._changed()
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._view()

    async def _live(self) -> None:
        accepted_at = await self._be_accepted()
        if accepted_at is None or (self._order.plan.after_term and not await self._be_late()):
            return
        if not await self._reserve(accepted_at):
            return
        if self._order.plan.steps:
            self._delivered_at = await self._leave()
            return
        await self._clear()
        await self._deliver()

    # What others may tell us.

    @workflow.query(name="view")
    def view(self) -> ReleaseView:
        """Return the release as it stands."""
        return self._view()

    # The steps, in the order run calls them.

    async def _be_accepted(self) -> datetime | None:
        """Ask the buyer, who becomes owner and pays."""
        decided = await self._questions.decide(release_steps.acceptance(self._order, self._time))
        self._time.tell(decided.at)
        if decided.outcome == APPROVE.tag:
            self._note("ACCEPTED", "accepted", decided.at)
            await self._changed()
            return decided.at
        self._give_up("acceptance", f"{decided.actor.person}: {decided.reason}")
        return None

    async def _reserve(self, at: datetime) -> bool:
        """Reserve the lots, so that nobody else can promise them."""
        refusal = await self._reservation.make(self._post(self._moves.reserved(at)), at)
        if refusal is not None:
            self._give_up("reserve", refusal)
            return False
        self._opened = True
        await release_steps.tell_opened(self._order, at)
        if self._drawn is None:
            await self._draw()
        return True

    async def _clear(self) -> None:
        """Have the consumption declared; it is filed when invoice and funds are there."""
        await workflow.wait_condition(self._papers.complete)
        while True:
            await self._declare()
            registered = await self._clearing.reached("registered")
            if registered:
                await self._post(self._moves.filed(registered))
                released = await self._clearing.reached("released")
                if released:
                    await self._post(self._moves.cleared(released))
                    return
                at = self._time.now()
                await self._post(self._moves.withdrawn(registered, at))
                self._reservation.renew(at)
            again = declare_again(self._reference, self._time)
            await self._questions.decide(again)

    async def _declare(self) -> None:
        await self._clearing.start(self._clearance_order())
        if self._log.reached("FUNDED"):
            await self._clearing.lift("funds")
        # What was agreed upon while the child was starting.
        await self._papers_changed()

    async def _deliver(self) -> None:
        picked_up = await self._reach("PICKED_UP", "DELIVERED_DOMESTIC")
        await self._post(self._moves.picked_up(picked_up))
        delivered = await self._reach("DELIVERED_DOMESTIC")
        await self._post(self._moves.delivered(delivered))
        self._delivered_at = delivered.occurred_at
        await self._clearing.deliver(
            Delivered(occurred_at=delivered.occurred_at, recorded_at=delivered.recorded_at)
        )
        await self._clearing.result()

    # What runs beside.

    async def _read_papers(self) -> None:
        await self._papers.run(self._questions, (Role.BUYER,), self._papers_changed)

    async def _fund(self) -> None:
        """Ask the buyer for the funds, at the quote of the day."""
        if self._order.plan.steps:
            return
        await workflow.wait_condition(self._may_ask_for_funds)
        while self._funds is None:
            self._funds = await self._funds_needed()
        await self._changed()
        task = release_steps.funding(self._order, self._funds, self._time)
        decided = await self._questions.decide(task)
        self._time.tell(decided.at)
        self._note("FUNDED", "funded", decided.at)
        await self._clearing.lift("funds")
        await self._changed()

    def _may_ask_for_funds(self) -> bool:
        return self._opened and self._drawn is not None and self._papers.complete()

    async def _funds_needed(self) -> FundsRequest | None:
        """Return what to ask for; where it cannot be worked out, ask the broker, and None."""
        request = RequestFunds(
            order=self._clearance_order(),
            costs=self._order.costs,
            entered_on=self._order.entered_on,
            leaving_on=self._order.wanted_on,
            admission_value=self._drawn.admission_value if self._drawn else Decimal(0),
        )
        try:
            return await workflow.execute_activity_method(
                ReleaseActivities.request_funds, request, **patience.OURS
            )
        except ActivityError as error:
            task = correction(request.order, problems_of(error), self._time)
            await self._questions.decide(task)
            return None

    # The smaller parts.

    def _clearance_order(self) -> ClearanceOrder:
        return release_steps.clearance_order(
            self._order, self._goods(), self._papers, self._clearing.next(), self._time
        ).model_copy(update={"late": self._late})

    def _goods(self) -> tuple[DeclaredGoods, ...]:
        agreed = self._papers.reconciliation if self._papers.agreed() else None
        return release_steps.at_sale_price(self._drawn.goods if self._drawn else (), agreed)

    async def _undo(self, step: str, act: Cancel) -> None:
        if step == "release_reservation" and await self._reservation.stands():
            await self._post(self._moves.unreserved(act.at))

    def _known_milestones(self) -> tuple[str, ...]:
        return self._order.plan.milestones

    def _view(self) -> ReleaseView:
        stages = release_stages(self._log.all())
        stage = stages[-1].stage if stages else "CALLED_OFF"
        return ReleaseView(
            reference=self._reference,
            stage=stage,
            stages=stages,
            order=self._order,
            milestones=self._log.all(),
            papers=tuple(self._papers.read),
            dossier=self._chase.lines(),
            keep_until=self._keep_until(),
            reconciliation=self._papers.reconciliation,
            declarations=tuple(self._clearing.started),
            funds=self._funds,
            cancelled=tuple(self._steps),
            waiting_for=release_waits_for(stage, self._papers.complete(), self._order.plan),
            open=not self._is_over(),
        )
