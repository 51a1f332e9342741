"""Signing in: certificates and keys, the sixty seconds, tokens that every answer replaces."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateways.doors import Unavailable
from gateways.portal_unico import KeyPair, PortalUnico
from simulator import tls
from simulator.world import World
from tests.contract.samples import cover
from tests.contract.surroundings import COMPANY, PERSON, SessionsInMemory, client_of, http_to

NUMBER = "26BR00000000010"


def logins(world: World) -> int:
    return len(world.store.rows("select 1 from session"))


async def sign_in(
    world: World, role: str = "IMPEXP", peer: dict[str, Any] | None = PERSON
) -> httpx.Response:
    async with http_to(world, peer) as http:
        return await http.post("/portal/api/autenticar", headers={"Role-Type": role})


async def test_a_login_gives_the_tokens_in_its_headers(world: World) -> None:
    answer = await sign_in(world)

    assert answer.status_code == 200
    assert answer.headers["set-token"].count(".") == 2
    assert answer.json() == {"token": answer.headers["x-csrf-token"]}
    assert int(answer.headers["x-csrf-expiration"]) > 10**12


@pytest.mark.parametrize(
    ("peer", "role", "code"),
    [
        (None, "IMPEXP", "PLAT-ER2001"),
        (PERSON, "", "PUCX-ER0101"),
        (PERSON, "IMPORTER", "PUCX-ER0102"),
        (COMPANY, "IMPEXP", "PLAT-ER2008"),
        (PERSON, "TERCEIROS", "PLAT-ER2008"),
    ],
)
async def test_who_may_not_sign_in_is_told_why(
    world: World, peer: dict[str, Any] | None, role: str, code: str
) -> None:
    answer = await sign_in(world, role, peer)

    assert answer.status_code >= 400
    assert answer.json()["code"] == code


async def test_a_company_signs_in_as_a_warehouse_keeper(world: World) -> None:
    answer = await sign_in(world, "DEPOSIT", COMPANY)

    assert answer.status_code == 200


async def test_a_second_login_within_sixty_seconds_is_refused(world: World) -> None:
    await sign_in(world)
    again = await sign_in(world)

    assert (again.status_code, again.json()["code"]) == (422, "PLAT-ER2033")


async def test_one_login_serves_many_calls_and_processes(world: World) -> None:
    sessions = SessionsInMemory()
    processes = [client_of(world, sessions) for _ in range(5)]

    drafts = await asyncio.gather(*(p.open_draft(cover()) for p in processes for _ in range(3)))

    assert len(set(drafts)) == 15
    assert logins(world) == 1


async def test_every_answer_brings_the_token_of_the_next_call(world: World) -> None:
    world.set_rules({"strict_csrf": True})
    sessions = SessionsInMemory()
    portal = client_of(world, sessions)
    await portal.open_draft(cover())
    first = sessions.kept["broker"].csrf

    await portal.open_draft(cover())

    assert sessions.kept["broker"].csrf != first
    assert logins(world) == 1


async def test_who_holds_a_replaced_token_takes_the_newest_and_needs_no_login(
    world: World,
) -> None:
    world.set_rules({"strict_csrf": True})
    ours, shared = SessionsInMemory(), SessionsInMemory()
    await client_of(world, shared).open_draft(cover())
    ours.kept["broker"] = shared.kept["broker"]
    await client_of(world, shared).open_draft(cover())
    late = client_of(world, LateReader(ours, shared))

    number, _ = await late.open_draft(cover())

    assert number
    assert logins(world) == 1


class LateReader(SessionsInMemory):
    """Reads old tokens once, as a process does that another one overtook."""

    def __init__(self, old: SessionsInMemory, new: SessionsInMemory) -> None:
        super().__init__()
        self._old = old
        self._new = new
        self._read = False

    def load(self, credential: str) -> Any:
        """Return the old tokens first, then the newest."""
        source = self._new if self._read else self._old
        self._read = True
        return source.load(credential)


async def test_an_expired_session_is_renewed_by_one_login(world: World) -> None:
    sessions = SessionsInMemory()
    portal = client_of(world, sessions)
    await portal.open_draft(cover())
    world.store.write("delete from csrf")
    world.set_rules({"login_seconds": 0})

    await portal.open_draft(cover())

    assert logins(world) == 2


async def test_signed_out_too_soon_after_a_login_waits_for_the_sixty_seconds(
    world: World,
) -> None:
    portal = client_of(world)
    await portal.open_draft(cover())
    world.store.write("delete from csrf")

    with pytest.raises(Unavailable, match="PLAT-ER2033") as away:
        await portal.open_draft(cover())

    assert away.value.retry_after is not None
    assert 0 < away.value.retry_after <= 60


async def test_a_pair_of_keys_signs_in_without_a_certificate(world: World) -> None:
    assert world.folder is not None
    keys = KeyPair(*tls.key_pair(world.folder))
    portal = client_of(world, peer=None, keys=keys)

    number, _ = await portal.open_draft(cover())

    assert (world.store.declaration(number) or {})["declarant"] == tls.PERSON


async def test_a_wrong_pair_of_keys_is_an_outage_that_names_its_code(world: World) -> None:
    portal = client_of(world, peer=None, keys=KeyPair("nobody", "nothing"))

    with pytest.raises(Unavailable, match="login is refused: PLAT-ER8008"):
        await portal.open_draft(cover())


@pytest.mark.parametrize(
    ("authorization", "code"), [("", "DIMP-ER8990"), ("Bearer abc", "PUCX-ER0201")]
)
async def test_a_call_without_the_right_token_is_turned_away(
    world: World, authorization: str, code: str
) -> None:
    async with http_to(world) as http:
        answer = await http.get(
            f"/duimp-api/api/ext/duimp/{NUMBER}/versoes", headers={"Authorization": authorization}
        )

    assert (answer.status_code, answer.json()["code"]) == (401, code)


async def test_errors_rotate_the_token_too(portal: PortalUnico, world: World) -> None:
    await portal.open_draft(cover())
    before = world.store.rows("select count(*) n from csrf")[0]["n"]

    assert await portal.current_version(NUMBER) is None

    assert world.store.rows("select count(*) n from csrf")[0]["n"] == before + 1


def test_secrets_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    folder = tls.prepare(tmp_path)

    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert {modes.pop("ca.pem"), modes.pop("server.pem")} == {0o644}
    assert set(modes.values()) == {0o600}
