"""What the simulator remembers: one SQLite file, so that a restart loses nothing.

Every request is one transaction, committed before its answer leaves: what was
answered survives a killed process.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists declaration (
    number text primary key, moving integer not null, body text not null);
create table if not exists registration (number text, version integer, at text);
create table if not exists debit (number text, version integer, at text, amounts text);
create table if not exists bond (
    number text, item integer, admitted text, drawn text, primary key (number, item));
create table if not exists session (
    token text primary key, person text, role text, logged_in_at real);
create table if not exists csrf (value text primary key, token text, expires_ms integer);
create table if not exists request (
    id integer primary key, at text, method text, path text, status integer, note text);
"""

Body = dict[str, Any]
"""A JSON object."""


class Store:
    """Settings and declarations as JSON; what is counted as rows of its own."""

    def __init__(self, path: Path | str) -> None:
        # One event loop uses it, and a test may build it in another thread than it runs in.
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        self._db.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything that is written inside, or nothing."""
        self._db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._db.execute("rollback")
            raise
        self._db.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        return self._db.execute(query, values).fetchall()

    def write(self, statement: str, *values: Any) -> None:
        """Execute one statement."""
        self._db.execute(statement, values)

    def setting(self, name: str, default: Any = None) -> Any:
        """Return a setting, counter or script."""
        found = self.rows("select value from setting where name = ?", name)
        return json.loads(found[0]["value"]) if found else default

    def keep_setting(self, name: str, value: Any) -> None:
        """Keep a setting."""
        self.write("insert or replace into setting values (?, ?)", name, dumps(value))

    def next_of(self, name: str, start: int = 1) -> int:
        """Return the next number of a counter."""
        number = int(self.setting(name, start - 1)) + 1
        self.keep_setting(name, number)
        return number

    def declaration(self, number: str) -> Body | None:
        """Return a declaration by its number."""
        found = self.rows("select body from declaration where number = ?", number)
        return loads(found[0]["body"]) if found else None

    def declarations(self, moving_only: bool = False) -> list[Body]:
        """Return declarations, oldest first; ``moving``: those that time alone will change."""
        query = "select body from declaration where moving >= ? order by rowid"
        return [loads(row["body"]) for row in self.rows(query, int(moving_only))]

    def keep_declaration(self, body: Body) -> None:
        """Add or replace a declaration."""
        moving = int(bool(body.get("registers_at") or body.get("released_on")))
        self.write(
            "insert into declaration values (?, ?, ?) on conflict (number)"
            " do update set moving = excluded.moving, body = excluded.body",
            body["number"],
            moving,
            dumps(body),
        )

    def drop_declaration(self, number: str) -> None:
        """Delete a draft."""
        self.write("delete from declaration where number = ?", number)


def loads(text: str | bytes) -> Any:
    """Read JSON, its numbers with a point as exact decimals."""
    return json.loads(text, parse_float=Decimal)


def dumps(value: Any) -> str:
    """Write JSON, decimals as text."""
    return json.dumps(value, default=str, ensure_ascii=False)
