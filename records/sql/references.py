"""References of imports and releases: each is used once."""

from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.postgresql import insert

from customs.people import Actor
from records.ports import ReferenceTaken
from records.sql.tables import reference as taken


class SqlReferences:
    """Imports and releases share one set: both give their name to tasks and movements."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(
        self, kind: str, reference: str, order_sha256: str, actor: Actor, at: datetime
    ) -> None:
        """Take a reference; again with the same order is a no-op.

        Raises:
            ReferenceTaken: another order has it.
        """
        write = insert(taken).values(
            reference=reference,
            kind=kind,
            order_sha256=order_sha256,
            person=actor.person,
            taken_at=at,
        )
        with self._engine.begin() as connection:
            connection.execute(write.on_conflict_do_nothing())
            first = connection.execute(select(taken).where(taken.c.reference == reference)).one()
        if (first.kind, first.order_sha256) != (kind, order_sha256):
            raise ReferenceTaken(
                f"{reference} is taken: {first.person} started the {first.kind} "
                f"{reference} at {first.taken_at.isoformat()}"
            )
