"""Imports, told step by step: bonded and direct, early and late news, trouble with papers."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel, FileEntry, PortalNews, RecordMilestone
from customs.papers import AddPapers, Difference, FoundGoods, Reconciliation
from customs.plan import Regime
from tests.workflows.orders import a_paper, an_import, news
from tests.workflows.world import BROKER, NOW, World, a_house

ROAD = ("DEPARTED", "ARRIVED", "DISCHARGED", "TRANSIT_AUTHORISED", "TRANSIT_DEPARTED")
TRANSIT_END = ("TRANSIT_ARRIVED", "SEALS_CHECKED", "TRANSIT_CONCLUDED", "CARGO_PRESENT")

Handle = WorkflowHandle[Any, Any]


async def start(client: Client, order: Any) -> Handle:
    """Start an import on the house's queue."""
    return await client.start_workflow(
        "ImportProcess", order, id=f"import/{order.reference}", task_queue="imports"
    )


async def release_declaration(client: Client, world: World, id: str, at: datetime = NOW) -> None:
    """Let the portal release a registered declaration."""
    await world.until(lambda: f"clearance/{id}" in world.watched)
    record = world.watched[f"clearance/{id}"]
    said = PortalNews(
        number=record.number,
        version=1,
        situation="DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA",
        channel="VERDE",
        occurred_at=at,
        recorded_at=at,
    )
    await client.get_workflow_handle(f"clearance/{id}").signal("portal", said)


def stage(world: World, reference: str) -> str:
    """Return the stage as the lists show it."""
    return str(world.rows.get(("import", reference), {}).get("stage"))


async def test_a_bonded_import_is_admitted_and_held_in_lots(temporal: WorkflowEnvironment) -> None:
    world, reference = World(), "BOND-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await handle.signal("milestones", news(*ROAD))
        await handle.signal("milestones", news(*TRANSIT_END, "TALLIED"))
        await world.answer(temporal.client, f"{reference}/admission-1/approval-1", "approve")
        await release_declaration(temporal.client, world, f"{reference}/admission-1")
        await world.until(lambda: world.rows["import", reference]["balance"])
        await handle.terminate()

    number = world.watched[f"clearance/{reference}/admission-1"].number
    assert world.registered == {number: 1}
    held = {(b.account, b.lot): b.quantity for b in world.ledger.balances("bonded")}
    assert held == {("bonded", f"{number}/1"): Decimal(100)}
    body = world.rows["import", reference]
    assert body["regime_clock"]["expires_on"] == "2027-03-24"
    stages = [s["stage"] for s in body["stages"]]
    assert stages == [
        "BOOKED", "IN_TRANSIT", "ARRIVED", "IN_CUSTOMS_TRANSIT", "AT_WAREHOUSE",
        "ADMISSION_FILED", "IN_BOND",
    ]  # fmt: skip


async def test_late_news_of_the_sea_leg_does_not_move_the_stage_back(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "LATE-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await handle.signal("milestones", news("DISCHARGED"))
        await world.until(lambda: stage(world, reference) == "ARRIVED")
        await handle.signal("milestones", news("DEPARTED"))
        await world.until(lambda: len(world.rows["import", reference]["stages"]) == 3)
        await handle.terminate()

    assert stage(world, reference) == "ARRIVED"


async def test_a_direct_import_is_cleared_delivered_and_closed(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "DIRECT-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        await world.answer(temporal.client, f"{reference}/consumption-1/approval-1", "approve")
        await release_declaration(temporal.client, world, f"{reference}/consumption-1")
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()

    assert stage(world, reference) == "CLOSED"
    delivered = world.ledger.balances("domestic")
    assert [(b.account, b.quantity) for b in delivered] == [("domestic:main", Decimal(100))]
    assert world.rows["clearance", f"{reference}/consumption-1"]["state"] == "delivered"


async def test_no_admission_before_presence_and_the_refusal_names_the_depositary(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "NOPRES-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("file_entry", FileEntry(actor=BROKER, at=NOW))
        await handle.terminate()

    assert "Porto Seco Serra Azul S.A." in str(refused.value.cause)


async def test_an_unknown_milestone_is_refused_with_a_sentence(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "UNKNOWN-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        act = RecordMilestone(news=news("MOON_LANDING").news[0], actor=BROKER)
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("record_milestone", act)
        await handle.terminate()

    assert "MOON_LANDING" in str(refused.value.cause)


async def test_a_scanned_paper_is_a_persons_task_and_the_import_waits(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "SCAN-1"
    papers = ("scan.pdf", "packing_list.pdf", "bill_of_lading.pdf")
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT, papers))
        await handle.signal("milestones", news("ARRIVED"))
        await world.until(lambda: world.task(f"{reference}/paper-1"))
        row = ("import", reference)
        await world.until(lambda: world.rows[row]["waiting_for"] == "documentos")
        act = AddPapers(papers=(a_paper("commercial_invoice.pdf"),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    assert world.rows["task", f"{reference}/paper-1"]["state"] == "CANCELLED"


async def test_papers_that_differ_hold_the_filing_until_they_agree(
    temporal: WorkflowEnvironment,
) -> None:
    difference = Difference(
        rule="packages", message="10 caixas a menos", left="900", right="890",
        left_paper="bill_of_lading.pdf", right_paper="packing_list.pdf",
    )  # fmt: skip
    world = World(findings=[Reconciliation(differences=(difference,))])
    reference = "DIFF-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        await world.until(lambda: world.task(f"{reference}/difference-1"))
        act = AddPapers(papers=(a_paper("packing_list-2.pdf"),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    lives = {
        p["paper"]["filename"]: p["paper"]["life"]
        for p in world.rows["import", reference]["papers"]
    }
    assert lives["packing_list.pdf"] == "superseded"
    assert lives["packing_list-2.pdf"] == "final"


async def test_cancelling_before_arrival_undoes_the_order_in_named_steps(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "CANCEL-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await world.until(lambda: world.ledger.balances("on_order"))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no demand", at=NOW))
        await handle.result()

    body = world.rows["import", reference]
    assert stage(world, reference) == "CANCELLED"
    assert [s["step"] for s in body["cancelled"] if s["done"]] == ["withdraw_tasks", "undo_order"]
    assert world.ledger.balances() == []


async def test_cancelling_deletes_the_draft_and_closes_the_approval(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "CANCEL-2"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        approval = f"{reference}/consumption-1/approval-1"
        await world.until(lambda: world.task(approval))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="error", at=NOW))
        await handle.result()

    assert world.rows["task", approval]["state"] == "CANCELLED"
    assert world.rows["clearance", f"{reference}/consumption-1"]["state"] == "cancelled"
    assert world.registered == {}


async def test_a_cancelled_import_ends_while_its_transit_is_open_and_files_nothing(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "CANCEL-3"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        await world.until(lambda: world.task(f"{reference}/transit-1"))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="error", at=NOW))
        await handle.result()
        await world.until(lambda: not world.task(f"{reference}/transit-1"))

    assert stage(world, reference) == "CANCELLED"
    assert ("clearance", f"{reference}/admission-1") not in world.rows


async def test_a_newer_invoice_reaches_the_declaration_whose_approval_is_open(
    temporal: WorkflowEnvironment,
) -> None:
    dearer = Reconciliation(found=(FoundGoods(item="A", unit_price=Decimal("9.99")),))
    world, reference = World(findings=[Reconciliation(), dearer]), "NEWER-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        clearance = f"{reference}/consumption-1"
        await world.until(lambda: world.task(f"{clearance}/approval-1"))
        act = AddPapers(papers=(a_paper("commercial_invoice-2.pdf"),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{clearance}/approval-2"))
        await handle.terminate()

    goods = world.rows["clearance", clearance]["order"]["goods"][0]
    assert goods["item"]["unit_price"] == "9.99"
    assert world.rows["task", f"{clearance}/approval-1"]["state"] == "CANCELLED"


async def test_an_unreadable_newer_invoice_holds_the_filing_until_a_person_dealt_with_it(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "SCAN-2"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        clearance = f"{reference}/consumption-1"
        await world.until(lambda: world.task(f"{clearance}/approval-1"))
        act = AddPapers(papers=(a_paper("scan.pdf"),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/paper-1"))
        await world.answer(temporal.client, f"{clearance}/approval-1", "approve")
        await world.until(lambda: world.rows["clearance", clearance]["state"] == "held")
        assert world.registered == {}
        paper, why = f"{reference}/paper-1", "the same invoice, photographed"
        await world.answer(temporal.client, paper, "disregard", reason=why)
        await world.until(lambda: world.rows["clearance", clearance]["state"] == "registered")
        await handle.terminate()
