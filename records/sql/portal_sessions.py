"""Sessions with the foreign-trade system, shared by all workers; one process logs in at a time."""

import asyncio
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from records.ports import PortalSession
from records.sql.tables import portal_session as kept

PAUSE = 0.1
"""Seconds between two tries for a login that another process holds."""


class LoginTurn:
    """The turn to log in with a credential: ``with`` in a thread, ``async with`` in a loop.

    It tries and tries again instead of waiting inside PostgreSQL: a wait there
    would hold a connection for everyone who waits, and stop the event loop in
    which the holder wants to go on. The turn ends with the connection, so a
    killed process leaves no lock.
    """

    def __init__(self, engine: Engine, credential: str) -> None:
        self._engine = engine
        self._name = f"portal-session/{credential}"
        self._held: Connection | None = None

    def __enter__(self) -> Self:
        while not self._try():
            time.sleep(PAUSE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._release()

    async def __aenter__(self) -> Self:
        while not self._try():  # noqa: ASYNC110 - another process holds it, no event tells
            await asyncio.sleep(PAUSE)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._release()

    def _try(self) -> bool:
        connection = self._engine.connect()
        lock = func.pg_try_advisory_xact_lock(func.hashtextextended(self._name, 0))
        try:
            if connection.execute(select(lock)).scalar_one():
                self._held = connection
        finally:
            if self._held is None:
                connection.close()
        return self._held is not None

    def _release(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            # When PostgreSQL went away meanwhile, the turn went with it.
            with suppress(DBAPIError):
                held.close()


class SqlPortalSessions:
    """The newest tokens of each credential, whichever process got them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self, credential: str) -> PortalSession | None:
        """Return the newest tokens."""
        found = select(kept).where(kept.c.credential == credential)
        with self._engine.connect() as connection:
            row = connection.execute(found).one_or_none()
        return None if row is None else PortalSession.model_validate(dict(row._mapping))

    def save(self, credential: str, session: PortalSession) -> None:
        """Keep the tokens unless those of a later login or a longer life are there."""
        row = session.model_dump()
        write = insert(kept).values(credential=credential, **row)
        new = write.excluded
        newer = write.on_conflict_do_update(
            index_elements=[kept.c.credential],
            set_={name: new[name] for name in row},
            where=tuple_(new.logged_in_at, new.csrf_expires_ms)
            >= tuple_(kept.c.logged_in_at, kept.c.csrf_expires_ms),
        )
        with self._engine.begin() as connection:
            connection.execute(newer)

    def lock(self, credential: str) -> LoginTurn:
        """Return the turn to log in, for ``with`` or ``async with``."""
        return LoginTurn(self._engine, credential)
