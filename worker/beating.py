"""A beat for every activity while it runs, so that a killed worker costs seconds and not minutes."""

import asyncio
from typing import Any

from temporalio import activity
from temporalio.worker import (
    ActivityInboundInterceptor,
    ActivityOutboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

EVERY = 1.0
"""Seconds between two beats."""


class Beating(Interceptor):
    """Beats for the activities, whose own threads may be busy in a database or a file."""

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        """Return what beats around the activity."""
        return _Beating(next)


class _Beating(ActivityInboundInterceptor):
    def init(self, outbound: ActivityOutboundInterceptor) -> None:
        self._outbound = outbound
        super().init(outbound)

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        if activity.info().heartbeat_timeout is None:
            return await super().execute_activity(input)
        beat = asyncio.create_task(self._beat())
        try:
            return await super().execute_activity(input)
        finally:
            beat.cancel()

    async def _beat(self) -> None:
        # Not ``activity.heartbeat``: around a thread's activity it would wait for this very loop.
        while True:
            await asyncio.sleep(EVERY)
            self._outbound.heartbeat()
