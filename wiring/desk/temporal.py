"""The desk's door to the workflows, over Temporal."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from temporalio.client import (
    Client,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from customs.payload import Payload
from wiring.desk.ports import NoAnswer, NotRunning, Refusal, T

TASK_QUEUE = "imports"
"""Where every workflow of the house is worked."""
PATIENCE = timedelta(seconds=30)
"""How long a door waits for an act; a repeat with the same id finds the same answer."""
_NOT_READY = 0.1
"""Seconds after which a workflow that was not ready is asked again."""


class TemporalWorkflows:
    """Speaks to workflows by their permanent names; connects when first needed."""

    def __init__(
        self, connect: Callable[[], Awaitable[Client]], task_timeout: timedelta | None = None
    ) -> None:
        self._connect = connect
        self._task_timeout = task_timeout
        self._client: Client | None = None
        self._connecting = asyncio.Lock()

    async def client(self) -> Client:
        """Return the connected client.

        Raises:
            NoAnswer: the engine is away.
        """
        async with self._connecting:
            if self._client is None:
                try:
                    self._client = await self._connect()
                except (RPCError, RuntimeError, OSError) as error:
                    raise NoAnswer(str(error)) from error
        return self._client

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        """Start a workflow; return False if one with this id is, or ever was, there."""
        client = await self.client()
        try:
            await client.start_workflow(
                workflow,
                order,
                id=id,
                task_queue=TASK_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                task_timeout=self._task_timeout,
                rpc_timeout=PATIENCE,
            )
        except WorkflowAlreadyStartedError:
            return False
        except RPCError as error:
            raise NoAnswer(str(error)) from error
        return True

    async def update(
        self, id: str, name: str, argument: Payload, *, update_id: str, answer: type[T]
    ) -> T:
        """Do an act and return its answer; again with the same ``update_id`` is the same answer."""
        handle = (await self.client()).get_workflow_handle(id)
        try:
            # Each poll has its own time-out in the SDK; this one is for the whole wait.
            async with asyncio.timeout(PATIENCE.total_seconds()):
                result: T = await _until_ready(
                    lambda: handle.execute_update(name, argument, id=update_id, result_type=answer)
                )
        except WorkflowUpdateFailedError as error:
            raise _refusal(error) from error
        except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError) as error:
            raise NoAnswer(f"{id} did not answer {name} within {PATIENCE}") from error
        except RPCError as error:
            raise _absence(id, error) from error
        return result

    async def signal(self, id: str, name: str, argument: Payload) -> bool:
        """Tell an open workflow; return False if there is none."""
        handle = (await self.client()).get_workflow_handle(id)
        try:
            await handle.signal(name, argument, rpc_timeout=PATIENCE)
        except RPCError as error:
            absence = _absence(id, error)
            if isinstance(absence, NotRunning):
                return False
            raise absence from error
        return True


async def _until_ready(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again while the workflow is not ready to be asked.

    A workflow that ends with an act, in the moment in which something else reaches it, has to
    do that step again; the engine lets go of the act and says so by this status. Nothing was
    done then, and the same id is the same act.
    """
    while True:
        try:
            return await ask()
        except RPCError as error:
            if error.status != RPCStatusCode.FAILED_PRECONDITION:
                raise
            await asyncio.sleep(_NOT_READY)


def _refusal(error: WorkflowUpdateFailedError) -> Exception:
    cause = error.cause
    if not isinstance(cause, ApplicationError):
        return NotRunning(str(cause or error))
    # The workflow closed while the act waited in it: to the caller it has closed.
    if cause.type == "AcceptedUpdateCompletedWorkflow":
        return NotRunning(cause.message)
    return Refusal(cause.type or "Refused", cause.message, tuple(cause.details))


def _absence(id: str, error: RPCError) -> Exception:
    if error.status == RPCStatusCode.NOT_FOUND:
        return NotRunning(f"no open workflow {id}")
    return NoAnswer(str(error))
