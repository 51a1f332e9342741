"""The words in which the scenario is told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from temporalio import activity
from temporalio.client import Client

from activities.planning import PlanningActivities
from customs.acts import CompleteTask, PortalNews, RecordMilestone, Tick
from customs.agreement import Agreement
from customs.clock import ClockMode, ClockReading
from customs.papers import AddPapers
from customs.people import Actor, Role
from customs.plan import Regime
from customs.plans import plan_import, plan_release
from customs.programme import Review, ReviewProgramme
from records.ports import DemandReport
from tests.workflows.orders import PAPERS, a_paper, news
from tests.workflows.programme_world import an_agreement
from tests.workflows.world import BROKER, NOW, OPERATOR, PEOPLE, World

T = TypeVar("T")
PLANNER = Actor(person="planner", roles=(Role.PLANNER,))
__all__ = ["PAPERS", "StoryWorld", "Told"]


@dataclass
class Book:
    """Rolamar sells 3 000 bearings a week and counted 27 000 on the first day."""

    def demand(self, agreement: str) -> list[DemandReport]:
        """Return the weekly demand."""
        monday = NOW.date() - timedelta(days=NOW.weekday())
        return [_report(agreement, monday, 3000)]

    def stock(self, agreement: str) -> list[DemandReport]:
        """Return the count."""
        return [_report(agreement, NOW.date(), 27000)]


def _report(agreement: str, on: date, pieces: int) -> DemandReport:
    return DemandReport(agreement=agreement, item="A", on=on, quantity=Decimal(pieces))


@dataclass
class StoryWorld(World):
    """The faked world, with the real review over its ledger."""

    book: Book = field(default_factory=Book)

    @activity.defn(name="planning.review")
    async def review(self, asked: ReviewProgramme) -> Review:
        return PlanningActivities(self.book, self.ledger).review(asked)  # type: ignore[arg-type]


@dataclass
class Told:
    """What the persons and machines of the scenario do, each in one word."""

    client: Client
    world: StoryWorld
    now: datetime = NOW

    async def the_programme_starts(self) -> None:
        """An agreement on bearings, in a story's time."""
        agreement: Agreement = an_agreement("LUME").model_copy(
            update={
                "import_plan": plan_import(Regime.BONDED, "sea", customs_transit=True),
                "release_plan": plan_release(),
                "clock": ClockReading(mode=ClockMode.STORY, now=NOW),
            }
        )
        await self.client.start_workflow(
            "VmiProgramme", agreement, id="programme/LUME", task_queue="imports"
        )

    async def weeks_pass(self, weeks: int) -> None:
        """The business clock moves on."""
        self.now += timedelta(weeks=weeks)
        await self._handle("programme/LUME").signal("tick", Tick(now=self.now))

    async def decides(self, task: str, outcome: str = "approve", **answer: Any) -> None:
        """Somebody in the right role decides a task."""
        kind = task.rpartition("/")[2].rpartition("-")[0]
        row = await self._until(lambda: self.world.task(task))
        evidence = row["order"]["evidence"]
        act = CompleteTask(
            actor=PLANNER if task.startswith("LUME/") else PEOPLE[kind],
            at=self.now,
            outcome=outcome,
            evidence_sha256=evidence["sha256"] if evidence else None,
            **answer,
        )
        await self._handle(f"task/{task}").execute_update("complete", act)

    async def papers_come(self, id: str, *files: str) -> None:
        """The broker hands papers in."""
        act = AddPapers(papers=tuple(a_paper(f) for f in files), actor=BROKER, at=self.now)
        await self._handle(id).execute_update("add_papers", act)

    async def carrier_says(self, id: str, *tags: str) -> None:
        """A machine reports, and repeats itself."""
        for _ in range(2):
            await self._handle(id).signal("milestones", news(*tags, at=self.now))

    async def operator_says(self, id: str, *tags: str) -> None:
        """A person at the dry port reports."""
        for tag in tags:
            report = RecordMilestone(
                news=news(tag, at=self.now, source="otto").news[0], actor=OPERATOR
            )
            await self._handle(id).execute_update("record_milestone", report)

    async def customs_releases(self, clearance: str) -> None:
        """The foreign-trade system says that a declaration is released."""
        record = await self._until(lambda: self.world.watched.get(f"clearance/{clearance}"))
        said = PortalNews(
            number=record.number,
            version=1,
            situation="DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA",
            channel="VERDE",
            occurred_at=self.now,
            recorded_at=self.now,
        )
        await self._handle(f"clearance/{clearance}").signal("portal", said)

    async def shown(self, kind: str, id: str, has: str = "open", **facts: Any) -> dict[str, Any]:
        """The lists come to show these facts, and something under ``has``."""

        def row() -> dict[str, Any] | None:
            body = self.world.rows.get((kind, id))
            right = body and all(body[name] == value for name, value in facts.items())
            return body if body and right and (body[has] or has == "open") else None

        return await self._until(row)

    def held(self) -> dict[str, Decimal]:
        """Return what each account holds, the supplier's apart."""
        held = self.world.ledger.balances()
        return {b.account: b.quantity for b in held if not b.account.startswith("supplier")}

    async def _until(self, look: Callable[[], T | None]) -> T:
        for _ in range(1000):
            if (seen := look()) is not None:
                return seen
            await asyncio.sleep(0.01)
        raise AssertionError(f"never came true; rows: {list(self.world.rows)}")

    def _handle(self, id: str) -> Any:
        return self.client.get_workflow_handle(id)
