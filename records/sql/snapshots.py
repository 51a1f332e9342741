"""Snapshots in PostgreSQL: one table per kind, the newest state of each workflow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, func, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, insert

from records.snapshots import Filter, Snapshot
from records.sql.lists import COLUMNS, SNAPSHOTS, haystack, needle, owner_of


class SqlSnapshots:
    """Keeps the newest snapshot of each workflow, and finds them for lists."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, snapshot: Snapshot) -> None:
        """Keep the snapshot unless a newer one is there; an equal one overwrites."""
        table = SNAPSHOTS[snapshot.kind]
        proposed = insert(table).values(**_row(snapshot))
        new = proposed.excluded
        write = proposed.on_conflict_do_update(
            index_elements=[table.c.id],
            set_={name: new[name] for name in _row(snapshot) if name not in ("id", "started_at")},
            where=tuple_(new.run_started, new.version)
            >= tuple_(table.c.run_started, table.c.version),
        )
        with self._engine.begin() as connection:
            connection.execute(write)

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        """Return the body of one snapshot."""
        table = SNAPSHOTS[kind]
        with self._engine.connect() as connection:
            return connection.execute(
                select(table.c.body).where(table.c.id == id)
            ).scalar_one_or_none()

    def find(
        self,
        kind: str,
        *,
        where: Mapping[str, Filter] | None = None,
        owner: str | None = None,
        search: str | None = None,
        limit: int = 100,
        after: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return bodies, newest first; ``after`` is the id of the last one seen.

        Raises:
            ValueError: ``where`` names something that is no list column of the kind.
        """
        table = SNAPSHOTS[kind]
        wanted = select(table.c.body).where(*_conditions(kind, where or {}))
        if owner is not None:
            wanted = wanted.where(table.c.owner == owner)
        if search:
            wanted = wanted.where(table.c.haystack.contains(needle(search), autoescape=True))
        if after is not None:
            wanted = _continue_after(wanted, table, after)
        wanted = wanted.order_by(table.c.started_at.desc(), table.c.id.desc()).limit(limit)
        with self._engine.connect() as connection:
            return list(connection.execute(wanted).scalars())


def _row(snapshot: Snapshot) -> dict[str, Any]:
    kind, body = snapshot.kind, snapshot.body
    listed = {column.name: column.value(body) for column in COLUMNS[kind]}
    return {
        "id": snapshot.id,
        "started_at": snapshot.run_started,
        "run_started": snapshot.run_started,
        "version": snapshot.version,
        "owner": owner_of(kind, snapshot.id, body),
        "haystack": haystack(kind, snapshot.id, body),
        **listed,
        "body": body,
        "updated_at": func.now(),
    }


def _conditions(kind: str, where: Mapping[str, Filter]) -> list[ColumnElement[bool]]:
    known = {column.name for column in COLUMNS[kind]}
    if unknown := sorted(set(where) - known):
        raise ValueError(f"{kind} lists have no column {unknown}; they have {sorted(known)}")
    return [_condition(SNAPSHOTS[kind].c[name], value) for name, value in where.items()]


def _condition(column: Any, value: Filter) -> ColumnElement[bool]:
    if isinstance(column.type, ARRAY):
        asked = [value] if isinstance(value, str) else value
        return column.overlap(asked)  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return column.in_(value)  # type: ignore[no-any-return]
    return column == value  # type: ignore[no-any-return]


def _continue_after(wanted: Select[Any], table: Table, after: str) -> Select[Any]:
    """Rows older than the one named; none if it does not exist."""
    last = select(table.c.started_at).where(table.c.id == after).scalar_subquery()
    return wanted.where(tuple_(table.c.started_at, table.c.id) < tuple_(last, after))
