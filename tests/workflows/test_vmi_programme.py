"""A programme: it looks every morning, asks the planner, starts what was approved."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from customs.acts import CompleteTask, Tick
from customs.agreement import Agreement
from customs.clock import ClockMode
from customs.programme import ProgrammeView
from tests.workflows.programme_world import (
    MONDAY,
    PLANNER,
    FakeMessages,
    FakePlanning,
    FakeRecords,
    QuietImport,
    QuietRelease,
    an_agreement,
)
from workflows.human_task import HumanTask
from workflows.vmi_programme import REVIEWS_A_RUN, VmiProgramme

T = TypeVar("T")


async def until(ask: Callable[[], Awaitable[T]], condition: Callable[[T], bool]) -> T:
    """Ask again until the answer meets the condition."""
    for _ in range(400):
        answer = await ask()
        if condition(answer):
            return answer
        await asyncio.sleep(0.02)
    raise AssertionError(f"never came true; last seen: {answer}")


@dataclass
class World:
    """A running programme with its fakes."""

    client: Client
    agreement: Agreement
    planning: FakePlanning
    records: FakeRecords

    @property
    def programme(self) -> WorkflowHandle[Any, Any]:
        """The programme, whichever its run."""
        return self.client.get_workflow_handle(f"programme/{self.agreement.name}")

    async def view(self) -> ProgrammeView:
        """Ask the programme how it stands."""
        answer: ProgrammeView = await self.programme.query("view", result_type=ProgrammeView)
        return answer

    async def seen(self, condition: Callable[[ProgrammeView], bool]) -> ProgrammeView:
        """Wait until the programme stands so."""
        return await until(self.view, condition)

    async def tick(self, days: int) -> None:
        """Move the story clock."""
        await self.programme.signal("tick", Tick(now=MONDAY + timedelta(days=days)))

    async def decide(self, task: str, outcome: str, days: int = 0, **form: str) -> None:
        """Decide the planner's task."""
        at = MONDAY + timedelta(days=days)
        act = CompleteTask(actor=PLANNER, at=at, outcome=outcome, form=form, reason="because")
        handle = self.client.get_workflow_handle(f"task/{self.agreement.name}/{task}")
        await handle.execute_update("complete", act)


@asynccontextmanager
async def a_programme(
    temporal: WorkflowEnvironment,
    proposals: dict[str, list[str]],
    mode: ClockMode = ClockMode.STORY,
) -> AsyncIterator[World]:
    """A programme that proposes what is laid out for each day."""
    agreement = an_agreement(f"P{uuid4().hex[:8]}", mode)
    world = World(temporal.client, agreement, FakePlanning(proposals), FakeRecords())
    worker = Worker(
        temporal.client,
        task_queue="imports",
        workflows=[VmiProgramme, HumanTask, QuietImport, QuietRelease],
        activities=[world.planning.review, world.records.save, FakeMessages().send],
        activity_executor=ThreadPoolExecutor(8),
        workflow_runner=UnsandboxedWorkflowRunner(),
    )
    async with worker:
        await temporal.client.start_workflow(
            "VmiProgramme", agreement, id=f"programme/{agreement.name}", task_queue="imports"
        )
        await world.seen(lambda view: view.review is not None)
        try:
            yield world
        finally:
            await world.programme.terminate()


async def test_an_approved_order_becomes_an_import_that_reports(
    temporal: WorkflowEnvironment,
) -> None:
    async with a_programme(temporal, {"2026-01-05": ["order"]}) as world:
        await world.seen(lambda view: len(view.proposals) == 1)
        await world.decide("order-1", "approve", reference="VD1-MINE")

        view = await world.seen(lambda v: [i.stage for i in v.imports] == ["BOOKED"])

        assert view.imports[0].workflow_id == "import/VD1-MINE"
        assert view.imports[0].ordered == {"A": 60000}
        assert view.proposals == ()


async def test_a_later_review_counts_what_was_ordered(temporal: WorkflowEnvironment) -> None:
    async with a_programme(temporal, {"2026-01-05": ["order"]}) as world:
        await world.decide("order-1", "approve")
        await world.seen(lambda v: bool(v.imports))
        await world.tick(days=22)

        await world.seen(lambda v: v.review is not None and v.review.on == date(2026, 1, 27))

        asked = world.planning.asked[-1]
        assert [i.ordered for i in asked.imports] == [{"A": 60000}]
        assert asked.silent == ()


async def test_while_a_proposal_is_open_its_kind_is_not_proposed_again(
    temporal: WorkflowEnvironment,
) -> None:
    days = {"2026-01-05": ["order"], "2026-01-06": ["order", "release"]}
    async with a_programme(temporal, days) as world:
        await world.seen(lambda v: len(v.proposals) == 1)
        await world.tick(days=1)

        view = await world.seen(lambda v: len(v.proposals) == 2)

        assert [p.proposal.kind for p in view.proposals] == ["order", "release"]
        assert [p.task.split("/")[1] for p in view.proposals] == ["order-1", "release-1"]


async def test_a_refused_order_is_asked_again_on_the_day_that_the_planner_said(
    temporal: WorkflowEnvironment,
) -> None:
    days = {day: ["order"] for day in ("2026-01-05", "2026-01-06", "2026-01-20")}
    async with a_programme(temporal, days) as world:
        await world.decide("order-1", "refuse", again_on="2026-01-20")
        await world.seen(lambda v: not v.proposals)
        await world.tick(days=1)
        view = await world.seen(lambda v: v.review is not None and v.review.on.day == 6)
        assert view.proposals == ()
        await world.tick(days=15)

        await world.seen(lambda v: [p.task.split("/")[1] for p in v.proposals] == ["order-2"])


async def test_a_release_that_was_delivered_is_no_longer_counted(
    temporal: WorkflowEnvironment,
) -> None:
    async with a_programme(temporal, {"2026-01-05": ["release"]}) as world:
        await world.decide("release-1", "approve")

        view = await world.seen(lambda v: bool(v.used) and not v.proposals and not v.releases)

        assert view.used == (f"VD1-{world.agreement.name}-2601",)


async def test_a_reference_that_is_taken_gets_a_number(temporal: WorkflowEnvironment) -> None:
    days = {"2026-01-05": ["order"], "2026-01-06": ["order"]}
    async with a_programme(temporal, days) as world:
        taken = f"TAKEN-{world.agreement.name}"
        await world.decide("order-1", "approve", reference=taken)
        await world.seen(lambda v: not v.proposals and bool(v.imports))
        await world.tick(days=1)
        await world.seen(lambda v: len(v.proposals) == 1)
        await world.decide("order-2", "approve", days=1, reference=taken)

        view = await world.seen(lambda v: len(v.imports) == 2)

        assert view.used == (taken, f"{taken}-2")


async def test_a_person_may_ask_for_a_review_at_any_hour(temporal: WorkflowEnvironment) -> None:
    async with a_programme(temporal, {}) as world:
        tick = Tick(now=MONDAY + timedelta(hours=5))

        view: ProgrammeView = await world.programme.execute_update(
            "review", tick, result_type=ProgrammeView
        )

        assert len(world.planning.asked) == 2
        assert view.review is not None
        assert world.records.rows[world.agreement.name].body["review"]["on"] == "2026-01-05"


async def test_a_programme_outlives_its_runs_and_forgets_nothing(
    temporal: WorkflowEnvironment,
) -> None:
    async with a_programme(temporal, {"2026-01-05": ["order"]}) as world:
        first = (await world.programme.describe()).run_id
        await world.decide("order-1", "approve", reference=f"LONG-{world.agreement.name}")
        await world.seen(lambda v: bool(v.imports))
        for day in range(1, REVIEWS_A_RUN + 2):
            await world.programme.execute_update("review", Tick(now=MONDAY + timedelta(days=day)))

        await until(world.programme.describe, lambda d: d.run_id != first)

        view = await world.view()
        assert [i.stage for i in view.imports] == ["BOOKED"]
        end = world.client.get_workflow_handle(view.imports[0].workflow_id)
        await end.signal("end")
        await world.seen(lambda v: v.imports == ())


async def test_in_system_time_a_programme_looks_every_working_morning(
    own_temporal: WorkflowEnvironment,
) -> None:
    async with a_programme(own_temporal, {}, ClockMode.SYSTEM) as world:
        await own_temporal.sleep(timedelta(days=14))

        days = [asked.on for asked in world.planning.asked]
        assert len(days) in (10, 11, 12)
        assert all(day.weekday() < 5 for day in days[1:])
        assert len(set(days)) == len(days)
