"""Our client and the simulator agree on every function of the Duimp that we use."""

import asyncio
from datetime import datetime
from decimal import Decimal

import pytest

from gateways.doors import Refused
from gateways.portal_unico import PortalUnico
from simulator.app import open_world
from simulator.numbers import is_duimp_number
from simulator.world import World
from tests.contract.samples import (
    BLOCKS,
    admission_items,
    cover,
    item,
    special_cover,
    withdrawal_items,
)
from tests.contract.surroundings import client_of, http_to

FEE = {"siscomex_fee": Decimal("192.79")}


async def an_admission(portal: PortalUnico, reference: str = "VD-IMP-1/admission-1") -> str:
    """File the demo's admission and return its number."""
    number, version = await portal.open_draft(cover(reference))
    await portal.put_items(number, version, admission_items())
    await portal.register(number, version, 2, FEE)
    return number


async def test_a_draft_gets_a_valid_number_and_version_zero(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())

    assert is_duimp_number(number)
    assert version == 0
    assert (await portal.state(number, 0)).situation == "EM_ELABORACAO"
    assert await portal.current_version(number) is None


async def test_a_header_without_its_importer_is_refused_field_by_field(
    portal: PortalUnico,
) -> None:
    headless = cover() | {"identificacao": {"informacaoComplementar": "VD-1"}}

    with pytest.raises(Refused) as refusal:
        await portal.open_draft(headless)

    assert refusal.value.status == 422
    assert [p["field"] for p in refusal.value.problems] == [
        "identificacao.importador.tipoImportador",
        "identificacao.importador.ni",
    ]
    assert {p["code"] for p in refusal.value.problems} == {"DIMP-ER8001"}


async def test_an_item_that_fails_is_named_with_its_number(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    priceless = item(2, BLOCKS)
    del priceless["mercadoria"]["valorUnitarioMoedaNegociada"]

    with pytest.raises(Refused) as refusal:
        await portal.put_items(number, version, [admission_items()[0], priceless])

    assert refusal.value.status == 207
    assert [p["field"] for p in refusal.value.problems] == [
        "itens[2].mercadoria.valorUnitarioMoedaNegociada"
    ]


async def test_items_put_again_are_the_items_put_last(portal: PortalUnico, world: World) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, [*admission_items(), item(3, BLOCKS)])
    cheaper = item(2, BLOCKS | {"price": "3.00"})

    await portal.put_items(number, version, [admission_items()[0], cheaper])

    kept = (world.store.declaration(number) or {})["items"]
    assert sorted(kept) == ["1", "2"]
    assert kept["2"]["mercadoria"]["valorUnitarioMoedaNegociada"] == "3.00"


async def test_more_than_a_hundred_items_go_in_several_calls(
    portal: PortalUnico, world: World
) -> None:
    number, version = await portal.open_draft(cover())
    many = [item(n, BLOCKS) for n in range(1, 206)]

    await portal.put_items(number, version, many)
    await portal.put_items(number, version, many)

    assert len((world.store.declaration(number) or {})["items"]) == 205


async def test_the_values_of_a_draft_come_under_our_names(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())

    values = await portal.calculated_values(number, version)

    assert values["payable"] == FEE
    assert values["suspended"]["ii"] == Decimal("85802.48")
    assert values["calculated"]["cofins"] == Decimal("59793.73")


async def test_a_diagnosis_names_what_stops_the_registration(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover(identificacao="1526"))
    await portal.put_items(number, version, admission_items())

    with pytest.raises(Refused) as refusal:
        await portal.diagnose(number, version, 2)

    assert [p["field"] for p in refusal.value.problems] == ["carga.identificacao"]


async def test_a_wrong_count_of_items_is_refused(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())

    with pytest.raises(Refused) as refusal:
        await portal.diagnose(number, version, 3)

    assert refusal.value.problems[0]["code"] == "DIMP-ER8300"


async def test_a_clean_draft_is_diagnosed_without_error(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())

    assert await portal.diagnose(number, version, 2) == "PROCESSADO_SEM_ERRO_IMPEDITIVO"


async def test_a_registration_has_the_business_date_and_version_one(portal: PortalUnico) -> None:
    number = await an_admission(portal)

    registered = await portal.current_version(number)

    assert registered is not None
    assert (registered.number, registered.version) == (number, 1)
    assert registered.registered_at == datetime.fromisoformat("2026-03-24T10:00:00-03:00")


async def test_what_is_paid_must_be_what_is_due(portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())

    with pytest.raises(Refused) as refusal:
        await portal.register(number, version, 2, {"siscomex_fee": Decimal("154.23")})

    (problem,) = refusal.value.problems
    assert problem["code"].startswith("SIM-")
    assert problem["field"] == "pagamentos.TAXA_UTILIZACAO"
    assert "192.79" in problem["message"]
    assert "154.23" in problem["message"]


async def test_a_registration_under_way_is_told_as_one(portal: PortalUnico, world: World) -> None:
    world.set_rules({"registration_delay": 3600})
    number = await an_admission(portal)

    assert (await portal.state(number, 0)).situation == "ELABORADA_AGUARDANDO_PCCE"
    assert await portal.current_version(number) is None


async def test_a_second_registration_is_refused_by_the_situation(portal: PortalUnico) -> None:
    number = await an_admission(portal)

    with pytest.raises(Refused) as refusal:
        await portal.register(number, 0, 2, FEE)

    assert refusal.value.problems[0]["code"] == "DIMP-ER8504"


async def test_a_registered_declaration_has_no_calculated_values(portal: PortalUnico) -> None:
    number = await an_admission(portal)
    await portal.current_version(number)

    with pytest.raises(Refused) as refusal:
        await portal.calculated_values(number, 1)

    assert refusal.value.problems[0]["code"] == "DIMP-ER8505"


async def test_a_deleted_draft_may_be_deleted_again(portal: PortalUnico, world: World) -> None:
    number, version = await portal.open_draft(cover())

    await portal.delete_draft(number, version)
    await portal.delete_draft(number, version)

    assert world.store.declaration(number) is None


async def test_a_registered_declaration_is_not_deleted(portal: PortalUnico) -> None:
    number = await an_admission(portal)

    with pytest.raises(Refused):
        await portal.delete_draft(number, 1)


async def test_a_withdrawal_draws_its_admission_and_no_more(
    portal: PortalUnico, world: World
) -> None:
    admission = await an_admission(portal)
    number, version = await portal.open_draft(special_cover())
    await portal.put_items(number, version, withdrawal_items(admission, 60000, 9001))

    with pytest.raises(Refused) as refusal:
        await portal.diagnose(number, version, 2)

    (problem,) = refusal.value.problems
    assert problem["code"] == "SIM-ER0401"
    assert "saldo 9000, retirada 9001" in problem["message"]


async def test_two_withdrawals_cannot_both_take_the_last_pieces(
    portal: PortalUnico, world: World
) -> None:
    admission = await an_admission(portal)
    drafts = [await portal.open_draft(special_cover(f"REL-{n}/x-1")) for n in range(2)]
    due: dict[str, Decimal] = {}
    for number, version in drafts:
        await portal.put_items(number, version, withdrawal_items(admission, 60000, 9000))
        await portal.diagnose(number, version, 2)
        due = (await portal.calculated_values(number, version))["payable"]

    asked = (portal.register(number, version, 2, due) for number, version in drafts)
    answers = await asyncio.gather(*asked, return_exceptions=True)

    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert [p["code"] for r in refusals for p in r.problems] == ["SIM-ER0401", "SIM-ER0401"]
    assert len(refusals) == 1
    assert {row["drawn"] for row in world.store.rows("select drawn from bond")} == {"60000", "9000"}


async def test_one_item_and_its_values_can_be_asked_for(world: World, portal: PortalUnico) -> None:
    number, version = await portal.open_draft(cover())
    await portal.put_items(number, version, admission_items())
    path = f"/duimp-api/api/ext/duimp/{number}/{version}"
    async with http_to(world) as http:
        signed = await http.post("/portal/api/autenticar", headers={"Role-Type": "DEPOSIT"})
        assert signed.status_code == 422  # the client signed in a moment ago
        world.set_rules({"login_seconds": 0})
        signed = await http.post("/portal/api/autenticar", headers={"Role-Type": "DEPOSIT"})
        tokens = {
            "Authorization": signed.headers["set-token"],
            "X-CSRF-Token": signed.headers["x-csrf-token"],
        }
        one = await http.get(f"{path}/itens/2", headers=tokens)
        values = await http.get(f"{path}/itens/2/valores-calculados", headers=tokens)
        changed = await http.put(path, headers=tokens, json=cover("AM-2/admission-1"))

    assert one.json()["produto"]["ncm"] == "84832000"
    assert values.json()["mercadoria"]["valorAduaneiroBRL"] == "170425.96"
    assert changed.status_code == 200
    assert (world.store.declaration(number) or {})["cover"] == cover("AM-2/admission-1")


async def test_a_restarted_simulator_knows_everything(world: World, portal: PortalUnico) -> None:
    number = await an_admission(portal, "AM2-IMP-1/admission-1")
    await portal.current_version(number)
    world.store.close()
    assert world.folder is not None

    again = open_world(world.folder)
    again.set_rules({"login_seconds": 0})
    state = await client_of(again).state(number, 1)

    assert state.situation == "EM_CONFERENCIA_SELECIONADA"
    assert state.channel == "AMARELO"
    assert again.clock.today().isoformat() == "2026-03-24"
