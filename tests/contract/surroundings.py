"""What a contract test stands on: the simulator without a socket, and sessions in memory."""

import asyncio
from collections.abc import MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from customs.portal_session import PortalSession
from gateways.portal_unico import KeyPair, PortalUnico
from gateways.portal_unico.session import Session
from simulator import tls
from simulator.app import build
from simulator.gate import ConnectionDropped
from simulator.store import Store
from simulator.world import World

PERSON = {"subject": ((("commonName", tls.HOLDER),),)}
COMPANY = {"subject": ((("commonName", "LUME COMERCIO EXTERIOR:99100001000175"),),)}
STORY = datetime.fromisoformat("2026-03-24T10:00:00-03:00")
"""The day of the demo's admission."""


class SessionsInMemory:
    """One session per credential; shared by clients that stand for processes."""

    def __init__(self) -> None:
        self.kept: dict[str, PortalSession] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def load(self, credential: str) -> PortalSession | None:
        """Return the newest tokens."""
        return self.kept.get(credential)

    def save(self, credential: str, session: PortalSession) -> None:
        """Keep newer tokens."""
        self.kept[credential] = session

    def lock(self, credential: str) -> asyncio.Lock:
        """Return the turn to log in."""
        return self._locks.setdefault(credential, asyncio.Lock())


class NoSocket(httpx.ASGITransport):
    """Carries requests to the simulator as a connection with a certificate would."""

    def __init__(self, world: World, peer: dict[str, Any] | None = PERSON) -> None:
        app = build(world)

        async def connected(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
            await app({**scope, "state": {"peer": peer}}, receive, send)

        super().__init__(connected)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request; a dropped connection looks as it does on a socket."""
        try:
            return await super().handle_async_request(request)
        except ConnectionDropped as dropped:
            raise httpx.RemoteProtocolError(str(dropped), request=request) from dropped


def a_world(folder: Path) -> World:
    """Return a new simulator whose business clock stands on the day of the admission."""
    tls.prepare(folder)
    world = World(Store(folder / "simulator.db"), folder)
    world.clock.move(STORY)
    world.set_rules({"registration_delay": 0.0})
    return world


def http_to(world: World, peer: dict[str, Any] | None = PERSON) -> httpx.AsyncClient:
    """Return bare HTTP to a simulator."""
    return httpx.AsyncClient(transport=NoSocket(world, peer), base_url="https://simulator.test")


def client_of(
    world: World,
    sessions: SessionsInMemory | None = None,
    peer: dict[str, Any] | None = PERSON,
    keys: KeyPair | None = None,
) -> PortalUnico:
    """Return our client of a simulator."""
    http = http_to(world, peer)
    return PortalUnico(Session(http, sessions or SessionsInMemory(), "broker", keys=keys))
