"""Activities of the records: snapshots for the lists, waiting news, the audit trail."""

from temporalio import activity

from records.ports import Audit, AuditEntry, PickedUp, PickUpMilestones, WaitingRoom
from records.snapshots import Snapshot, Snapshots


class RecordActivities:
    """Writes what screens read; each is safe to repeat."""

    def __init__(self, snapshots: Snapshots, waiting_room: WaitingRoom, audit: Audit) -> None:
        self._snapshots = snapshots
        self._waiting_room = waiting_room
        self._audit = audit

    @activity.defn(name="record.save")
    def save(self, snapshot: Snapshot) -> None:
        """Keep a workflow's state as lists and ``show`` read it."""
        self._snapshots.save(snapshot)

    @activity.defn(name="record.waiting_milestones")
    def waiting_milestones(self, request: PickUpMilestones) -> PickedUp:
        """Hand over the events that waited for this import; asked again, the same ones."""
        news = self._waiting_room.pick_up(request.keys, request.reference)
        return PickedUp(news=tuple(news))

    @activity.defn(name="record.audit")
    def audit(self, entry: AuditEntry) -> None:
        """Append to the audit trail."""
        self._audit.write(entry)
