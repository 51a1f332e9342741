"""Leaving bond otherwise than planned: by persons' steps, too late, or not before the promise ends."""

import asyncio
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from activities.lots import DrawGoods, GoodsDrawn, LotActivities
from activities.overdue import OverdueActivities
from customs.acts import Cancel, CancelStep
from customs.orders import APPROVE, DONE, LateCharges, ReleaseOrder
from customs.people import SYSTEM
from workflows import exit_tasks, patience
from workflows.release_steps import ReleaseMoves
from workflows.reserving import Reservation
from workflows.traveller import Traveller


class Leaving(Traveller):
    """The part of a release that is no consumption in time."""

    _order: ReleaseOrder
    _moves: ReleaseMoves
    _reservation: Reservation
    _drawn: GoodsDrawn | None
    _late: LateCharges | None
    _expiry: "asyncio.Task[None] | None"

    async def _leave(self) -> datetime | None:
        """Have the steps done one by one; return when the goods had left, None if they stay."""
        steps, place, filed, done = self._order.plan.steps, 0, "", 0
        at = self._time.now()
        while place < len(steps):
            step = steps[place]
            task = exit_tasks.step(self._order, step, bool(filed), self._time)
            decided = await self._questions.decide(task)
            self._time.tell(decided.at)
            if decided.outcome != DONE.tag:
                if not filed:
                    await self._stay(step.kind, decided.reason, decided.at)
                    return None
                await self._take_back(filed, decided.at)
                place, filed = exit_tasks.place_of_filing(steps), ""
                continue
            at, done = exit_tasks.told_at(step, decided), done + 1
            if step.moves == "filed":
                filed = decided.form[step.number]
                await self._post(self._moves.under(filed, at, decided))
            elif step.moves == "gone":
                await self._post(self._moves.gone(filed, at, decided))
            if step.milestone:
                self._note(step.milestone, f"{step.kind}-{done}", at)
            await self._changed()
            place += 1
        return at

    async def _take_back(self, filed: str, at: datetime) -> None:
        """Customs cancelled or denied it: the goods are only promised again."""
        await self._post(self._moves.taken_back(filed, at))
        self._reservation.renew(at)
        for tag in ("EXIT_RELEASED", "EXIT_REGISTERED"):
            news = self._log.reached(tag)
            if news is not None:
                self._log.withdraw(news.event_id, at, at)
        await self._changed()

    async def _stay(self, step: str, why: str, at: datetime) -> None:
        await self._post(self._moves.unreserved(at))
        self._give_up(step, why)

    async def _be_late(self) -> bool:
        """Have the manager let goods go whose term is over, with its price before the eyes."""
        try:
            await self._draw()
            self._late = await workflow.execute_activity_method(
                OverdueActivities.charges, self._clearance_order(), **patience.OURS
            )
        except ActivityError as error:
            said = error.cause.message if isinstance(error.cause, ApplicationError) else ""
            self._give_up("overdue", said)
            return False
        task = exit_tasks.lateness(self._order, self._late, self._time)
        decided = await self._questions.decide(task)
        self._time.tell(decided.at)
        if decided.outcome == APPROVE.tag:
            return True
        self._give_up("overdue", f"{decided.actor.person}: {decided.reason}")
        return False

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
        registered = self._clearing.news("registered")
        return registered is not None or self._log.reached("EXIT_REGISTERED") is not None

    def _is_filed(self) -> bool:
        return self._is_registered() and self._clearing.news("cancelled") is None

    async def _draw(self) -> None:
        self._drawn = await workflow.execute_activity_method(
            LotActivities.goods, DrawGoods(items=self._order.items), **patience.OURS
        )

    def _give_up(self, step: str, why: str) -> None:
        self._steps.append(CancelStep(step=step, done=False, note=why))
        self._note("CANCELLED", "cancelled")
