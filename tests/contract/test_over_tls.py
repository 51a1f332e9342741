"""The whole way over TLS: a real server, a client certificate, a dropped connection, a kill."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from gateways.doors import Unavailable
from gateways.portal_unico import PortalAddress, PortalUnico, open_portal
from gateways.portal_unico.certificate import ssl_context
from simulator import tls
from tests.contract.samples import admission_items, cover
from tests.contract.surroundings import SessionsInMemory

ROOT = Path(__file__).resolve().parents[2]
FEE = {"siscomex_fee": Decimal("192.79")}


class Server:
    """A simulator in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-P", "-m", "simulator", "--port", "0", "--data", str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        ready = re.search(r"https://\S+", self.process.stdout.readline())
        assert ready is not None
        self.url = ready[0]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process."""
        self.process.send_signal(how)
        self.process.wait(15)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def http(self, certificate: bool = True) -> httpx.AsyncClient:
        """Return bare HTTP over TLS."""
        given = self.folder / "tls"
        password = (given / "client.password").read_text()
        shown = given / "client.p12" if certificate else None
        context = ssl_context(given / "ca.pem", shown, password)
        return httpx.AsyncClient(base_url=self.url, verify=context, timeout=5)

    def portal(self, sessions: SessionsInMemory, **more: str) -> PortalUnico:
        """Return our client, as the wiring opens it."""
        given = self.folder / "tls"
        certificate = None if more else given / "client.p12"
        address = PortalAddress(
            self.url, given / "ca.pem", certificate, given / "client.password", **more
        )
        return open_portal(address, "broker", sessions)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running simulator."""
    running = Server(tmp_path)
    yield running
    if running.process.poll() is None:
        running.stop(signal.SIGKILL)


async def test_a_declaration_is_filed_with_a_certificate(server: Server) -> None:
    sessions = SessionsInMemory()
    portal = server.portal(sessions)

    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())
    async with server.http() as http:
        clock = {"now": "2026-03-24T10:00:00-03:00"}
        assert (await http.put("/admin/clock", json=clock)).status_code == 200
    values = await portal.calculated_values(number, version)

    assert values["payable"] == FEE
    assert values["suspended"]["ii"] == Decimal("85802.48")


async def test_who_shows_no_certificate_is_told_so(server: Server) -> None:
    async with server.http(certificate=False) as http:
        answer = await http.post("/portal/api/autenticar", headers={"Role-Type": "IMPEXP"})

    assert (answer.status_code, answer.json()["code"]) == (401, "PLAT-ER2001")


async def test_a_pair_of_keys_needs_no_certificate(server: Server) -> None:
    name, secret = tls.key_pair(server.folder)
    portal = server.portal(SessionsInMemory(), client_id=name, client_secret=secret)

    assert (await portal.open_draft(cover()))[1] == 0


async def test_a_strangers_authority_is_not_trusted(server: Server, tmp_path: Path) -> None:
    strange = tls.prepare(tmp_path / "stranger")
    address = PortalAddress(server.url, strange / "ca.pem")

    with pytest.raises(Unavailable, match="CERTIFICATE_VERIFY_FAILED"):
        await open_portal(address, "broker", SessionsInMemory()).open_draft(cover())


async def test_a_dropped_answer_is_an_outage_and_the_work_was_done(server: Server) -> None:
    portal = server.portal(SessionsInMemory())
    number, version = await portal.open_draft(cover("VD1-IMP/admission-1"))
    await portal.put_items(number, version, admission_items())
    async with server.http() as http:
        fault = {"mode": "lost_answer", "path": "/registros$"}
        assert (await http.post("/admin/outage", json=fault)).status_code == 200
        await http.put("/admin/delays", json={"registration": 0})

    with pytest.raises(Unavailable):
        await portal.register(number, version, 2, FEE)

    registered = await portal.current_version(number)
    assert registered is not None
    assert registered.version == 1


async def test_a_server_that_is_gone_is_unavailable(server: Server) -> None:
    portal = server.portal(SessionsInMemory())
    server.stop()

    with pytest.raises(Unavailable):
        await portal.open_draft(cover())


async def test_what_was_answered_survives_a_kill(server: Server) -> None:
    sessions = SessionsInMemory()
    portal = server.portal(sessions)
    number, version = await portal.open_draft(cover("IMP/admission-1"))
    await portal.put_items(number, version, admission_items())
    await portal.register(number, version, 2, FEE)
    server.stop(signal.SIGKILL)

    again = Server(server.folder)
    try:
        async with again.http() as http:
            await http.put("/admin/delays", json={"registration": 0})
        registered = await _registered(again.portal(sessions), number)
        async with again.http() as http:
            (shown,) = (await http.get("/admin/declarations")).json()
    finally:
        again.stop(signal.SIGKILL)

    assert registered
    assert (shown["registrations"], len(shown["debits"])) == (1, 1)


async def _registered(portal: PortalUnico, number: str) -> bool:
    """Ask until the registration is made; every answer is a moment."""
    for _ in range(500):
        if await portal.current_version(number) is not None:
            return True
    return False


async def test_silence_outlasts_our_patience(server: Server) -> None:
    async with server.http() as http:
        fault = {"mode": "timeout", "seconds": 30, "path": "versoes"}
        await http.post("/admin/outage", json=fault)
        with pytest.raises(httpx.ReadTimeout):
            await http.get("/duimp-api/api/ext/duimp/26BR1/versoes", timeout=0.2)
