"""Outages, lost answers and refusals: what our client makes of each."""

import asyncio
import time
from datetime import UTC, datetime
from decimal import Decimal

import httpx
import pytest

from gateways.doors import Refused, Unavailable
from gateways.portal_unico import PortalUnico
from gateways.portal_unico.answers import read_answer, retry_after
from simulator.world import World
from tests.contract.samples import admission_items, cover
from tests.contract.surroundings import http_to

FEE = {"siscomex_fee": Decimal("192.79")}


async def script(world: World, **fault: object) -> None:
    async with http_to(world) as http:
        answer = await http.post("/admin/outage", json=fault)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("mode", ["503", "html403", "quota", "night"])
async def test_an_outage_is_no_refusal(portal: PortalUnico, world: World, mode: str) -> None:
    await portal.open_draft(cover())
    await script(world, mode=mode, count=1)

    with pytest.raises(Unavailable):
        await portal.open_draft(cover())

    assert len(world.store.declarations()) == 1


async def test_a_spent_quota_says_when_to_come_back(portal: PortalUnico, world: World) -> None:
    await portal.open_draft(cover())
    await script(world, mode="quota", seconds=30)

    with pytest.raises(Unavailable) as away:
        await portal.open_draft(cover())

    assert away.value.retry_after is not None
    assert 0 < away.value.retry_after <= 3600


def test_the_quota_is_new_with_the_hour_and_the_night_ends_at_three() -> None:
    at_half_past_one = datetime(2026, 5, 20, 4, 30, tzinfo=UTC)  # 01:30 in Brasília

    assert retry_after("PUCX-ER1001", at_half_past_one) == 1800
    assert retry_after("PUCX-ER0401", at_half_past_one) == 5400


async def test_silence_ends_as_an_outage(portal: PortalUnico, world: World) -> None:
    await portal.open_draft(cover())
    await script(world, mode="timeout", seconds=0.05)

    with pytest.raises(Unavailable):
        await portal.open_draft(cover())

    assert (await portal.open_draft(cover()))[1] == 0


async def test_a_lost_answer_was_carried_out(portal: PortalUnico, world: World) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())
    await script(world, mode="lost_answer", path="/registros$")

    with pytest.raises(Unavailable):
        await portal.register(number, version, 2, FEE)

    registered = await portal.current_version(number)
    assert registered is not None
    assert registered.version == 1


async def test_a_late_answer_was_carried_out_and_comes(portal: PortalUnico, world: World) -> None:
    await script(world, mode="late_answer", seconds=0.2)
    began = time.monotonic()

    number, _ = await portal.open_draft(cover())

    assert time.monotonic() - began >= 0.15
    assert [body["number"] for body in world.store.declarations()] == [number]


async def test_ending_all_faults_ends_a_silence(portal: PortalUnico, world: World) -> None:
    await portal.open_draft(cover())
    await script(world, mode="late_answer", seconds=600)
    asked = asyncio.create_task(portal.open_draft(cover()))
    assert not (await asyncio.wait({asked}, timeout=0.1))[0]

    await script(world, seconds=0)

    assert (await asyncio.wait_for(asked, 5))[1] == 0


async def test_a_fault_of_one_reference_hits_no_other(portal: PortalUnico, world: World) -> None:
    number, version = await portal.open_draft(cover("VD-HERE/admission-1"))
    await script(world, mode="503", seconds=60, reference="VD-HERE/admission-1")

    other, first = await portal.open_draft(cover("VD-THERE/admission-1"))
    await portal.state(other, first)
    for asked in (portal.open_draft(cover("VD-HERE/admission-1")), portal.state(number, version)):
        with pytest.raises(Unavailable):
            await asked


async def test_a_scripted_refusal_comes_once(portal: PortalUnico, world: World) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())
    problem = {"code": "DIMP-ER9999", "field": "carga", "message": "Carga bloqueada."}
    await script(world, mode="refuse", path="/diagnosticos$", errors=[problem])

    with pytest.raises(Refused) as refusal:
        await portal.diagnose(number, version, 2)

    assert refusal.value.problems == [problem]
    assert await portal.diagnose(number, version, 2)


async def test_an_outage_can_be_ended(portal: PortalUnico, world: World) -> None:
    await script(world, mode="503", seconds=600)
    await script(world, seconds=0)

    assert (await portal.open_draft(cover()))[1] == 0


async def test_an_unknown_mode_is_refused(world: World) -> None:
    async with http_to(world) as http:
        answer = await http.post("/admin/outage", json={"mode": "flood"})

    assert answer.status_code == 422
    assert "lost_answer" in answer.json()["message"]


def answer(status: int, **content: object) -> httpx.Response:
    request = httpx.Request("GET", "https://portal.test/x")
    return httpx.Response(status, request=request, **content)  # type: ignore[arg-type]


def test_an_error_that_comes_as_200_is_a_refusal() -> None:
    with pytest.raises(Refused, match="inválido"):
        read_answer(answer(200, json={"code": "DIMP-ER0004", "message": "Número inválido."}))


def test_a_page_where_json_was_expected_is_an_outage() -> None:
    with pytest.raises(Unavailable, match="without JSON"):
        read_answer(answer(200, html="<html>Bem-vindo</html>"))


def test_a_refusal_without_codes_keeps_its_sentence() -> None:
    with pytest.raises(Refused, match="não foi encontrada") as refusal:
        read_answer(answer(404, json={"message": "A Duimp não foi encontrada.", "errors": []}))

    assert refusal.value.status == 404


def test_a_platform_code_is_read_before_the_status() -> None:
    with pytest.raises(Unavailable):
        read_answer(answer(200, json={"code": "PUCX-ER1001", "message": "limite"}))
