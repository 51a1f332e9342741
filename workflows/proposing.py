"""The proposals of a programme: asked of the planner, and started when approved."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import ChildWorkflowError, WorkflowAlreadyStartedError
from temporalio.workflow import ParentClosePolicy

from customs.acts import TaskDecided
from customs.agreed_orders import (
    agreed_import,
    agreed_release,
    called_off,
    fresh_reference,
    ordered,
)
from customs.agreement import Agreement
from customs.clock import brazilian_date
from customs.orders import APPROVE, REFUSE, FormField, ImportOrder, ReleaseOrder, TaskOrder
from customs.people import Role
from customs.programme import OpenProposal, Programme, Proposal
from workflows import patience
from workflows.clock import BusinessTime
from workflows.started import Started

QUIET_DAYS = 7
"""After a refusal the same kind is not proposed again for so long, if nobody said a day."""

Changed = Callable[[], Awaitable[None]]


class Proposals:
    """At most one open proposal of a kind; each is a task of the planner's."""

    def __init__(self, programme: Programme, time: BusinessTime) -> None:
        memory = programme.memory
        self.agreement = Agreement.model_validate(programme.model_dump(exclude={"memory"}))
        self.started = Started(memory)
        self._time = time
        self._asked = dict(memory.asked)
        self._quiet_until = dict(memory.quiet_until)
        self._open: dict[str, OpenProposal] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def open(self) -> tuple[OpenProposal, ...]:
        """Return what waits for the planner."""
        return tuple(self._open.values())

    def idle(self) -> bool:
        """Return whether nothing is open, nor being started."""
        return all(waiting.done() for waiting in self._waiting.values())

    def silent(self, on: date) -> tuple[str, ...]:
        """Return the kinds that are not to be proposed on a day."""
        refused = (kind for kind, until in self._quiet_until.items() if on < until)
        return tuple(dict.fromkeys((*self._open, *refused)))

    def memory(self) -> dict[str, Any]:
        """Return what is carried over to a new run."""
        return {
            "imports": self.started.imports(),
            "releases": self.started.releases(),
            "used": self.started.used(),
            "asked": self._asked,
            "quiet_until": self._quiet_until,
        }

    async def ask(self, proposal: Proposal, changed: Changed) -> None:
        """Open the planner's task; what was approved is started without anyone waiting."""
        n = self._asked.get(proposal.kind, 0) + 1
        self._asked[proposal.kind] = n
        task = f"{self.agreement.name}/{proposal.kind}-{n}"
        self._open[proposal.kind] = OpenProposal(task=task, proposal=proposal)
        handle = await workflow.start_child_workflow(
            "HumanTask",
            _question(self.agreement.name, proposal, n, self._time),
            id=f"task/{task}",
            result_type=TaskDecided,
            parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
            task_timeout=patience.TASK_TIMEOUT,
        )
        self._waiting[proposal.kind] = asyncio.create_task(self._follow(proposal, handle, changed))

    async def _follow(
        self,
        proposal: Proposal,
        handle: workflow.ChildWorkflowHandle[Any, TaskDecided],
        changed: Changed,
    ) -> None:
        try:
            decided = await handle
        except ChildWorkflowError:
            workflow.logger.warning("the task of a proposal was ended from outside")
        else:
            await self._take(proposal, decided)
        del self._open[proposal.kind]
        await changed()

    async def _take(self, proposal: Proposal, decided: TaskDecided) -> None:
        self._time.tell(decided.at)
        if decided.outcome == APPROVE.tag:
            await self._start(proposal, decided)
        elif decided.outcome == REFUSE.tag:
            self._quiet_until[proposal.kind] = _again_on(decided)

    async def _start(self, proposal: Proposal, decided: TaskDecided) -> None:
        """Start what was approved; a reference that is taken gets a number behind it."""
        wanted = decided.form.get("reference", "")
        while True:
            reference = fresh_reference(wanted, proposal.reference, self.started.used())
            try:
                await self._begin(proposal, reference, decided)
            except WorkflowAlreadyStartedError:
                self.started.forget(reference)
                continue
            return

    async def _begin(self, proposal: Proposal, reference: str, decided: TaskDecided) -> None:
        # Remembered first: its first news may come before the answer that it was started.
        terms = (self.agreement, proposal, reference, decided.actor, self._time.reading())
        if proposal.kind == "order":
            self.started.add_import(ordered(proposal, reference))
            await _abandoned("ImportProcess", f"import/{reference}", agreed_import(*terms))
        else:
            self.started.add_release(called_off(proposal, reference))
            await _abandoned("BondedRelease", f"release/{reference}", agreed_release(*terms))


async def _abandoned(name: str, id: str, order: ImportOrder | ReleaseOrder) -> None:
    """Start a workflow that outlives this run; it reports by signal."""
    await workflow.start_child_workflow(
        name,
        order,
        id=id,
        parent_close_policy=ParentClosePolicy.ABANDON,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        task_timeout=patience.TASK_TIMEOUT,
    )


def _question(agreement: str, proposal: Proposal, n: int, time: BusinessTime) -> TaskOrder:
    return TaskOrder(
        owner_reference=agreement,
        kind=proposal.kind,
        n=n,
        title=proposal.title,
        title_en=proposal.title_en,
        instructions=proposal.reason,
        instructions_en=proposal.reason_en,
        roles=(Role.PLANNER,),
        outcomes=(APPROVE, REFUSE),
        fields=(
            FormField(
                name="reference",
                label="Referência",
                label_en="Reference",
                value=proposal.reference,
                required=False,
            ),
            FormField(
                name="again_on",
                label="Propor de novo em",
                label_en="Propose again on",
                type="date",
                required=False,
            ),
        ),
        remind_at=time.now() + patience.REMIND,
        clock=time.reading(),
    )


def _again_on(decided: TaskDecided) -> date:
    """Return the day before which a refused kind is not proposed again."""
    try:
        return date.fromisoformat(decided.form.get("again_on", ""))
    except ValueError:
        return brazilian_date(decided.at) + timedelta(days=QUIET_DAYS)
