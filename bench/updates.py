"""What a person waits for: an import's act with its row in SQL, against a bare update."""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.worker import Worker

from activities.rule_packs import shipped_pack
from bench.bare import BareUpdate
from bench.measurement import Measurement, median_ms
from cli.imports import EXAMPLES
from customs.acts import RecordMilestone
from customs.clock import ClockReading
from customs.milestones import Classifier, MilestoneReached
from customs.people import SYSTEM
from wiring.activities import furnish
from wiring.desk.forms import StartImport
from wiring.desk.orders import order_of
from wiring.settings import Settings
from wiring.temporal import connect, sandbox
from workflows.catalogue import WORKFLOWS

_TIMES = 200
_QUEUE = "bench"


def measure(settings: Settings) -> Iterator[Measurement]:
    """Ask an import and a bare workflow, both worked by one worker on one server."""
    bare, ours = asyncio.run(_both(settings))
    yield Measurement(
        "act of an import, p50", f"{ours:.1f} ms", "2.5 ×", f"bare update {bare:.1f} ms"
    )


async def _both(settings: Settings) -> tuple[float, float]:
    client = await connect(settings)
    async with AsyncExitStack() as opened:
        activities = (await opened.enter_async_context(furnish(settings, ["imports"])))["imports"]
        await opened.enter_async_context(_worker(client, activities))
        bare: WorkflowHandle[Any, Any] = await client.start_workflow(
            "BareUpdate", id="bench/bare", task_queue=_QUEUE
        )
        ours = await _an_import(client)
        try:
            return (
                await median_ms(lambda: bare.execute_update("count"), _TIMES),
                await median_ms(lambda: _act(ours), _TIMES),
            )
        finally:
            await bare.terminate()
            await ours.terminate()


def _worker(client: Client, activities: list[Any]) -> Worker:
    return Worker(
        client,
        task_queue=_QUEUE,
        workflows=[*WORKFLOWS, BareUpdate],
        activities=activities,
        activity_executor=ThreadPoolExecutor(8),
        workflow_runner=sandbox(),
        graceful_shutdown_timeout=timedelta(seconds=1),
    )


async def _an_import(client: Client) -> WorkflowHandle[Any, Any]:
    form = StartImport.model_validate(json.loads((EXAMPLES / "direct.json").read_text()))
    clock = ClockReading(now=datetime.now(UTC))
    order = order_of(form, SYSTEM, clock, shipped_pack())
    return await client.start_workflow("ImportProcess", order, id="bench/import", task_queue=_QUEUE)


async def _act(ours: WorkflowHandle[Any, Any]) -> None:
    """Say one forecast again: it counts once, so the row keeps its size, and is written anew."""
    sailing = datetime(2026, 1, 26, 12, tzinfo=UTC)
    news = MilestoneReached(
        event_id="bench",
        tag="DEPARTED",
        classifier=Classifier.ESTIMATED,
        occurred_at=sailing,
        recorded_at=sailing,
        source="bench",
    )
    await ours.execute_update("record_milestone", RecordMilestone(news=news, actor=SYSTEM))
