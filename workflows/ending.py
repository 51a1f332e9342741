"""Ending what runs beside: for good, whatever it was waiting for."""

import asyncio

from temporalio import workflow


async def end(*lives: "asyncio.Task[None]") -> None:
    """Cancel each of ``lives`` until it is over.

    One that waits for a child takes the cancellation for the child's, and goes on when the
    child has answered: it is asked again until it ends.
    """
    while left := [life for life in lives if not life.done()]:
        for life in left:
            life.cancel()
        await workflow.wait(left, timeout=1.0)
    for life in lives:
        if not life.cancelled():
            life.exception()  # looked at, so that nobody warns of it: it was to end anyhow


def has_failed(life: "asyncio.Task[None]") -> bool:
    """Return whether it ended by an error."""
    return life.done() and not life.cancelled() and life.exception() is not None
