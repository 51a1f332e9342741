"""The storyteller's hands: the desk, the people, the clock, and waiting for what comes."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from typing import Any, TypeVar

from cli.story.teller import Teller
from customs.acts import Refresh
from customs.clock import BRASILIA
from customs.people import SYSTEM, Actor
from customs.views import TaskView
from wiring.desk import Desk
from wiring.desk.access import actor_of
from wiring.desk.forms import EventForm, MilestoneForm, PaperForm, TaskForm
from wiring.stack.folder import StackFolder

T = TypeVar("T")
LONGEST = 90.0
"""Seconds that the story waits for anything of the house's; people have all the time."""
_LOOK_EVERY = 0.08
YEAR = 2026


class StoryStuck(Exception):
    """Something that the story waits for does not come."""


@dataclass
class Stage:
    """Where the story is played: nothing happens on it but by the desk."""

    desk: Desk
    tell: Teller
    run: int
    """Number of this telling: it stands in every reference."""
    console_url: str
    stack: StackFolder | None = None
    """The running stack on this machine, if there is one."""
    interactive: bool = False

    def actor(self, name: str) -> Actor:
        """Return a person of the story as the desk knows them."""
        person = self.desk.ports.people.get(name)
        assert person is not None, name  # noqa: S101  # the cast was seeded
        return actor_of(person)

    def worker_pid(self) -> int | None:
        """Return the process of the worker that files, if it runs on this machine."""
        parts = self.stack.read()["parts"] if self.stack else {}
        pid = parts.get("worker-imports", {}).get("pid")
        return int(pid) if pid else None

    # The clock.

    async def on(self, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        """Move the story clock; the foreign-trade system is looked at on the new day."""
        await self.desk.move_clock(moment(month, day, hour, minute), SYSTEM)
        await self.look_at_portal()

    async def look_at_portal(self) -> None:
        """Have open declarations asked for now: a story does not wait a real minute for news."""
        await self.desk.signal("portal-watch/broker", "watch", Refresh())

    # What people and machines do.

    async def report(self, reference: str, tag: str, person: str, **facts: Any) -> None:
        """A person reports a milestone that happened just now, unless it is said when."""
        occurred_at = facts.pop("occurred_at", None) or await self.desk.now()
        form = MilestoneForm(tag=tag, occurred_at=occurred_at, **facts)
        await self.desk.milestone(reference, form, self.actor(person))

    async def events(self, source: str, events: Sequence[dict[str, Any]]) -> None:
        """A machine reports a batch."""
        await self.desk.report([EventForm.model_validate(e) for e in events], source, SYSTEM)

    async def hand_in(
        self, reference: str, papers: dict[str, bytes], person: str, **facts: Any
    ) -> None:
        """A person hands papers in."""
        forms = [
            PaperForm(filename=f"{kind}.pdf", body=body, **facts) for kind, body in papers.items()
        ]
        await self.desk.add_papers(reference, forms, self.actor(person))

    async def answer(
        self, owner: str, kind: str, person: str, outcome: str = "approve", **answer: Any
    ) -> TaskView:
        """A person decides the open task of a kind, with its evidence as it is shown."""
        task = await self.task(owner, kind)
        if self.interactive and outcome == "approve":
            return await self._by_the_person(task, person, answer.get("form", {}))
        return await self.decide(task, person, outcome, **answer)

    async def decide(
        self, task: TaskView, person: str, outcome: str = "approve", **answer: Any
    ) -> TaskView:
        """A person decides a task with the evidence that ``task`` showed."""
        seen = task.order.evidence.sha256 if task.order.evidence else None
        form = TaskForm(outcome=outcome, evidence_sha256=seen, **answer)
        return await self.desk.complete(task.id, form, self.actor(person))

    # Waiting for what comes.

    async def task(self, owner: str, kind: str) -> TaskView:
        """Wait until an owner's task of a kind is open."""

        async def look() -> TaskView | None:
            rows = await asyncio.to_thread(
                self.desk.ports.snapshots.find,
                "task",
                owner=owner,
                where={"open": True, "kind": kind},
            )
            return TaskView.model_validate(rows[0]) if rows else None

        return await self.until(f"the task {kind} of {owner}", look)

    async def row(
        self, kind: str, id: str, condition: Callable[[dict[str, Any]], bool], what: str = ""
    ) -> dict[str, Any]:
        """Wait until a row of SQL meets a condition, and return it."""

        async def look() -> dict[str, Any] | None:
            body = await self.desk.snapshot(kind, id)
            return body if body is not None and condition(body) else None

        return await self.until(what or f"{kind} {id}", look)

    async def stage_is(self, kind: str, reference: str, *stages: str) -> dict[str, Any]:
        """Wait until an import or release has reached one of ``stages``."""
        what = f"{reference}: {' / '.join(stages)}"
        return await self.row(kind, reference, lambda body: body["stage"] in stages, what)

    async def until(
        self, what: str, look: Callable[[], Awaitable[T | None]], longest: float = LONGEST
    ) -> T:
        """Look again until there is something to see.

        Raises:
            StoryStuck: it did not come in time.
        """
        with self.tell.waiting(f"waiting for {what}"):
            limit = time.monotonic() + longest
            while (seen := await look()) is None:
                if time.monotonic() > limit:
                    raise StoryStuck(f"{what} did not come within {longest:.0f} s")
                await asyncio.sleep(_LOOK_EVERY)
        return seen

    async def _by_the_person(self, task: TaskView, role: str, form: dict[str, str]) -> TaskView:
        """Leave a task to whoever sits at the console."""
        filled = ", ".join(f"{name} = {value}" for name, value in form.items())
        self.tell.say(f"[bold yellow]Your turn:[/] {task.order.title_en}")
        self.tell.say(
            f"sign in as [bold]{role}[/] at {self.console_url} and decide the task {task.id}"
            + (f" ({filled})" if filled else "")
        )

        async def look() -> TaskView | None:
            now = await self.desk.task(task.id)
            return None if now.open else now

        return await self.until(f"the decision of {task.id}", look, longest=float("inf"))


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of the story's year in Brasília."""
    return datetime.combine(date(YEAR, month, day), clock_time(hour, minute), BRASILIA)
