"""One exit from bond: called off, accepted, invoiced, funded, cleared, delivered."""

import asyncio
from datetime import datetime, timedelta
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.lots import DrawGoods, GoodsDrawn, LotActivities
from activities.releases import ReleaseActivities
from customs.acts import (
    Cancel,
    CancelStep,
    Delivered,
)
from customs.filing import RequestFunds
from customs.orders import APPROVE, ClearanceOrder, DeclaredGoods, ReleaseOrder
from customs.people import SYSTEM, Role
from customs.stages import release_stages
from customs.views import FundsRequest, ReleaseView
from customs.waiting import release_waits_for
from workflows import patience, release_steps
from workflows.clearance_tasks import correction
from workflows.filing import problems_of
from workflows.import_steps import declare_again
from workflows.release_steps import ReleaseMoves
from workflows.reserving import Reservation
from workflows.traveller import Traveller


@workflow.defn(name="BondedRelease")
class BondedRelease(Traveller):
    """Takes some lots out of bond for consumption, at the pace of demand."""

    @workflow.init
    def __init__(self, order: ReleaseOrder) -> None:
        self._order = order
        items = tuple(line.item for line in order.items)
        self._set_out(
            "release", order.reference, order.clock, items, order.plan.papers, order.programme
        )
        self._require_papers(order, order.parties.owner)
        self._moves = ReleaseMoves(order)
        self._drawn: GoodsDrawn | None = None
        self._funds: FundsRequest | None = None
        self._reservation = Reservation()
        self._expiry: asyncio.Task[None] | None = None
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
        if accepted_at is None or not await self._reserve(accepted_at):
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
        self._drawn = await workflow.execute_activity_method(
            LotActivities.goods, DrawGoods(items=self._order.items), **patience.OURS
        )
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
        await workflow.wait_condition(lambda: self._drawn is not None and self._papers.complete())
        while self._funds is None:
            self._funds = await self._funds_needed()
        await self._changed()
        task = release_steps.funding(self._order, self._funds, self._time)
        decided = await self._questions.decide(task)
        self._time.tell(decided.at)
        self._note("FUNDED", "funded", decided.at)
        await self._clearing.lift("funds")
        await self._changed()

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

    async def _expire(self) -> None:
        """Give the lots back if nothing was filed before the reservation ends.

        Customs may cancel what was filed: then the lots are promised anew, and not for ever.
        """
        await workflow.wait_condition(lambda: self._reservation.at is not None)
        is_filed = self._is_registered
        while True:
            reserved_at = self._reservation.at or self._time.now()
            limit = reserved_at + timedelta(days=self._order.reservation_days)
            if not await self._time.wait(is_filed, limit):
                break
            if not workflow.patched("reservation-expires-again"):
                await asyncio.Event().wait()  # nothing left to watch
            await self._reservation.renewed()
            is_filed = self._is_filed
        act = Cancel(actor=SYSTEM, reason="reservation expired", at=self._time.now())
        # A life beside is ended with the release: what it undid must outlive it.
        if workflow.patched("expiry-outlives-the-release"):
            self._expiry = asyncio.create_task(self._cancel(act))
        else:
            await self._cancel(act)
        await asyncio.Event().wait()  # nothing left to watch

    def _is_registered(self) -> bool:
        return self._clearing.news("registered") is not None

    def _is_filed(self) -> bool:
        return self._is_registered() and self._clearing.news("cancelled") is None

    # The smaller parts.

    def _clearance_order(self) -> ClearanceOrder:
        return release_steps.clearance_order(
            self._order, self._goods(), self._papers, self._clearing.next(), self._time
        )

    def _goods(self) -> tuple[DeclaredGoods, ...]:
        agreed = self._papers.reconciliation if self._papers.agreed() else None
        return release_steps.at_sale_price(self._drawn.goods if self._drawn else (), agreed)

    async def _undo(self, step: str, act: Cancel) -> None:
        if step == "release_reservation" and await self._reservation.stands():
            await self._post(self._moves.unreserved(act.at))

    def _give_up(self, step: str, why: str) -> None:
        self._steps.append(CancelStep(step=step, done=False, note=why))
        self._note("CANCELLED", "cancelled")

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
            waiting_for=release_waits_for(stage, self._papers.complete()),
            open=not self._is_over(),
        )
