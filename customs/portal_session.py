"""Tokens of a login at a government's system: what its door and our records both speak of."""

from typing import Any, Protocol

from pydantic import AwareDatetime

from customs.payload import Payload


class PortalSession(Payload):
    """Tokens of a login, shared by all workers."""

    token: str
    csrf: str
    csrf_expires_ms: int
    logged_in_at: AwareDatetime


class PortalSessions(Protocol):
    """One session per credential, whichever process logged in."""

    def load(self, credential: str) -> PortalSession | None:
        """Return the newest tokens."""

    def save(self, credential: str, session: PortalSession) -> None:
        """Keep newer tokens."""

    def lock(self, credential: str) -> Any:
        """Return a context manager, sync and async, that lets one process at a time log in."""
