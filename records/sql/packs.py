"""The rule packs that were in force, each from the instant at which it was decided."""

from datetime import datetime

from sqlalchemy import Connection, Engine, Select, select, text
from sqlalchemy.dialects.postgresql import insert

from customs.activation import PackActivation
from records.rulebook import BaseChanged
from records.sql.tables import rule_pack_activation as activations

_NEWEST = (activations.c.valid_from.desc(), activations.c.id.desc())
# Not a lock of the table: that needs rights to change its rows, which the application has not.
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('entreposto/rule packs', 0))")


class SqlPackBook:
    """Activations are inserted; the database refuses to change or delete one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def in_force(self, at: datetime) -> PackActivation | None:
        """Return the newest activation that holds at an instant."""
        with self._engine.connect() as connection:
            return _first(connection, _newest().where(activations.c.valid_from <= at))

    def activate(self, activation: PackActivation, base: str | None = None) -> None:
        """Put a pack in force; again with the same key is a no-op.

        Raises:
            BaseChanged: since ``base``, people put another pack in force.
        """
        same = _newest().where(activations.c.key == activation.key)
        with self._engine.begin() as connection:
            connection.execute(_ONE_AT_A_TIME)
            if _first(connection, same) is not None:
                return
            # The newest of all, not as of the approval: one approved later may have come first.
            before = _first(connection, _newest())
            # Of the packs that came with the house each version of it brings its own.
            if before is not None and not before.shipped and base not in (None, before.sha256):
                raise BaseChanged(f"it was compared with {base}; in force is {before.sha256}")
            row = activation.model_dump() | {"text": activation.text.model_dump()}
            connection.execute(insert(activations).values(row))

    def all(self) -> list[PackActivation]:
        """Return every activation, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(_newest()).mappings().all()
        return [PackActivation.model_validate(dict(row)) for row in rows]


def _newest() -> Select[tuple[object, ...]]:
    return select(activations).order_by(*_NEWEST)


def _first(connection: Connection, wanted: Select[tuple[object, ...]]) -> PackActivation | None:
    row = connection.execute(wanted.limit(1)).mappings().one_or_none()
    return PackActivation.model_validate(dict(row)) if row is not None else None
