"""Releases from bond: delivered, cancelled."""

from datetime import timedelta

from temporalio.client import Client, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel, Tick
from customs.clock import ClockMode
from customs.papers import Reconciliation
from tests.replay.stories.telling import Handle, history, on_the_machines_clock
from tests.workflows.orders import a_release, news
from tests.workflows.test_bonded_release import LOT, a_world, hand_in, held, knows_where
from tests.workflows.test_import_process import release_declaration
from tests.workflows.test_reservation import cancelled_by_customs
from tests.workflows.test_ways_out import DAY, DEPARTED, DUE, LATE, leave, order_it
from tests.workflows.world import BROKER, MANAGER, NOW, a_house, a_ref


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


async def compared(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """The invoice agrees with the order: its declaration is told where the values stand."""
    client, world, reference = environment.client, a_world(), "COMPARED"
    declaration = f"{reference}/bonded_consumption-1"
    world.findings.append(Reconciliation(report=a_ref("compared")))
    async with a_house(client, world):
        handle = await _start(client, reference)
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await hand_in(handle, "commercial_invoice.pdf")
        await world.until(lambda: knows_where(world, declaration))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no need", at=NOW))
        await handle.result()
    return {"release_compared": await history(client, handle.id)}


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


async def expired(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Customs cancelled the declaration, nobody filed another: the lots are free again."""
    client, world, reference = environment.client, a_world(), "EXPIRED"
    declaration = f"{reference}/bonded_consumption-1"
    async with a_house(client, world):
        handle = await _start(client, reference, ClockMode.STORY)
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await hand_in(handle, "commercial_invoice.pdf")
        await world.answer(client, f"{reference}/funds-1", "done", form={"received_brl": "1.00"})
        await world.answer(client, f"{declaration}/approval-1", "approve")
        said = await cancelled_by_customs(world, declaration, NOW)
        await client.get_workflow_handle(f"clearance/{declaration}").signal("portal", said)
        await world.until(lambda: world.task(f"{reference}/declare_again-1"))
        await handle.signal("tick", Tick(now=NOW + timedelta(days=16)))
        await handle.result()
    return {"release_expired": await history(client, handle.id)}


async def re_exported(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Sent back abroad; the first export declaration was cancelled."""
    client, world, reference = environment.client, a_world(), "RETURNED"
    async with a_house(client, world):
        handle = await leave(client, reference, "re_export")
        await order_it(client, world, reference)
        await world.answer(client, f"{reference}/due_registered-1", "done", form=DUE)
        await world.answer(client, f"{reference}/due_released-1", "void", reason="wrong item")
        again = DUE | {"number": "26BR0007654321"}
        await world.answer(client, f"{reference}/due_registered-2", "done", form=again)
        released = {"released_on": DAY}
        await world.answer(client, f"{reference}/due_released-2", "done", form=released)
        await world.answer(client, f"{reference}/departed-1", "done", form=DEPARTED)
        await handle.result()
    return {"release_re_exported": await history(client, handle.id)}


async def overdue(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """The term was over: the manager approved what it cost; then the release was cancelled."""
    client, world, reference = environment.client, a_world(), "OVERDUE"
    async with a_house(client, world):
        handle = await leave(client, reference, "overdue_consumption")
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await world.answer(client, f"{reference}/overdue_exit-1", "approve", MANAGER)
        await hand_in(handle, "commercial_invoice.pdf")
        await world.until(lambda: world.task(f"{reference}/funds-1"))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no need", at=LATE))
        await handle.result()
    return {"release_overdue": await history(client, handle.id)}


async def _start(client: Client, reference: str, clock: ClockMode = ClockMode.SYSTEM) -> Handle:
    order = a_release(reference, "IMP-1", LOT, 40)
    if clock is ClockMode.SYSTEM:
        order = on_the_machines_clock(order)
    handle: Handle = await client.start_workflow(
        "BondedRelease", order, id=f"release/{reference}", task_queue="imports"
    )
    return handle
