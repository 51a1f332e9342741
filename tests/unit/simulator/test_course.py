"""Channel and release: scripted by the reference, moved by the business clock."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from simulator import course
from simulator.app import build
from simulator.store import Store
from simulator.world import World
from tests.contract.samples import admission_items, cover


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A simulator whose business clock stands on 20 May 2026."""
    world = World(Store(tmp_path / "simulator.db"), tmp_path)
    world.set_rules({"registration_delay": 0})
    world.clock.move(datetime.fromisoformat("2026-05-20T09:00:00-03:00"))
    yield world
    world.store.close()


def filed(world: World, reference: str) -> dict[str, Any]:
    """Ask for the registration of an admission and let it be made."""
    body = {
        "number": "26BR00000000010",
        "version": 0,
        "cover": cover(reference),
        "items": {str(n): item for n, item in enumerate(admission_items(), 1)},
    }
    course.ask(world, body, {"TAXA_UTILIZACAO": "192.79"})
    course.settle(world)
    return now(world)


def now(world: World) -> dict[str, Any]:
    course.settle(world)
    (body,) = world.store.declarations()
    return body


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("VD-1/consumption-1", ("VERDE", 0)),
        ("VD1-IMP-7/admission-1", ("VERDE", 1)),
        ("AM6-REL/bonded_consumption-1", ("AMARELO", 6)),
        ("VM-1", ("VERMELHO", None)),
        ("CZ10-1", ("CINZA", 10)),
        ("IMP-2026/admission-1", ("VERDE", 0)),
        ("VD2026-1/consumption-1", ("VERDE", 0)),
    ],
)
def test_the_reference_scripts_channel_and_release(
    reference: str, expected: tuple[str, int | None]
) -> None:
    assert course.script_of(reference) == expected


def test_green_is_released_at_once(world: World) -> None:
    body = filed(world, "IMP-1/admission-1")

    assert body["situation"] == "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
    assert body["released_at"] == body["registered_at"] == "2026-05-20T09:00:00-0300"


def test_a_scripted_release_waits_for_the_business_clock(world: World) -> None:
    assert filed(world, "AM6-1/admission-1")["situation"] == "EM_CONFERENCIA_SELECIONADA"

    world.clock.move(datetime.fromisoformat("2026-05-25T23:00:00-03:00"))
    assert now(world)["situation"] == "EM_CONFERENCIA_SELECIONADA"

    world.clock.move(datetime.fromisoformat("2026-05-28T08:00:00-03:00"))
    body = now(world)
    assert body["situation"] == "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
    assert body["released_at"] == "2026-05-26T09:00:00-0300"


def test_goods_are_in_stock_when_their_admission_is_released(world: World) -> None:
    filed(world, "VD1-1/admission-1")
    assert world.store.rows("select * from bond") == []

    world.clock.move(datetime.fromisoformat("2026-05-21T09:00:00-03:00"))
    now(world)

    stock = world.store.rows("select item, admitted, drawn from bond order by item")
    assert [tuple(row) for row in stock] == [(1, "60000", "0"), (2, "9000", "0")]


def test_a_registration_is_made_once_and_debited_once(world: World) -> None:
    filed(world, "IMP-1/admission-1")
    for _ in range(3):
        course.settle(world)

    with TestClient(build(world)) as http:
        (shown,) = http.get("/admin/declarations").json()
    assert shown["registrations"] == 1
    assert [debit["amounts"] for debit in shown["debits"]] == [{"TAXA_UTILIZACAO": "192.79"}]


def test_the_administrator_releases_what_waits(world: World) -> None:
    number = filed(world, "VM-1/admission-1")["number"]

    with TestClient(build(world)) as http:
        shown = http.post(f"/admin/release/{number}").json()

    assert shown["channel"] == "VERMELHO"
    assert shown["situation"] == "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
    assert len(world.store.rows("select * from bond")) == 2


def test_the_administrator_sets_a_situation_and_a_channel(world: World) -> None:
    number = filed(world, "AM6-1/admission-1")["number"]
    asked = {"situation": "CANCELADA_PELA_ADUANA", "channel": "CINZA"}

    with TestClient(build(world)) as http:
        http.post(f"/admin/situation/{number}", json=asked)
        http.put("/admin/clock", json={"now": "2026-06-30T09:00:00-03:00"})
        (shown,) = http.get("/admin/declarations").json()

    assert (shown["situation"], shown["channel"]) == ("CANCELADA_PELA_ADUANA", "CINZA")


def test_the_administrators_page_shows_what_was_filed(world: World) -> None:
    number = filed(world, "VD-<b>1</b>/admission-1")["number"]

    with TestClient(build(world)) as http:
        page = http.get("/admin").text

    assert number in page
    assert "R$ 192.79" in page
    assert "<b>1</b>" not in page


def test_a_clock_without_a_zone_is_refused(world: World) -> None:
    with TestClient(build(world)) as http:
        answer = http.put("/admin/clock", json={"now": "2026-03-24T10:00:00"})

    assert answer.status_code == 422
