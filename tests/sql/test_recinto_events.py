"""Events of a bonded place of our own in PostgreSQL: each once, and none is changed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from activities.recintos import RecintoActivities
from customs.people import SYSTEM
from customs.recintos import RecintoEvent, RecintoKind, RecordRecintoEvents
from records.sql import SqlRecintoOutbox

AT = datetime(2026, 3, 25, 12, tzinfo=UTC)


def an_event(key: str, quantity: int = 100) -> RecintoEvent:
    """Return an event of a lot."""
    return RecintoEvent(
        key=key,
        kind=RecintoKind.STORED,
        recinto="8911101",
        reference="IMP-R",
        lot="26BR1/1",
        quantity=Decimal(quantity),
        occurred_at=AT,
        recorded_at=AT,
        actor=SYSTEM,
        said={"place": "B-12"},
    )


def test_an_event_is_kept_once_as_it_was_first_told(engine: Engine) -> None:
    outbox = SqlRecintoOutbox(engine)
    first, second = an_event("e1"), an_event("e2", 40)

    RecintoActivities(outbox).record(RecordRecintoEvents(events=(first, second)))
    RecintoActivities(outbox).record(RecordRecintoEvents(events=(an_event("e1", 7),)))

    assert outbox.of("IMP-R") == (first, second)
    assert outbox.of("IMP-X") == ()


def test_no_event_is_changed_or_deleted(engine: Engine) -> None:
    SqlRecintoOutbox(engine).keep(an_event("e3"))

    for statement in ("update recinto_event set reference = 'x'", "delete from recinto_event"):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(text(statement))
