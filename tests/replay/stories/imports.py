"""Imports: direct, bonded with early and with late news, cancelled."""

from decimal import Decimal

from temporalio.client import Client, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.acts import (
    Cancel,
    ClaimTask,
    DrawnItem,
    FileEntry,
    RecordMilestone,
    Released,
    ReleaseOpened,
)
from customs.papers import AddPapers
from customs.plan import Regime
from tests.replay.stories.telling import (
    Handle,
    come_to_rest,
    history,
    on_the_machines_clock,
    stage_is,
    start_import,
)
from tests.workflows.orders import PAPERS, a_paper, an_import, news
from tests.workflows.test_import_process import ROAD, TRANSIT_END, release_declaration
from tests.workflows.world import APPROVER, BROKER, NOW, OPERATOR, World, a_house


async def direct(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Cleared on arrival, green, delivered; the approver takes the task before deciding it."""
    client, world, reference = environment.client, World(), "DIRECT"
    declaration = f"{reference}/consumption-1"
    async with a_house(client, world):
        order = on_the_machines_clock(an_import(reference, Regime.DIRECT))
        handle = await start_import(client, order)
        await handle.signal("milestones", news("DEPARTED"))
        await stage_is(world, "import", reference, "IN_TRANSIT")
        await handle.signal("milestones", news("ARRIVED"))
        await world.until(lambda: world.task(f"{declaration}/approval-1"))
        task = client.get_workflow_handle(f"task/{declaration}/approval-1")
        for act in ("claim", "put_back", "claim"):
            await task.execute_update(act, ClaimTask(actor=APPROVER, at=NOW))
        await world.answer(client, f"{declaration}/approval-1", "approve")
        await release_declaration(client, world, declaration)
        await stage_is(world, "import", reference, "RELEASED_AWAITING_DELIVERY")
        await handle.signal("milestones", news("PICKED_UP"))
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {
        "import_direct": await history(client, handle.id),
        "clearance_green": await history(client, f"clearance/{declaration}"),
        "task_done": await history(client, task.id),
    }


async def bonded_with_early_news(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Everything about the road was known before the first step was taken."""
    client, world, reference = environment.client, World(), "EARLY"
    everything = news(*ROAD, *TRANSIT_END, "TALLIED")
    async with a_house(client, world):
        handle = await start_import(
            client,
            an_import(reference),
            start_signal="milestones",
            start_signal_args=[everything],
        )
        await _admit_and_empty(client, world, handle, reference)
    return {
        "import_bonded_early": await history(client, handle.id),
        "transit_early": await history(client, f"transit/{reference}"),
    }


async def bonded_with_late_news(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Each event is reported by a person when the import waits for it; papers come last."""
    client, world, reference = environment.client, World(), "LATE"
    async with a_house(client, world):
        handle = await start_import(client, on_the_machines_clock(an_import(reference, papers=())))
        await _report_late(client, handle, "DEPARTED", "DEPARTED", "ARRIVED", "DISCHARGED")
        await world.answer(client, f"{reference}/transit-1", "done", form={"number": "26/0001-1"})
        await _report_late(client, handle, "TRANSIT_AUTHORISED", "TRANSIT_DEPARTED", *TRANSIT_END)
        papers = tuple(a_paper(name) for name in PAPERS)
        await handle.execute_update("add_papers", AddPapers(papers=papers, actor=BROKER, at=NOW))
        await come_to_rest(client, handle.id)
        await handle.execute_update("file_entry", FileEntry(actor=BROKER, at=NOW))
        await _admit_and_empty(client, world, handle, reference)
    return {
        "import_bonded_late": await history(client, handle.id),
        "transit_late": await history(client, f"transit/{reference}"),
    }


async def cancelled_during_approval(
    environment: WorkflowEnvironment,
) -> dict[str, WorkflowHistory]:
    """Given up while the declaration waits for its approval."""
    client, world, reference = environment.client, World(), "GIVEN-UP"
    declaration = f"{reference}/consumption-1"
    async with a_house(client, world):
        handle = await start_import(client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        await world.until(lambda: world.task(f"{declaration}/approval-1"))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no demand", at=NOW))
        await handle.result()
    return {
        "import_cancelled": await history(client, handle.id),
        "clearance_cancelled": await history(client, f"clearance/{declaration}"),
        "task_withdrawn": await history(client, f"task/{declaration}/approval-1"),
    }


async def _report_late(client: Client, handle: Handle, *tags: str) -> None:
    for tag in tags:
        await come_to_rest(client, handle.id)
        act = RecordMilestone(news=news(tag, source="otto").news[0], actor=OPERATOR)
        await handle.execute_update("record_milestone", act)


async def _admit_and_empty(client: Client, world: World, handle: Handle, reference: str) -> None:
    """Have the goods admitted, and taken out by two releases, the first of which gives back."""
    await world.answer(client, f"{reference}/admission-1/approval-1", "approve")
    await release_declaration(client, world, f"{reference}/admission-1")
    row = world.rows["import", reference]
    await world.until(lambda: world.rows["import", reference]["balance"])
    lot = next(iter(world.rows["import", reference]["balance"]))
    drawn = (DrawnItem(lot=lot, item="A", quantity=Decimal(row["order"]["items"][0]["quantity"])),)
    for release, taken in ((f"{reference}-R1", ()), (f"{reference}-R2", drawn)):
        opened = ReleaseOpened(release=release, items=drawn, at=NOW)
        await handle.signal("release_opened", opened)
        ended = Released(release=release, items=taken, occurred_at=NOW, recorded_at=NOW)
        for _ in range(2):
            await handle.signal("released", ended)
    await handle.result()
