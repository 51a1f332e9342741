"""The till: connections that post movements, and do nothing else.

A movement is one round trip. SQLAlchemy's transaction, its trial of each connection and its
compilation cost more than the posting itself, so the hot path is psycopg alone: a statement
that the server has prepared, each its own transaction. A movement is known by its key, so one
that was cut off with its connection is simply sent again on a new one.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

T = TypeVar("T")
Arguments = Sequence[Any]


class Till:
    """A pool of bare connections to the database of an engine, as large as the engine's own."""

    def __init__(self, engine: Engine) -> None:
        _, options = engine.dialect.create_connect_args(engine.url)
        size = engine.pool.size() if isinstance(engine.pool, QueuePool) else 1
        self._pool = QueuePool(
            lambda: psycopg.connect(**options, autocommit=True, prepare_threshold=0),  # type: ignore[arg-type]
            pool_size=size,
            max_overflow=size,
            reset_on_return=None,
            recycle=1800,
        )

    def one(self, statement: str, arguments: Arguments) -> None:
        """Run a statement as its own transaction.

        Raises:
            psycopg.Error: the database refused, or is away.
        """
        self._once_more(lambda: self._one(statement, arguments))

    def many(self, statement: str, arguments: Sequence[Arguments]) -> None:
        """Run a statement for each of many arguments, all in one transaction or none.

        Raises:
            psycopg.Error: as above.
        """
        self._once_more(lambda: self._many(statement, arguments))

    def _one(self, statement: str, arguments: Arguments) -> None:
        with self._connection() as connection:
            connection.execute(statement, arguments)

    def _many(self, statement: str, arguments: Sequence[Arguments]) -> None:
        with self._connection() as connection, connection.transaction():
            connection.cursor().executemany(statement, arguments)

    def _once_more(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except psycopg.OperationalError:
            # A server that was restarted leaves none of the waiting connections alive.
            old, self._pool = self._pool, self._pool.recreate()
            old.dispose()
            return work()

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        held = self._pool.connect()
        try:
            yield held.dbapi_connection  # type: ignore[misc]  # psycopg's own, as it was made above
        except psycopg.OperationalError as lost:
            held.invalidate(lost)
            raise
        finally:
            held.close()
