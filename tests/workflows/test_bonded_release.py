"""Releases from bond: accepted, funded, invoiced at another price, delivered, given back."""

from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel, CompleteTask
from customs.papers import AddPapers, Difference, FoundGoods, Reconciliation
from stock import steps
from stock.movements import Lot
from stock.steps import Fact
from tests.workflows.orders import a_paper, a_release, news
from tests.workflows.test_import_process import release_declaration
from tests.workflows.world import APPROVER, BROKER, BUYER, MANAGER, NOW, World, a_house, a_ref

LOT = "26BR00009901010/1"


def a_world(**more: Any) -> World:
    """Return a world with 100 bearings in bond."""
    world = World(**more)
    fact = Fact(reference="IMP-1", occurred_at=NOW, recorded_at=NOW)
    world.ledger.open_lot(
        Lot(
            lot=LOT, import_reference="IMP-1", product="A", quantity=Decimal(100),
            admitted_at=NOW, expires_on="2027-03-25", freight=Decimal("10.00"),
            insurance=Decimal("1.00"), net_weight_kg=Decimal("12.8"),
        )
    )  # fmt: skip
    world.ledger.post(steps.ordered(fact, (("A", "", Decimal(100)),), "Ningbo"))
    world.ledger.post(steps.shipped(fact, (("A", "", Decimal(100)),)))
    world.ledger.post(steps.admitted(fact, (("A", LOT, Decimal(100)),)))
    return world


async def start(client: Client, reference: str, quantity: int = 40) -> WorkflowHandle[Any, Any]:
    """Start a release of 40 bearings."""
    order = a_release(reference, "IMP-1", LOT, quantity)
    return await client.start_workflow(
        "BondedRelease", order, id=f"release/{reference}", task_queue="imports"
    )


async def hand_in(handle: WorkflowHandle[Any, Any], filename: str) -> None:
    """Hand a sale invoice in."""
    act = AddPapers(papers=(a_paper(filename),), actor=BROKER, at=NOW)
    await handle.execute_update("add_papers", act)


def held(world: World) -> dict[str, Decimal]:
    """Return what each account but the supplier's holds."""
    balances = world.ledger.balances()
    return {b.account: b.quantity for b in balances if not b.account.startswith("supplier")}


def knows_where(world: World, declaration: str) -> bool:
    """Return whether a declaration was told what its papers were compared by."""
    return bool(world.rows.get(("clearance", declaration), {}).get("order", {}).get("comparison"))


async def test_papers_that_agree_still_say_where_each_value_stands(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = a_world(), "AGREED-1"
    world.findings.append(Reconciliation(report=a_ref("compared")))
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await hand_in(handle, "commercial_invoice.pdf")
        await world.until(lambda: knows_where(world, f"{reference}/bonded_consumption-1"))
        await handle.terminate()


async def test_a_release_goes_from_bond_to_the_buyers_site(temporal: WorkflowEnvironment) -> None:
    world, reference = a_world(), "REL-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await hand_in(handle, "commercial_invoice.pdf")
        await world.answer(
            temporal.client, f"{reference}/funds-1", "done", form={"received_brl": "1.00"}
        )
        clearance = f"{reference}/bonded_consumption-1"
        await world.answer(temporal.client, f"{clearance}/approval-1", "approve")
        await release_declaration(temporal.client, world, clearance)
        await world.until(lambda: f"cleared:{reference}" in held(world))
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()

    assert held(world) == {"bonded": Decimal(60), "domestic:main": Decimal(40)}
    assert world.rows["release", reference]["stage"] == "DELIVERED"
    goods = world.rows["clearance", clearance]["order"]["goods"][0]
    assert goods["freight"] == "4.00"
    assert goods["linked"]["declaration"] == "26BR00009901010"


async def test_nothing_is_filed_before_invoice_and_funds(temporal: WorkflowEnvironment) -> None:
    world, reference = a_world(), "HELD-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await hand_in(handle, "commercial_invoice.pdf")
        clearance = f"{reference}/bonded_consumption-1"
        await world.answer(temporal.client, f"{clearance}/approval-1", "approve")
        await world.until(lambda: world.rows["clearance", clearance]["state"] == "held")
        await handle.terminate()

    assert "open_draft" not in world.calls


async def test_a_buyers_refusal_ends_the_release_and_reserves_nothing(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = a_world(), "REFUSED-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(
            temporal.client, f"{reference}/acceptance-1", "refuse", reason="too early"
        )
        await handle.result()

    assert world.rows["release", reference]["stage"] == "CANCELLED"
    assert held(world) == {"bonded": Decimal(100)}


async def test_more_than_the_lot_holds_is_not_promised(temporal: WorkflowEnvironment) -> None:
    world, reference = a_world(), "MUCH-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference, 101)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await handle.result()

    assert world.rows["release", reference]["stage"] == "CANCELLED"
    assert "bonded" in world.rows["release", reference]["cancelled"][0]["note"]


async def test_another_price_voids_the_open_approval_and_its_click_is_refused(
    temporal: WorkflowEnvironment,
) -> None:
    dearer = Reconciliation(
        differences=(
            Difference(
                rule="unit_price", message="A: 1.20 ≠ 1.12", left="1.20", right="1.12",
                left_paper="invoice", right_paper="order",
            ),
        ),
        found=(FoundGoods(item="A", unit_price=Decimal("1.20")),),
    )  # fmt: skip
    cash = [Decimal("114493.65"), Decimal("115144.40")]
    world, reference = a_world(findings=[dearer], cash=cash), "PRICE-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await hand_in(handle, "commercial_invoice.pdf")
        clearance = f"{reference}/bonded_consumption-1"
        seen = await world.until(lambda: world.task(f"{clearance}/approval-1"))
        accept = {"reason": "price list v2"}
        await world.answer(temporal.client, f"{reference}/difference-1", "accept", BUYER, **accept)
        now = await world.until(lambda: world.task(f"{clearance}/approval-2"))

        old, new = (t["order"]["evidence"]["sha256"] for t in (seen, now))
        task = temporal.client.get_workflow_handle(f"task/{clearance}/approval-2")
        click = CompleteTask(actor=APPROVER, at=NOW, outcome="approve", evidence_sha256=old)
        with pytest.raises(WorkflowUpdateFailedError, match="Workflow update failed") as stale:
            await task.execute_update("complete", click)
        fresh = click.model_copy(update={"evidence_sha256": new})
        with pytest.raises(WorkflowUpdateFailedError) as above:
            await task.execute_update("complete", fresh)
        await world.answer(temporal.client, f"{clearance}/approval-2", "approve", MANAGER)
        await handle.terminate()

    assert old in str(stale.value.cause)
    assert new in str(stale.value.cause)
    assert "BRL 115,144.40" in str(above.value.cause)


async def test_cancelling_gives_the_reserved_lots_back(temporal: WorkflowEnvironment) -> None:
    world, reference = a_world(), "BACK-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await handle.execute_update("cancel", Cancel(actor=BROKER, reason="no need", at=NOW))
        await handle.result()

    assert held(world) == {"bonded": Decimal(100)}
