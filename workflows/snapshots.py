"""Writes what a workflow looks like to SQL, after each change and before the act is answered."""

import asyncio

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.records import RecordActivities
from customs.payload import Payload
from records.snapshots import Snapshot
from workflows import patience


class Picture:
    """The snapshots of one workflow, numbered within its run."""

    def __init__(self, kind: str, id: str) -> None:
        self._kind = kind
        self._id = id
        self._version = 0

    async def take(self, view: Payload) -> None:
        """Write ``view``; a later version is never overwritten by an earlier one."""
        self._version += 1
        # What happened is written even if the step that did it is cancelled meanwhile;
        # and a local activity that is cancelled keeps its workflow task open for ever.
        await asyncio.shield(save(self._kind, self._id, self._version, view))


async def save(kind: str, id: str, version: int, view: Payload) -> None:
    """Write one snapshot: a local activity, or a normal one if SQL stays away."""
    snapshot = Snapshot(
        kind=kind,
        id=id,
        run_started=workflow.info().start_time,
        version=version,
        body=view.model_dump(mode="json"),
    )
    try:
        await workflow.execute_local_activity_method(
            RecordActivities.save, snapshot, **patience.SNAPSHOT
        )
    except ActivityError:
        await workflow.execute_activity_method(RecordActivities.save, snapshot, **patience.OURS)
