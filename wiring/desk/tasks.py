"""The counter of tasks: claim, put back, complete, each bound to what the person saw."""

import asyncio
from typing import Any

from customs.acts import ClaimTask, CompleteTask
from customs.people import Actor
from customs.views import TaskView
from wiring.desk.answers import checked_answers
from wiring.desk.counter import Counter, act_id
from wiring.desk.errors import Conflict, DeskError, Invalid, NotFound
from wiring.desk.evidence import Change, changes
from wiring.desk.forms import TaskForm
from wiring.desk.ports import NotRunning


class TaskCounter(Counter):
    """Passes a person's decision on. The task itself guards role, four eyes, amount, evidence."""

    async def claim(self, task_id: str, actor: Actor, key: str | None = None) -> TaskView:
        """Take a task, so that others see who is at it.

        Raises:
            NotFound: no such task.
            Forbidden: it is for other roles.
            Conflict: it is over, or another person is at it.
        """
        return await self._hold("claim", task_id, actor, key)

    async def put_back(self, task_id: str, actor: Actor, key: str | None = None) -> TaskView:
        """Give a claimed task back to its group; raises as ``claim`` does."""
        return await self._hold("put_back", task_id, actor, key)

    async def complete(
        self, task_id: str, form: TaskForm, actor: Actor, key: str | None = None
    ) -> TaskView:
        """Decide a task; the answer already shows the new state.

        Raises:
            NotFound: no such task.
            Invalid: an answer is not of its field's type, or one or a reason is missing.
            Forbidden: other roles, the preparer himself, or above the person's authority.
            Conflict: it is over, or the evidence is no longer what the person saw: both hashes
                and the changes are in ``extra``.
        """
        seen = form.evidence_sha256 or ""
        async with self.act(
            actor, "task.complete", task_id, outcome=form.outcome, evidence=seen
        ) as note:
            task = await self.task(task_id)
            act = CompleteTask(
                actor=actor,
                at=await self.now(),
                outcome=form.outcome,
                form=checked_answers(task.order.fields, form.form),
                reason=form.reason,
                evidence_sha256=form.evidence_sha256,
            )
            try:
                return await self._ask(task_id, "complete", act, key)
            except NotRunning:
                refusal = await self._it_is_over(await self.task(task_id), seen)
                note["current_evidence"] = str(refusal.extra.get("current", ""))
                raise refusal from None
            except DeskError as refusal:
                note["current_evidence"] = _hash(task)
                raise await self._explained(refusal, task, form) from refusal

    async def task(self, task_id: str) -> TaskView:
        """Return a task as it stands.

        Raises:
            NotFound: no such task.
        """
        body = await self.snapshot("task", task_id)
        if body is None:
            raise NotFound("unknown-task", f"There is no task {task_id!r}.")
        return TaskView.model_validate(body)

    async def _hold(self, act: str, task_id: str, actor: Actor, key: str | None) -> TaskView:
        async with self.act(actor, f"task.{act}", task_id):
            task = await self.task(task_id)
            claim = ClaimTask(actor=actor, at=await self.now())
            try:
                return await self._ask(task_id, act, claim, key)
            except NotRunning:
                raise await self._it_is_over(task, "") from None

    async def _ask(
        self, task_id: str, name: str, act: ClaimTask | CompleteTask, key: str | None
    ) -> TaskView:
        update_id = act_id(name, act.actor, key)
        return await self.update(f"task/{task_id}", name, act, update_id=update_id, answer=TaskView)

    async def _it_is_over(self, task: TaskView, seen: str) -> Conflict:
        """Say who decided the task; or, if it was withdrawn, what took its place."""
        successor = await self._successor(task)
        if task.state == "CANCELLED" and successor is not None and _hash(successor) != _hash(task):
            return await self._evidence_changed(task, successor, seen or _hash(task))
        last = task.history[-1] if task.history else None
        how = f"{task.outcome} by {last.actor.person} on {last.at.isoformat()}" if last else "over"
        because = f": {task.reason or last.note}" if last and (task.reason or last.note) else ""
        return Conflict("task-closed", f"This task is no longer open: {how}{because}.")

    async def _explained(self, refusal: DeskError, task: TaskView, form: TaskForm) -> DeskError:
        if refusal.code == "evidence-changed":
            return await self._evidence_changed(task, task, form.evidence_sha256 or "")
        if refusal.code == "task-closed":
            # It was withdrawn for another, and its workflow still had to end.
            over = await self._it_is_over(await self.task(task.id), form.evidence_sha256 or "")
            return over if over.code == "evidence-changed" else refusal
        if refusal.code == "field-missing":
            return _missing(refusal, task, form)
        return refusal

    async def _evidence_changed(self, task: TaskView, now: TaskView, seen: str) -> Conflict:
        current = _hash(now)
        withdrawn = "" if now.id == task.id else f" Decide {now.id} instead."
        return Conflict(
            "evidence-changed",
            "The evidence changed since it was on your screen, so this decision was not taken: "
            f"you saw {seen or 'none'}, it is now {current}.{withdrawn}",
            field="evidence_sha256",
            extra={
                "shown": seen,
                "current": current,
                "task": now.id,
                "changes": [change.model_dump() for change in await self._changes(task, seen, now)],
            },
        )

    async def _changes(self, task: TaskView, seen: str, now: TaskView) -> list[Change]:
        known = {_hash(other): other.order.evidence for other in await self._same_kind(task)}
        before, after = known.get(seen), now.order.evidence
        if before is None or after is None:
            return []
        get = self.ports.store.get_json
        return changes(await asyncio.to_thread(get, before), await asyncio.to_thread(get, after))

    async def _successor(self, task: TaskView) -> TaskView | None:
        others = [other for other in await self._same_kind(task) if other.open]
        return max(others, key=lambda other: other.order.n, default=None)

    async def _same_kind(self, task: TaskView) -> list[TaskView]:
        bodies: list[dict[str, Any]] = await asyncio.to_thread(
            self.ports.snapshots.find,
            "task",
            owner=task.order.owner_reference,
            where={"kind": task.order.kind},
        )
        return [TaskView.model_validate(body) for body in bodies]


def _hash(task: TaskView) -> str:
    return task.order.evidence.sha256 if task.order.evidence else ""


def _missing(refusal: DeskError, task: TaskView, form: TaskForm) -> Invalid:
    fields = [f for f in task.order.fields if f.required and not form.form.get(f.name)]
    errors = [
        {"field": f"form.{f.name}", "message": f"{f.label_en} is missing ({f.type})"}
        for f in fields
    ]
    return Invalid(refusal.code, refusal.detail, extra=refusal.extra | {"errors": errors})
