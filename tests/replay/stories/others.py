"""A task that nobody answers, the poller of the portal, and programmes."""

from datetime import UTC, datetime, timedelta

from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from customs.acts import PortalNews, Refresh, Tick
from customs.clock import ClockMode, ClockReading, brazilian_date
from customs.filing import Lookout, WatchedChange
from customs.orders import WatchOrder
from tests.replay.stories.telling import history
from tests.workflows.programme_world import MONDAY
from tests.workflows.test_human_task import an_approval, click
from tests.workflows.test_human_task import start as start_task
from tests.workflows.test_portal_watch import FakePortal
from tests.workflows.test_vmi_programme import World as ProgrammeWorld
from tests.workflows.test_vmi_programme import a_programme
from tests.workflows.world import MANAGER, NOW, World, a_house
from wiring.temporal import sandbox
from workflows.catalogue import WORKFLOWS


async def task_escalated(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Reminded, escalated and decided by the manager; two timers fired."""
    client, world = environment.client, World()
    now = datetime.now(UTC)
    order = an_approval(
        "SLOW",
        clock=ClockReading(mode=ClockMode.SYSTEM, now=now),
        remind_at=now + timedelta(seconds=1),
        due_at=now + timedelta(seconds=2),
    )
    async with a_house(client, world):
        handle = await start_task(client, order)
        row = ("task", "SLOW/approval-1")
        await world.until(lambda: world.rows.get(row, {}).get("escalated"))
        await handle.execute_update("complete", click(MANAGER))
        await handle.result()
    return {"task_escalated": await history(client, handle.id)}


async def watch_continued(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Tells one that waits, forgets one that has ended, is woken, and continues as a new run."""
    client, name = environment.client, "portal-watch/recorded"
    portal = FakePortal(
        [
            Lookout(changes=(_change("here", "26BR1"), _change("gone", "26BR2")), open_records=2),
            Lookout(open_records=0),
        ]
    )
    await client.start_workflow("Clearance", id="clearance/here", task_queue="nobody")
    async with (
        Worker(client, task_queue="imports", workflows=WORKFLOWS, workflow_runner=sandbox()),
        Worker(client, task_queue="foreign-trade", activities=[portal.look, portal.forget]),
    ):
        order = WatchOrder(credential="recorded", every_seconds=1, looks=3)
        handle = await client.start_workflow("PortalWatch", order, id=name, task_queue="imports")
        await World().until(lambda: len(portal.told) == 2)
        await handle.signal("watch", Refresh())
        await World().until(lambda: len(portal.told) == 4)
    first = await history(client, name, handle.first_execution_run_id)
    return {"watch_continued": first}


async def programme_of_a_story(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """An order and a release approved, one refused, reviews at the planner's wish."""
    days = {"2026-01-05": ["order"], "2026-01-06": ["release", "order"], "2026-01-20": ["order"]}
    async with a_programme(environment, days) as world:
        await _decide(world, "order-1", "approve", reference="VD1-RECORDED")
        view = await world.seen(lambda v: [i.stage for i in v.imports] == ["BOOKED"])
        await world.tick(days=1)
        await _decide(world, "release-1", "approve", days=1)
        await _decide(world, "order-2", "refuse", days=1, again_on="2026-01-20")
        await world.seen(lambda v: not v.proposals and not v.releases)
        await world.client.get_workflow_handle(view.imports[0].workflow_id).signal("end")
        await world.seen(lambda v: not v.imports)
        review = Tick(now=MONDAY + timedelta(days=15))
        await world.programme.execute_update("review", review)
        kept = await world.programme.fetch_history()
    return {"programme": kept}


async def programme_of_every_day(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """On the machine's clock: a timer until the next working morning."""
    today = brazilian_date(datetime.now(UTC)).isoformat()
    async with a_programme(environment, {today: ["order"]}, ClockMode.SYSTEM) as world:
        await _decide(world, "order-1", "approve", reference="VD1-RECORDED-DAILY")
        await world.seen(lambda v: [i.stage for i in v.imports] == ["BOOKED"])
        kept = await world.programme.fetch_history()
    return {"programme_daily": kept}


async def _decide(
    world: ProgrammeWorld, task: str, outcome: str, days: int = 0, **form: str
) -> None:
    """Decide the planner's task once it is in the list."""
    id = f"{world.agreement.name}/{task}"
    await World().until(lambda: id in world.records.rows)
    await world.decide(task, outcome, days, **form)


def _change(clearance: str, number: str) -> WatchedChange:
    news = PortalNews(
        number=number, version=1, situation="REGISTRADA", occurred_at=NOW, recorded_at=NOW
    )
    return WatchedChange(workflow_id=f"clearance/{clearance}", news=news)
