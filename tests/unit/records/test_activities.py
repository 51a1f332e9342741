"""The records' activities hand on what they are given, and are safe to repeat."""

from datetime import UTC, datetime
from typing import Any

from activities.records import RecordActivities
from customs.milestones import MilestoneReached
from customs.people import SYSTEM
from records.ports import AuditEntry, PickUpMilestones, WaitingNews
from records.snapshots import Snapshot

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ARRIVED = MilestoneReached(
    event_id="e1", tag="ARRIVED", occurred_at=NOW, recorded_at=NOW, source="carrier"
)


class FakeRecords:
    """Snapshots, waiting room and audit trail of one test."""

    def __init__(self) -> None:
        self.saved: list[Snapshot] = []
        self.written: list[AuditEntry] = []
        self.asked: list[tuple[tuple[str, ...], str]] = []

    def save(self, snapshot: Snapshot) -> None:
        self.saved.append(snapshot)

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        return None

    def find(self, kind: str, **filters: Any) -> list[dict[str, Any]]:
        return []

    def keep(self, news: WaitingNews) -> None:
        raise AssertionError("no activity keeps news")

    def waiting(self) -> list[WaitingNews]:
        return []

    def pick_up(self, keys: tuple[str, ...], reference: str) -> list[MilestoneReached]:
        self.asked.append((keys, reference))
        return [ARRIVED]

    def write(self, entry: AuditEntry) -> None:
        self.written.append(entry)

    def of(self, subject: str) -> list[AuditEntry]:
        return self.written


def test_news_that_waited_is_handed_to_the_import_that_asks() -> None:
    records = FakeRecords()
    activities = RecordActivities(records, records, records)
    answer = activities.waiting_milestones(PickUpMilestones(keys=("C1", "I-1"), reference="I-1"))
    assert answer.news == (ARRIVED,)
    assert records.asked == [(("C1", "I-1"), "I-1")]


def test_snapshots_and_audit_entries_are_kept_as_told() -> None:
    records = FakeRecords()
    activities = RecordActivities(records, records, records)
    snapshot = Snapshot(kind="import", id="I-1", run_started=NOW, version=1, body={})
    entry = AuditEntry(actor=SYSTEM, act="register", subject="I-1", at=NOW)
    activities.save(snapshot)
    activities.audit(entry)
    assert (records.saved, records.written) == ([snapshot], [entry])
