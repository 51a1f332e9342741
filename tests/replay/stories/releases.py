"""Releases from bond: delivered, cancelled."""

from temporalio.client import Client, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel
from tests.replay.stories.telling import Handle, history, on_the_machines_clock
from tests.workflows.orders import a_release, news
from tests.workflows.test_bonded_release import LOT, a_world, hand_in, held
from tests.workflows.test_import_process import release_declaration
from tests.workflows.world import BROKER, NOW, a_house


async def delivered(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Accepted, reserved, funded, invoiced, cleared, delivered."""
    client, world, reference = environment.client, a_world(), "SOLD"
    declaration = f"{reference}/bonded_consumption-1"
    async with a_house(client, world):
        handle = await _start(client, reference)
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await hand_in(handle, "commercial_invoice.pdf")
        await world.answer(client, f"{reference}/funds-1", "done", form={"received_brl": "1.00"})
        await world.answer(client, f"{declaration}/approval-1", "approve")
        await release_declaration(client, world, declaration)
        await world.until(lambda: f"cleared:{reference}" in held(world))
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {
        "release_done": await history(client, handle.id),
        "clearance_held": await history(client, f"clearance/{declaration}"),
    }


async def cancelled(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Given up after the lots were reserved."""
    client, world, reference = environment.client, a_world(), "UNSOLD"
    async with a_house(client, world):
        handle = await _start(client, reference)
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no need", at=NOW))
        await handle.result()
    return {"release_cancelled": await history(client, handle.id)}


async def _start(client: Client, reference: str) -> Handle:
    order = on_the_machines_clock(a_release(reference, "IMP-1", LOT, 40))
    handle: Handle = await client.start_workflow(
        "BondedRelease", order, id=f"release/{reference}", task_queue="imports"
    )
    return handle
