"""Telling another workflow: one way to signal, whoever is told and whatever happens meanwhile."""

import asyncio
from contextlib import suppress

from temporalio import workflow
from temporalio.exceptions import FailureError

from customs.payload import Payload


async def tell(workflow_id: str, signal: str, said: Payload) -> bool:
    """Signal a workflow; return False if it has closed, or never was: it has nothing to hear.

    A signal that is on its way is not called back when its sender is cancelled.
    """
    handle = workflow.get_external_workflow_handle(workflow_id)
    with suppress(FailureError):
        await asyncio.shield(handle.signal(signal, said))
        return True
    return False
