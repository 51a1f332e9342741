"""One credential's session: signed in once, its tokens shared by every process.

Each answer brings a newer CSRF token. A token that was replaced meanwhile by another
process is tolerated: who is turned away reads the newest and asks again, and signs in
only when there is no newer one.
"""

import asyncio
from datetime import UTC, datetime
from typing import Any, NamedTuple

import httpx

from customs.portal_session import PortalSession, PortalSessions
from gateways.doors import Refused, Unavailable
from gateways.portal_unico.answers import TOO_SOON, SignedOut, code_of, read_answer

_MARGIN_MS = 30_000
_TRY_LOGIN_AGAIN = 20.0
_LOGIN_REFUSED = 60.0


class KeyPair(NamedTuple):
    """A pair of keys that a person made in the Portal; it acts as that person."""

    client_id: str
    client_secret: str


class Session:
    """Sends requests as somebody who is signed in."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        sessions: PortalSessions,
        credential: str,
        role: str = "IMPEXP",
        keys: KeyPair | None = None,
    ) -> None:
        self._http = http
        self._sessions = sessions
        self._credential = credential
        self._role = role
        self._keys = keys
        """None: the TLS connection shows a certificate."""

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to a request; signed out, it asks again after signing in.

        Raises:
            Refused: the system said no.
            Unavailable: it did not answer, or is away.
        """
        held = await self._hold(await self._load())
        for _ in range(2):
            try:
                return read_answer(await self._send(held, method, path, body))
            except SignedOut:
                held = await self._hold(held, turned_away=True)
        return read_answer(await self._send(held, method, path, body))

    async def _send(self, held: PortalSession, method: str, path: str, body: Any) -> httpx.Response:
        tokens = {"Authorization": held.token, "X-CSRF-Token": held.csrf}
        answer = await self._request(method, path, tokens, body)
        if "x-csrf-token" in answer.headers:
            await self._save(_session(answer, held.token, held.logged_in_at))
        return answer

    async def _request(
        self, method: str, path: str, headers: dict[str, str], body: Any = None
    ) -> httpx.Response:
        try:
            return await self._http.request(method, path, headers=headers, json=body)
        except httpx.TransportError as error:
            raise Unavailable(f"{method} {path}: {error or type(error).__name__}") from error

    async def _hold(self, held: PortalSession | None, turned_away: bool = False) -> PortalSession:
        """Return a session that may be used: the one held, a newer one, or a new login."""
        if held is not None and not turned_away and _is_fresh(held):
            return held
        async with self._sessions.lock(self._credential):
            newest = await self._load()
            if newest is not None and newest != held and _is_fresh(newest):
                return newest
            return await self._log_in()

    async def _log_in(self) -> PortalSession:
        path, headers = "/portal/api/autenticar", {"Role-Type": self._role}
        if self._keys is not None:
            path += "/chave-acesso"
            headers |= {"Client-Id": self._keys.client_id, "Client-Secret": self._keys[1]}
        answer = await self._request("POST", path, headers)
        try:
            read_answer(answer)
        except (Refused, SignedOut) as refusal:
            raise _not_signed_in(answer) from refusal
        session = _session(answer, "", datetime.now(UTC))
        await self._save(session)
        return session

    async def _load(self) -> PortalSession | None:
        return await asyncio.to_thread(self._sessions.load, self._credential)

    async def _save(self, session: PortalSession) -> None:
        await asyncio.to_thread(self._sessions.save, self._credential, session)


def _session(answer: httpx.Response, token: str, since: datetime) -> PortalSession:
    """Return the tokens of an answer; the body of a login repeats one and is not the session."""
    return PortalSession(
        token=answer.headers.get("set-token", token),
        csrf=answer.headers["x-csrf-token"],
        csrf_expires_ms=int(answer.headers["x-csrf-expiration"]),
        logged_in_at=since,
    )


def _is_fresh(session: PortalSession) -> bool:
    now_ms = datetime.now(UTC).timestamp() * 1000
    return session.csrf_expires_ms - _MARGIN_MS > now_ms


def _not_signed_in(answer: httpx.Response) -> Unavailable:
    """A refused login says nothing about a declaration: it is tried again, never corrected."""
    body = answer.json()
    code = code_of(body)
    if code == TOO_SOON:
        return Unavailable(f"signed in a moment ago ({code})", _TRY_LOGIN_AGAIN)
    return Unavailable(f"the login is refused: {code} {body.get('message', '')}", _LOGIN_REFUSED)
