"""One piece of work for a person: offer, claim, remind, escalate, complete, withdraw."""

import asyncio
from datetime import datetime
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from activities.messages import MessageActivities
from customs.acts import ClaimTask, CompleteTask, Refresh, TaskDecided, Tick, WithdrawTask
from customs.filing import SendMessage
from customs.orders import TaskOrder
from customs.people import SYSTEM, Actor
from customs.reais import brl
from customs.views import TaskEvent, TaskView
from workflows import patience
from workflows.clock import BusinessTime
from workflows.snapshots import Picture


@workflow.defn(name="HumanTask")
class HumanTask:
    """A question to a person. Its evidence never changes: a changed one is a new task."""

    @workflow.init
    def __init__(self, order: TaskOrder) -> None:
        self._order = order
        self._id = f"{order.owner_reference}/{order.kind}-{order.n}"
        self._time = BusinessTime(order.clock)
        self._picture = Picture("task", self._id)
        self._assignee: str | None = None
        self._escalated = False
        self._decided: TaskDecided | None = None
        self._history: list[TaskEvent] = []

    @workflow.run
    async def run(self, order: TaskOrder) -> TaskDecided:
        """Offer the task, remind and escalate until it is decided."""
        try:
            await self._note("offered", SYSTEM, order.clock.now)
            await self._tell("task_offered")
            await self._wait_for_decision()
        except asyncio.CancelledError:
            self._end("cancelled", SYSTEM, self._time.now(), "the process moved on")
            await self._picture.take(self.view())
        await workflow.wait_condition(workflow.all_handlers_finished)
        assert self._decided is not None  # noqa: S101  # narrows the type: both ways out set it
        return self._decided

    # What others may tell us.

    @workflow.update(name="claim")
    async def claim(self, act: ClaimTask) -> TaskView:
        """Take the task, so that others see who is at it."""
        self._assignee = act.actor.person
        await self._note("claimed", act.actor, act.at)
        return self.view()

    @claim.validator
    def _may_claim(self, act: ClaimTask) -> None:
        self._must_be_open()
        self._must_have_role(act.actor)
        if self._assignee not in (None, act.actor.person):
            raise ApplicationError(
                f"{self._assignee} is already at this task", type="AlreadyClaimed"
            )

    @workflow.update(name="put_back")
    async def put_back(self, act: ClaimTask) -> TaskView:
        """Give a claimed task back to its group."""
        self._assignee = None
        await self._note("put_back", act.actor, act.at)
        return self.view()

    @put_back.validator
    def _may_put_back(self, act: ClaimTask) -> None:
        self._must_be_open()
        self._must_have_role(act.actor)

    @workflow.update(name="complete")
    async def complete(self, act: CompleteTask) -> TaskView:
        """Decide. The answer already shows the new state."""
        self._assignee = act.actor.person
        self._decided = TaskDecided(**act.model_dump())
        await self._note("done", act.actor, act.at, act.outcome)
        return self.view()

    @complete.validator
    def _may_complete(self, act: CompleteTask) -> None:
        self._must_be_open()
        self._must_have_role(act.actor)
        if act.outcome in self._order.guarded:
            self._must_be_guarded(act)
        self._must_be_filled_in(act)

    @workflow.signal(name="withdraw")
    async def withdraw(self, act: WithdrawTask) -> None:
        """The owner no longer asks; a decision that came first stands."""
        if self._decided is None:
            self._end("withdrawn", SYSTEM, self._time.now(), act.reason)
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
    def view(self) -> TaskView:
        """Return the task as it stands."""
        decided = self._decided
        return TaskView(
            id=self._id,
            order=self._order,
            state=self._state(),
            assignee=self._assignee,
            escalated=self._escalated,
            outcome=decided.outcome if decided else None,
            completed_at=decided.at if decided else None,
            form=decided.form if decided else {},
            reason=decided.reason if decided else "",
            history=tuple(self._history),
            open=decided is None,
        )

    # The steps.

    async def _wait_for_decision(self) -> None:
        if self._order.remind_at and not await self._is_decided_by(self._order.remind_at):
            await self._note("reminded", SYSTEM, self._time.now())
            await self._tell("task_reminder")
        if self._order.due_at and not await self._is_decided_by(self._order.due_at):
            await self._escalate()
        await workflow.wait_condition(lambda: self._decided is not None)

    async def _is_decided_by(self, moment: datetime) -> bool:
        return await self._time.wait(lambda: self._decided is not None, moment)

    async def _escalate(self) -> None:
        roles = dict.fromkeys((*self._order.roles, *self._order.escalate_to))
        self._order = self._order.model_copy(update={"roles": tuple(roles)})
        self._escalated = True
        await self._note("escalated", SYSTEM, self._time.now())
        await self._tell("task_escalated")

    async def _tell(self, template: str) -> None:
        # A message is a courtesy: the task is in the inbox whether it arrives or not.
        workflow.start_activity_method(
            MessageActivities.send,
            SendMessage(
                key=f"{self._id}/{template}",
                to=tuple(role.value for role in self._order.roles),
                template=template,
                data={"task": self._id, "title": self._order.title},
            ),
            **patience.COURTESY,
        )

    async def _note(self, what: str, actor: Actor, at: datetime, note: str = "") -> None:
        self._time.tell(at)
        self._history.append(TaskEvent(what=what, actor=actor, at=at, note=note))
        await self._picture.take(self.view())

    def _end(self, outcome: str, actor: Actor, at: datetime, reason: str) -> None:
        self._decided = TaskDecided(outcome=outcome, actor=actor, at=at, reason=reason)
        self._history.append(TaskEvent(what=outcome, actor=actor, at=at, note=reason))

    def _state(self) -> str:
        if self._decided is not None:
            ended = self._decided.outcome in ("withdrawn", "cancelled")
            return "CANCELLED" if ended else "DONE"
        return "CLAIMED" if self._assignee else "OPEN"

    # The guards.

    def _must_be_open(self) -> None:
        if self._decided is not None:
            raise ApplicationError(
                f"this task is over: {self._decided.outcome} by {self._decided.actor.person}",
                type="TaskClosed",
            )

    def _must_have_role(self, actor: Actor) -> None:
        if not actor.may(*self._order.roles):
            roles = ", ".join(self._order.roles)
            raise ApplicationError(f"this task is for: {roles}", type="WrongRole")

    def _must_be_guarded(self, act: CompleteTask) -> None:
        order = self._order
        if act.actor.person in order.not_by:
            raise ApplicationError(
                f"{act.actor.person} prepared this and may not approve it", type="FourEyes"
            )
        if order.evidence and act.evidence_sha256 != order.evidence.sha256:
            raise ApplicationError(
                f"the evidence changed: seen {act.evidence_sha256}, "
                f"it is now {order.evidence.sha256}",
                type="EvidenceChanged",
            )
        limit, amount = act.actor.authority_brl, order.amount_brl
        if amount is not None:
            # What is tolerated may be paid: it counts against the authority like the amount.
            amount += Decimal(act.form.get("tolerance_brl") or 0)
        if limit is not None and amount is not None and amount > limit:
            raise ApplicationError(
                f"{brl(amount)} is above the authority of {act.actor.person}, {brl(limit)}",
                type="AboveAuthority",
            )

    def _must_be_filled_in(self, act: CompleteTask) -> None:
        outcome = next((o for o in self._order.outcomes if o.tag == act.outcome), None)
        if outcome is None:
            known = ", ".join(o.tag for o in self._order.outcomes)
            raise ApplicationError(
                f"no outcome {act.outcome!r}; it is one of: {known}", type="UnknownOutcome"
            )
        if outcome.needs_reason and not act.reason.strip():
            raise ApplicationError(f"{act.outcome!r} needs a reason", type="ReasonMissing")
        if not outcome.needs_form:
            return
        missing = [f.name for f in self._order.fields if f.required and not act.form.get(f.name)]
        if missing:
            raise ApplicationError(f"not filled in: {', '.join(missing)}", type="FieldMissing")
