"""One declaration: refused and corrected, out of date, selected for a check, cancelled."""

from decimal import Decimal
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from customs.acts import PortalNews
from customs.filing import FieldProblem
from customs.people import Actor, Role
from customs.plan import Regime
from tests.workflows.orders import an_import, news
from tests.workflows.world import NOW, World, a_house

CORRECTOR = Actor(person="corrector", roles=(Role.BROKER, Role.APPROVER))


async def arrive(client: Client, reference: str) -> WorkflowHandle[Any, Any]:
    """Start a direct import whose goods have arrived: its declaration begins."""
    handle: WorkflowHandle[Any, Any] = await client.start_workflow(
        "ImportProcess",
        an_import(reference, Regime.DIRECT),
        id=f"import/{reference}",
        task_queue="imports",
    )
    await handle.signal("milestones", news("ARRIVED"))
    return handle


async def portal_says(client: Client, world: World, id: str, situation: str, channel: str) -> None:
    """Let the portal say something of a registered declaration."""
    await world.until(lambda: f"clearance/{id}" in world.watched)
    said = PortalNews(
        number=world.watched[f"clearance/{id}"].number,
        version=1,
        situation=situation,
        channel=channel,
        occurred_at=NOW,
        recorded_at=NOW,
    )
    await client.get_workflow_handle(f"clearance/{id}").signal("portal", said)


async def test_a_refused_field_is_asked_for_and_who_corrects_does_not_approve(
    temporal: WorkflowEnvironment,
) -> None:
    problem = FieldProblem(field="carga.identificacao", message="falta o CE", code="DIMP-ER8001")
    world, id = World(problems=[(problem,)]), "FIX-1/consumption-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, "FIX-1")
        form = {"carga.identificacao": "102605012345678"}
        await world.answer(temporal.client, f"{id}/correction-1", "done", CORRECTOR, form=form)
        task = await world.until(lambda: world.task(f"{id}/approval-1"))
        await handle.terminate()

    asked = world.rows["task", f"{id}/correction-1"]["order"]
    assert [field["name"] for field in asked["fields"]] == ["carga.identificacao"]
    assert "falta o CE" in asked["instructions"]
    assert task["order"]["not_by"] == ["preparer", "corrector"]


async def test_an_amount_beyond_the_approval_is_approved_again_before_it_is_paid(
    temporal: WorkflowEnvironment,
) -> None:
    world = World(cash=[Decimal("100.00"), Decimal("101.00"), Decimal("101.00")])
    id = "DEARER-1/consumption-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, "DEARER-1")
        await world.answer(temporal.client, f"{id}/approval-1", "approve")
        again = await world.until(lambda: world.task(f"{id}/approval-2"))
        await handle.terminate()

    assert again["order"]["amount_brl"] == "101.00"
    assert "ask_registration" not in world.calls
    assert "delete_draft" in world.calls


async def test_inside_the_tolerance_registration_goes_on_and_both_amounts_are_kept(
    temporal: WorkflowEnvironment,
) -> None:
    world = World(cash=[Decimal("100.00"), Decimal("101.00")])
    id = "TOLERANT-1/consumption-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, "TOLERANT-1")
        form = {"tolerance_brl": "1.00"}
        await world.answer(temporal.client, f"{id}/approval-1", "approve", form=form)
        await world.until(lambda: world.rows["clearance", id]["state"] == "registered")
        await handle.terminate()

    row = world.rows["clearance", id]
    assert (row["approved"]["cash"], row["assessment"]["cash"]) == ("100.00", "101.00")


async def test_a_yellow_channel_is_a_brokers_task_until_customs_releases(
    temporal: WorkflowEnvironment,
) -> None:
    world, id = World(), "YELLOW-1/consumption-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, "YELLOW-1")
        await world.answer(temporal.client, f"{id}/approval-1", "approve")
        await portal_says(temporal.client, world, id, "EM_CONFERENCIA_SELECIONADA", "AMARELO")
        await world.until(lambda: world.task(f"{id}/conference-1"))
        released = "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
        await portal_says(temporal.client, world, id, released, "AMARELO")
        await world.until(lambda: world.rows["clearance", id]["state"] == "released")
        await world.until(lambda: not world.task(f"{id}/conference-1"))
        await handle.terminate()

    assert world.rows["clearance", id]["channel"] == "AMARELO"


async def test_what_customs_cancels_is_declared_again_when_a_person_says_so(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "AGAIN-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, reference)
        first = f"{reference}/consumption-1"
        await world.answer(temporal.client, f"{first}/approval-1", "approve")
        await portal_says(temporal.client, world, first, "CANCELADA_PELA_ADUANA", "VERDE")
        await world.answer(temporal.client, f"{reference}/declare_again-1", "done")
        await world.until(lambda: world.task(f"{reference}/consumption-2/approval-1"))
        await handle.terminate()

    assert world.rows["import", reference]["declarations"] == [
        first,
        f"{reference}/consumption-2",
    ]


async def test_a_refused_approval_goes_back_to_the_broker_with_its_reason(
    temporal: WorkflowEnvironment,
) -> None:
    world, id = World(), "NO-1/consumption-1"
    async with a_house(temporal.client, world):
        handle = await arrive(temporal.client, "NO-1")
        await world.answer(temporal.client, f"{id}/approval-1", "refuse", reason="peso errado")
        task = await world.until(lambda: world.task(f"{id}/correction-1"))
        await handle.terminate()

    assert "peso errado" in task["order"]["instructions"]
    assert world.rows["clearance", id]["refusals"] == ["approver: peso errado"]
