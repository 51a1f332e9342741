"""A beat while an activity waits, so that a killed worker costs seconds and not minutes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from temporalio import activity

EVERY = 1.0
"""Seconds between two beats."""


@asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Let the activity beat for as long as the block runs."""
    beat = asyncio.create_task(_beat())
    try:
        yield
    finally:
        beat.cancel()


async def _beat() -> None:
    while True:
        activity.heartbeat()
        await asyncio.sleep(EVERY)
