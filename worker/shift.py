"""One shift: workers for some queues, ready when all of them poll, until a signal ends it."""

import asyncio
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker

from customs.orders import WatchOrder
from wiring.activities import furnish
from wiring.settings import Settings
from wiring.temporal import connect, sandbox
from worker.beating import Beating
from workflows import patience
from workflows.catalogue import WORKFLOWS

THREADS = {"imports": 16, "foreign-trade": 8, "documents": 2}
"""Activities at once, by queue. Two papers at a time: each has a child process of its own."""


async def work(settings: Settings, queues: tuple[str, ...]) -> None:
    """Work ``queues`` until SIGTERM or SIGINT."""
    client = await connect(settings)
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    async with AsyncExitStack() as shift:
        furnished = await shift.enter_async_context(furnish(settings, queues))
        for queue in queues:
            worker = _worker(client, queue, furnished[queue], settings)
            await shift.enter_async_context(worker)
        if "imports" in queues:
            await _keep_watch(client, settings)
        _say_ready(settings, queues)
        await stop.wait()


def _worker(client: Client, queue: str, activities: list[object], settings: Settings) -> Worker:
    threads = THREADS[queue]
    return Worker(
        client,
        task_queue=queue,
        workflows=WORKFLOWS if queue == "imports" else (),
        activities=activities,  # type: ignore[arg-type]  # bound methods, checked when it starts
        activity_executor=ThreadPoolExecutor(threads),
        max_concurrent_activities=threads,
        workflow_runner=sandbox(),
        interceptors=[Beating()],
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=settings.task_timeout / 2),
        graceful_shutdown_timeout=timedelta(seconds=5),
    )


async def _keep_watch(client: Client, settings: Settings) -> None:
    """Have one poller of the foreign-trade system; another worker may have started it."""
    order = WatchOrder(credential="broker", every_seconds=settings.portal_poll_seconds)
    await client.start_workflow(
        "PortalWatch",
        order,
        id=f"portal-watch/{order.credential}",
        task_queue="imports",
        task_timeout=patience.TASK_TIMEOUT,
        start_signal="watch",
        start_signal_args=[{}],
    )


def _say_ready(settings: Settings, queues: tuple[str, ...]) -> None:
    folder = settings.home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"worker-{queues[0]}.ready").write_text(str(os.getpid()))
