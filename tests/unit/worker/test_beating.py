"""Activities beat while they run, whatever their own thread is doing."""

import asyncio
import dataclasses
import time
from datetime import timedelta
from typing import Any

import pytest
from temporalio.testing import ActivityEnvironment
from temporalio.worker import (
    ActivityInboundInterceptor,
    ActivityOutboundInterceptor,
    ExecuteActivityInput,
)

from worker import beating
from worker.beating import Beating


class Outbound(ActivityOutboundInterceptor):
    """Counts beats; the second one lets the activity end."""

    def __init__(self) -> None:
        self.beats = 0
        self.enough = asyncio.Event()

    def heartbeat(self, *details: Any) -> None:
        self.beats += 1
        if self.beats == 2:
            self.enough.set()


class Running(ActivityInboundInterceptor):
    """An activity that waits for enough beats."""

    def __init__(self, outbound: Outbound) -> None:
        self._outbound = outbound

    def init(self, outbound: ActivityOutboundInterceptor) -> None:
        """Have nothing behind it."""

    async def execute_activity(self, input: ExecuteActivityInput) -> str:
        await self._outbound.enough.wait()
        return "done"


async def run(outbound: Outbound, expected_every: timedelta | None) -> str:
    environment = ActivityEnvironment()
    environment.info = dataclasses.replace(environment.info, heartbeat_timeout=expected_every)
    around = Beating().intercept_activity(Running(outbound))
    around.init(outbound)
    asked = ExecuteActivityInput(fn=time.sleep, args=[], executor=None, headers={})
    return str(await environment.run(around.execute_activity, asked))


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beating, "EVERY", 0.01)


async def test_an_activity_beats_until_it_ends() -> None:
    outbound = Outbound()

    assert await run(outbound, timedelta(seconds=4)) == "done"
    beats = outbound.beats
    await asyncio.sleep(0.03)

    assert outbound.beats == beats >= 2


async def test_an_activity_that_nobody_expects_to_beat_does_not() -> None:
    outbound = Outbound()
    outbound.enough.set()

    assert await run(outbound, None) == "done"
    assert outbound.beats == 0
