"""Sessions with the foreign-trade system: the newest tokens stay, one logs in at a time."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from records.ports import PortalSession
from records.sql import SqlPortalSessions
from tests.postgres import TestServer

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def sessions(engine: Engine) -> SqlPortalSessions:
    """No sessions yet."""
    return SqlPortalSessions(engine)


def tokens(csrf: str, expires: int = 1000, login: datetime = NOW) -> PortalSession:
    """A session as the system gave it."""
    return PortalSession(token="t", csrf=csrf, csrf_expires_ms=expires, logged_in_at=login)


def test_older_tokens_never_replace_newer_ones(sessions: SqlPortalSessions) -> None:
    assert sessions.load("broker") is None
    sessions.save("broker", tokens("second", 2000))
    sessions.save("broker", tokens("first", 1000))
    assert sessions.load("broker") == tokens("second", 2000)
    relogin = tokens("third", 500, NOW + timedelta(minutes=1))
    sessions.save("broker", relogin)
    assert sessions.load("broker") == relogin
    assert sessions.load("other") is None


async def test_one_coroutine_at_a_time_logs_in(sessions: SqlPortalSessions) -> None:
    inside, most = 0, 0

    async def log_in() -> None:
        nonlocal inside, most
        async with sessions.lock("broker"):
            inside += 1
            most = max(most, inside)
            # The holder reaches the database although many wait.
            sessions.save("broker", tokens("x"))
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.wait_for(asyncio.gather(*(log_in() for _ in range(15))), timeout=20)
    assert (inside, most) == (0, 1)


def test_another_credential_does_not_wait(sessions: SqlPortalSessions) -> None:
    with sessions.lock("broker"), sessions.lock("other"):
        pass


def test_a_thread_waits_for_the_one_before(sessions: SqlPortalSessions) -> None:
    got_it = threading.Event()

    def second() -> None:
        with sessions.lock("broker"):
            got_it.set()

    thread = threading.Thread(target=second)
    with sessions.lock("broker"):
        thread.start()
        assert not got_it.wait(0.3)
    assert got_it.wait(5)
    thread.join()


def test_the_turn_ends_when_the_login_fails_or_the_database_dies(
    sessions: SqlPortalSessions, postgres: TestServer
) -> None:
    with pytest.raises(RuntimeError), sessions.lock("broker"):
        raise RuntimeError("refused")
    with sessions.lock("broker"):
        postgres.restart_hard()
    with sessions.lock("broker"):
        pass
