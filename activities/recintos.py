"""Activities of the bonded place that we keep: its events are written down for customs."""

from temporalio import activity

from customs.recintos import RecordRecintoEvents
from records.recintos import RecintoOutbox


class RecintoActivities:
    """Writes events down; a repeat writes nothing twice."""

    def __init__(self, outbox: RecintoOutbox) -> None:
        self._outbox = outbox

    @activity.defn(name="recinto.record")
    def record(self, request: RecordRecintoEvents) -> None:
        """Keep each event once."""
        for event in request.events:
            self._outbox.keep(event)
