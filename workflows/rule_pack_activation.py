"""One proposed rule pack: compared, decided by a second person, put in force."""

import asyncio
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception

from activities.packs import RulePackActivities
from customs.activation import ActivatePack, PackCompared, PackView, ProposePack
from customs.acts import Refresh, TaskDecided, Tick
from customs.orders import APPROVE
from workflows import patience
from workflows.asking import Questions
from workflows.clock import BusinessTime
from workflows.rule_pack_tasks import KIND, approval
from workflows.snapshots import Picture


@workflow.defn(name="RulePackActivation")
class RulePackActivation:
    """Puts a rule pack in force only when somebody else than its proposer wants it."""

    @workflow.init
    def __init__(self, order: ProposePack) -> None:
        self._order = order
        self._owner = f"rules/{order.id}"
        self._time = BusinessTime(order.clock)
        self._questions = Questions(self._owner)
        self._picture = Picture("rules", order.id)
        self._view = PackView(id=order.id, order=order)
        self._asked = 0

    @workflow.run
    async def run(self, order: ProposePack) -> PackView:
        """Compare, ask, put in force; again if another pack came into force meanwhile."""
        try:
            while self._view.open:
                compared = await self._compare()
                decided = await self._decide(compared)
                if decided.outcome == APPROVE.tag:
                    await self._activate(compared, decided)
                else:
                    await self._end("refused", decided)
        except (asyncio.CancelledError, ActivityError) as stopped:
            # Cancelled within an activity it is told as the activity's failure.
            if not is_cancelled_exception(stopped):
                raise
            await self._questions.withdraw_all("the proposal was cancelled")
            await self._show(state="withdrawn", open=False)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._view

    @workflow.signal(name="tick")
    def tick(self, tick: Tick) -> None:
        """The business clock was moved."""
        self._time.tell(tick.now)

    @workflow.signal(name="refresh")
    async def refresh(self, _: Refresh) -> None:
        """Write the row again."""
        await self._picture.take(self._view)

    @workflow.query(name="view")
    def view(self) -> PackView:
        """Return the proposal as it stands."""
        return self._view

    # The steps.

    async def _compare(self) -> PackCompared:
        """Have the pack compared with that in force, over all that lies in bond."""
        await self._show(state="comparing")
        return await workflow.execute_activity_method(
            RulePackActivities.compare, self._order, **patience.PREVIEWING
        )

    async def _decide(self, compared: PackCompared) -> TaskDecided:
        """Ask somebody who did not propose it."""
        self._asked += 1
        question = await self._questions.ask(approval(self._order, compared, self._time))
        await self._show(state="deciding", compared=compared)
        decided = await question.answer()
        self._time.tell(decided.at)
        return decided

    async def _activate(self, compared: PackCompared, decided: TaskDecided) -> None:
        request = ActivatePack(
            proposal=self._order,
            base=compared.base,
            task=f"{self._owner}/{KIND}-{self._asked}",
            decided=decided,
        )
        try:
            await workflow.execute_activity_method(
                RulePackActivities.activate, request, **patience.OURS
            )
        except ActivityError as error:
            if not _is_outdated(error):
                raise
            # Approved was a difference that no longer is one: it is asked again.
            await self._show(note=str(error.cause))
        else:
            await self._end("activated", decided)

    async def _end(self, state: str, decided: TaskDecided) -> None:
        await self._show(
            state=state,
            decided_by=decided.actor.person,
            decided_at=decided.at,
            note=decided.reason,
            open=False,
        )

    async def _show(self, **changes: Any) -> None:
        self._view = self._view.model_copy(update=changes)
        await self._picture.take(self._view)


def _is_outdated(error: ActivityError) -> bool:
    return isinstance(error.cause, ApplicationError) and error.cause.type == "BaseChanged"
