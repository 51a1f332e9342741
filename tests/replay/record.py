"""Record the stories' histories anew: ``python -P -m tests.replay.record [NAME…]``.

The stories run on the real server; only what the workflows ask for is faked. A history
that was in a release is never recorded again: a new story gets a new name beside it.
"""

import asyncio
import sys
import sysconfig
from pathlib import Path
from typing import Any

from temporalio.client import (
    Interceptor,
    OutboundInterceptor,
    StartWorkflowUpdateInput,
    WorkflowUpdateHandle,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from tests.replay.histories import RECORDER, keep
from tests.replay.stories import STORIES

SERVER = Path(sysconfig.get_path("scripts"), "temporal")
"""Where the wheel put it; a path that is not there would start a download."""
assert SERVER.exists(), f"{SERVER} is missing"


class Patient(Interceptor):
    """Asks again what reached a workflow in the middle of a step, as the desk does."""

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:
        """Return what asks for an update until the workflow is ready."""
        return _Patient(next)


class _Patient(OutboundInterceptor):
    async def start_workflow_update(
        self, input: StartWorkflowUpdateInput
    ) -> WorkflowUpdateHandle[Any]:
        while True:
            try:
                return await super().start_workflow_update(input)
            except RPCError as error:
                if error.status != RPCStatusCode.FAILED_PRECONDITION:
                    raise
                await asyncio.sleep(0.1)


async def record(wanted: set[str]) -> None:
    """Tell the stories, and keep the histories that are wanted: all, if none is named."""
    environment = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(SERVER),
        data_converter=pydantic_data_converter,
        identity=RECORDER,
        interceptors=[Patient()],
    )
    async with environment:
        for story in STORIES:
            for name, history in (await story(environment)).items():
                if not wanted or name in wanted:
                    keep(name, history)
                    print(f"{name}: {len(history.events)} events")


if __name__ == "__main__":
    asyncio.run(record(set(sys.argv[1:])))
