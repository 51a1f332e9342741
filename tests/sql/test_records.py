"""The records' other nouns: clock, references, waiting room, filing, programmes, audit, outbox."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from customs.clock import ClockMode
from customs.milestones import MilestoneReached
from customs.people import Actor
from records.ports import (
    AuditEntry,
    DemandReport,
    JournalEntry,
    ReferenceTaken,
    WaitingNews,
    WatchedRecord,
)
from records.sql import (
    SqlAudit,
    SqlClock,
    SqlFilingJournal,
    SqlOutbox,
    SqlProgrammeBook,
    SqlReferences,
    SqlWaitingRoom,
    SqlWatchList,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA = Actor(person="ana")


def test_the_clock_is_the_systems_until_a_story_moves_it(engine: Engine) -> None:
    clock = SqlClock(engine)
    assert clock.read().mode is ClockMode.SYSTEM
    assert abs(clock.read().now - datetime.now(UTC)) < timedelta(minutes=1)
    clock.move(NOW)
    clock.move(NOW + timedelta(days=1))
    assert SqlClock(engine).read().mode is ClockMode.STORY
    assert SqlClock(engine).read().now == NOW + timedelta(days=1)


def test_the_story_clock_only_goes_forward(engine: Engine) -> None:
    clock = SqlClock(engine)
    clock.move(NOW)
    with pytest.raises(ValueError, match="only goes forward"):
        clock.move(NOW - timedelta(seconds=1))
    assert clock.read().now == NOW


def test_a_reference_is_used_once_and_the_refusal_names_the_first(engine: Engine) -> None:
    references = SqlReferences(engine)
    for _ in range(2):
        references.take("import", "LUM-26-1", "a" * 64, ANA, NOW)
    for kind, order in (("import", "b" * 64), ("release", "a" * 64)):
        with pytest.raises(ReferenceTaken, match="ana started the import LUM-26-1 at 2026-03-02"):
            references.take(kind, "LUM-26-1", order, Actor(person="bia"), NOW)


def news(event_id: str, *keys: str, source: str = "carrier") -> WaitingNews:
    """An event that names ``keys``."""
    reached = MilestoneReached(
        event_id=event_id, tag="ARRIVED", occurred_at=NOW, recorded_at=NOW, source=source
    )
    return WaitingNews(news=reached, keys=keys, received_at=NOW)


def test_news_waits_until_an_import_names_one_of_its_keys(engine: Engine) -> None:
    room = SqlWaitingRoom(engine)
    for event in (news("e1", "C1"), news("e2", "C1", "BL1"), news("e1", "C1"), news("e3", "C3")):
        room.keep(event)
    assert [w.news.event_id for w in room.waiting()] == ["e1", "e2", "e3"]
    for _ in range(2):
        assert [n.event_id for n in room.pick_up(("C1", "B9"), "I-1")] == ["e1", "e2"]
    assert room.pick_up(("BL1",), "I-2") == []
    assert [w.news.event_id for w in room.waiting()] == ["e3"]


def test_one_event_id_of_two_sources_is_two_events(engine: Engine) -> None:
    room = SqlWaitingRoom(engine)
    room.keep(news("e1", "C1"))
    room.keep(news("e1", "C1", source="terminal"))
    assert len(room.pick_up(("C1",), "I-1")) == 2
    assert room.pick_up((), "I-1") == []


def entry(step: str) -> JournalEntry:
    """A call about to be made."""
    return JournalEntry(
        clearance="I-1/admission-1", step=step, request_sha256="f" * 64, request="{}", at=NOW
    )


def test_the_journal_keeps_the_call_before_its_answer(engine: Engine) -> None:
    journal = SqlFilingJournal(engine)
    first, _ = journal.about_to(entry("draft")), journal.about_to(entry("items"))
    journal.answered(first, 201, '{"numero": "26BR1"}')
    journal.answered(first, 500, "too late")
    kept = journal.entries("I-1/admission-1")
    assert [(e.step, e.status, e.answer) for e in kept] == [
        ("draft", 201, '{"numero": "26BR1"}'),
        ("items", None, None),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "update filing_journal set request = 'other'",
        "update filing_journal set status = 200, clearance = 'other'",
        "update filing_journal set status = 201; update filing_journal set status = 500",
        "delete from filing_journal",
        "truncate filing_journal",
    ],
)
def test_the_journal_is_evidence_and_stays(engine: Engine, owner: Engine, change: str) -> None:
    SqlFilingJournal(engine).about_to(entry("draft"))
    reason = r"append-only|stands as it is"
    with pytest.raises(DatabaseError, match=reason), owner.begin() as connection:
        connection.exec_driver_sql(change)


def watched(number: str, **more: Any) -> WatchedRecord:
    """A record that a workflow waits for."""
    fields = {"credential": "broker", "number": number, "version": 0, "workflow_id": "w"}
    return WatchedRecord.model_validate(fields | more)


def test_the_longest_unasked_record_comes_first(engine: Engine) -> None:
    records = SqlWatchList(engine)
    records.watch(watched("26BR1", asked_at=NOW))
    records.watch(watched("26BR2", asked_at=NOW - timedelta(hours=1)))
    records.watch(watched("26BR3"))
    records.watch(watched("26BR4", credential="other"))
    assert [r.number for r in records.open("broker")] == ["26BR3", "26BR2", "26BR1"]
    records.watch(watched("26BR3", asked_at=NOW + timedelta(hours=1), channel="verde"))
    assert records.open("broker")[-1].channel == "verde"


def test_a_forgotten_record_is_not_opened_by_who_was_just_asking(engine: Engine) -> None:
    records = SqlWatchList(engine)
    records.watch(watched("26BR1"))
    seen = records.open("broker")[0]
    records.forget("broker", "26BR1")
    records.watch(seen.model_copy(update={"asked_at": NOW}))
    assert records.open("broker") == []
    records.watch(seen.model_copy(update={"version": 1}))
    assert [r.version for r in records.open("broker")] == [1]


def test_a_later_report_of_the_same_week_replaces_the_first(engine: Engine) -> None:
    book = SqlProgrammeBook(engine)
    week = DemandReport(agreement="LUME", item="A", on=date(2026, 5, 4), quantity=Decimal(6000))
    for report in (week, week.model_copy(update={"quantity": Decimal(7000)})):
        book.report_demand(report)
    book.report_demand(week.model_copy(update={"on": date(2026, 4, 27)}))
    assert [int(r.quantity) for r in book.demand("LUME")] == [6000, 7000]
    assert book.demand("OTHER") == []


def test_of_each_item_the_newest_count_stands(engine: Engine) -> None:
    book = SqlProgrammeBook(engine)
    for item, day, quantity in (("A", 9, 900), ("A", 2, 200), ("B", 5, 50)):
        on = date(2026, 5, day)
        book.report_stock(
            DemandReport(agreement="LUME", item=item, on=on, quantity=Decimal(quantity))
        )
    assert [(r.item, int(r.quantity)) for r in book.stock("LUME")] == [("A", 900), ("B", 50)]


def test_an_agreement_is_replaced_by_its_next_text(engine: Engine) -> None:
    book = SqlProgrammeBook(engine)
    for version in (1, 2):
        book.save_agreement("LUME", {"version": version})
    assert (book.agreement("LUME"), book.agreement("X")) == ({"version": 2}, None)
    assert book.agreements() == ["LUME"]


def test_the_audit_keeps_each_act_once_and_in_order(engine: Engine) -> None:
    audit = SqlAudit(engine)
    acts = [
        AuditEntry(actor=ANA, act=act, subject="I-1", at=NOW, detail={"old": "1"})
        for act in ("approve", "cancel")
    ]
    for act in (*acts, acts[0]):
        audit.write(act)
    assert audit.of("I-1") == acts
    assert audit.of("I-2") == []


def test_the_audit_is_never_rewritten(engine: Engine, owner: Engine) -> None:
    SqlAudit(engine).write(AuditEntry(actor=ANA, act="approve", subject="I-1", at=NOW))
    reason = "audit is append-only: update refused"
    with pytest.raises(DatabaseError, match=reason), owner.begin() as connection:
        connection.execute(text("update audit set person = 'bia'"))


def test_a_message_is_claimed_once(engine: Engine) -> None:
    outbox = SqlOutbox(engine)
    assert [outbox.claim("I-1/arrived", NOW) for _ in range(2)] == [True, False]
