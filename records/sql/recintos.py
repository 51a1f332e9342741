"""The bonded place's events in PostgreSQL, which lets nobody change one."""

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from customs.recintos import RecintoEvent
from records.sql.tables import recinto_event


class SqlRecintoOutbox:
    """Keeps events; two who write one key at once write it once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, event: RecintoEvent) -> None:
        """Keep an event; one of its key that is there already stays as it is."""
        body = event.model_dump(mode="json")
        values = {"key": event.key, "reference": event.reference, "body": body}
        with self._engine.begin() as connection:
            connection.execute(insert(recinto_event).values(values).on_conflict_do_nothing())

    def of(self, reference: str) -> tuple[RecintoEvent, ...]:
        """Return the events of an import, the oldest first."""
        asked = select(recinto_event.c.body).where(recinto_event.c.reference == reference)
        with self._engine.connect() as connection:
            rows = connection.execute(asked.order_by(recinto_event.c.id)).all()
        return tuple(RecintoEvent.model_validate(row.body) for row in rows)
