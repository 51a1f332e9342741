"""The audit trail and the outbox: what is written once and stays."""

import hashlib
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from records.ports import AuditEntry
from records.sql.tables import audit, outbox


class SqlAudit:
    """Append-only: the database refuses to change or delete an entry."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def write(self, entry: AuditEntry) -> None:
        """Append an entry; the same entry again, from a repeated activity, is one entry."""
        text = entry.model_dump_json()
        row = insert(audit).values(
            entry_sha256=hashlib.sha256(text.encode()).digest(),
            subject=entry.subject,
            person=entry.actor.person,
            act=entry.act,
            at=entry.at,
            entry=entry.model_dump(mode="json"),
        )
        with self._engine.begin() as connection:
            connection.execute(row.on_conflict_do_nothing())

    def of(self, subject: str) -> list[AuditEntry]:
        """Return the entries about a subject, in the order they were written."""
        found = select(audit.c.entry).where(audit.c.subject == subject).order_by(audit.c.id)
        with self._engine.connect() as connection:
            entries = connection.execute(found).scalars().all()
        return [AuditEntry.model_validate(entry) for entry in entries]


class SqlOutbox:
    """Messages sent, each key once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, key: str, at: datetime) -> bool:
        """Return True the first time a key is claimed."""
        write = insert(outbox).values(key=key, claimed_at=at).on_conflict_do_nothing()
        with self._engine.begin() as connection:
            return connection.execute(write.returning(outbox.c.key)).one_or_none() is not None
