"""What the foreign-trade system was told and answered, and which records are watched."""

from typing import Any

from sqlalchemy import Engine, and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from records.ports import JournalEntry, WatchedRecord
from records.sql.tables import filing_journal as journal
from records.sql.tables import watched_record as watched


class SqlFilingJournal:
    """Requests and answers, kept as evidence: an entry is answered once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def about_to(self, entry: JournalEntry) -> int:
        """Write the entry before the call and return its id."""
        write = insert(journal).values(entry.model_dump()).returning(journal.c.id)
        with self._engine.begin() as connection:
            entry_id: int = connection.execute(write).scalar_one()
        return entry_id

    def answered(self, entry_id: int, status: int, answer: str) -> None:
        """Complete an entry; the first answer stands."""
        write = (
            update(journal)
            .where(journal.c.id == entry_id, journal.c.status.is_(None))
            .values(status=status, answer=answer)
        )
        with self._engine.begin() as connection:
            connection.execute(write)

    def entries(self, clearance: str) -> list[JournalEntry]:
        """Return the entries of a clearance, oldest first."""
        found = select(journal).where(journal.c.clearance == clearance).order_by(journal.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(found).all()
        return [JournalEntry.model_validate(dict(row._mapping)) for row in rows]


class SqlWatchList:
    """Records of the foreign-trade system that a workflow waits for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def watch(self, record: WatchedRecord) -> None:
        """Add or replace a record.

        A record that was forgotten stays so, unless a newer version comes: who
        asked the system about it meanwhile writes the record back.
        """
        row: dict[str, Any] = record.model_dump()
        write = insert(watched).values(row)
        new = write.excluded
        still = or_(watched.c.open, new.version > watched.c.version)
        replace = write.on_conflict_do_update(
            index_elements=[watched.c.credential, watched.c.number],
            set_={name: new[name] for name in row} | {"open": and_(new.open, still)},
        )
        with self._engine.begin() as connection:
            connection.execute(replace)

    def open(self, credential: str) -> list[WatchedRecord]:
        """Return open records, the longest unasked first."""
        found = (
            select(watched)
            .where(watched.c.credential == credential, watched.c.open)
            .order_by(watched.c.asked_at.asc().nulls_first(), watched.c.number)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(found).all()
        return [WatchedRecord.model_validate(dict(row._mapping)) for row in rows]

    def forget(self, credential: str, number: str) -> None:
        """Close a record."""
        write = (
            update(watched)
            .where(watched.c.credential == credential, watched.c.number == number)
            .values(open=False)
        )
        with self._engine.begin() as connection:
            connection.execute(write)
