"""What every story needs."""

import asyncio
from datetime import UTC, datetime
from typing import Any, TypeVar

from temporalio.client import Client, WorkflowHandle, WorkflowHistory

from customs.clock import ClockMode, ClockReading
from customs.orders import ImportOrder, ReleaseOrder
from tests.workflows.world import World

Handle = WorkflowHandle[Any, Any]
Order = TypeVar("Order", ImportOrder, ReleaseOrder)


async def start_import(client: Client, order: ImportOrder, **more: Any) -> Handle:
    """Start an import on the house's queue."""
    handle: Handle = await client.start_workflow(
        "ImportProcess", order, id=f"import/{order.reference}", task_queue="imports", **more
    )
    return handle


def on_the_machines_clock(order: Order) -> Order:
    """Return an order that lives in real time: its waits for a date are timers."""
    reading = ClockReading(mode=ClockMode.SYSTEM, now=datetime.now(UTC))
    return order.model_copy(update={"clock": reading})


async def history(client: Client, workflow_id: str, run_id: str | None = None) -> WorkflowHistory:
    """Return what was written of a workflow until now."""
    return await client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()


async def stage_is(world: World, kind: str, reference: str, stage: str) -> None:
    """Wait until the lists show a stage."""
    await world.until(lambda: world.rows.get((kind, reference), {}).get("stage") == stage)


async def come_to_rest(client: Client, workflow_id: str) -> None:
    """Wait until a workflow and its children only wait: what comes next comes late."""
    before = None
    while (now := await _standing(client, workflow_id)) != before or now is None:
        before = now
        await asyncio.sleep(0.1)


async def _standing(client: Client, workflow_id: str) -> dict[str, int] | None:
    """Return how far a workflow and its children have come, None while one is at work."""
    told = (await client.get_workflow_handle(workflow_id).describe()).raw_description
    if told.pending_activities or told.HasField("pending_workflow_task"):
        return None
    standing = {workflow_id: told.workflow_execution_info.history_length}
    for child in told.pending_children:
        below = await _standing(client, child.workflow_id)
        if below is None:
            return None
        standing |= below
    return standing
