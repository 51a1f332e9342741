"""Asking a person: a ``HumanTask`` child, and withdrawing the question."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from temporalio import workflow
from temporalio.workflow import ParentClosePolicy

from customs.acts import TaskDecided, WithdrawTask
from customs.orders import TaskOrder
from customs.people import Role
from workflows import patience
from workflows.telling import tell


class Question:
    """A task that is open: its answer can be awaited, or it can be withdrawn."""

    def __init__(self, handle: workflow.ChildWorkflowHandle[Any, TaskDecided]) -> None:
        self._handle = handle

    def answered(self) -> bool:
        """Return whether it was decided or withdrawn."""
        return self._handle.done()

    async def answer(self) -> TaskDecided:
        """Wait for the decision."""
        # Who awaits the child itself hands a cancellation on to it, and goes on with its answer.
        await workflow.wait_condition(self._handle.done)
        return await self._handle

    async def answer_unless(self, moot: Callable[[], bool], why: str) -> TaskDecided | None:
        """Wait for the decision; when ``moot`` comes true first, withdraw and return None.

        A decision that crossed the withdrawal is void too: its question no longer stands.
        """
        await workflow.wait_condition(lambda: self.answered() or moot())
        if self.answered():
            return await self._handle
        await self.withdraw(why)
        return None

    async def withdraw(self, reason: str) -> TaskDecided:
        """Withdraw the question and return *withdrawn*, or the decision that came first."""
        if not self._handle.done():
            await tell(self._handle.id, "withdraw", WithdrawTask(reason=reason))
        return await self._handle


class Questions:
    """The questions of one workflow, numbered by kind."""

    def __init__(self, owner_reference: str) -> None:
        self._owner = owner_reference
        self._asked: Counter[str] = Counter()
        self._open: list[Question] = []

    async def ask(self, order: TaskOrder) -> Question:
        """Open the task ``task/{owner}/{kind}-{n}`` with the next number of its kind."""
        self._asked[order.kind] += 1
        asked_at = order.clock.now
        numbered = order.model_copy(
            update={
                "owner_reference": self._owner,
                "n": self._asked[order.kind],
                "remind_at": order.remind_at or asked_at + patience.REMIND,
                "due_at": order.due_at or asked_at + patience.DUE,
                "escalate_to": order.escalate_to or (Role.CUSTOMS_MANAGER,),
            }
        )
        handle = await workflow.start_child_workflow(
            "HumanTask",
            numbered,
            id=f"task/{self._owner}/{numbered.kind}-{numbered.n}",
            result_type=TaskDecided,
            parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
            task_timeout=patience.TASK_TIMEOUT,
        )
        question = Question(handle)
        self._open = [*(q for q in self._open if not q.answered()), question]
        return question

    async def withdraw_all(self, why: str) -> None:
        """Withdraw every question that is still open."""
        for question in self._open:
            await question.withdraw(why)

    async def decide(self, order: TaskOrder) -> TaskDecided:
        """Open a task and wait for its decision."""
        question = await self.ask(order)
        return await question.answer()
