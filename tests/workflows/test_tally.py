"""The tally at the bonded place against the papers, before the admission is filed."""

from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from customs.losses import FoundAt, ReportTally, TallyLine
from tests.workflows.orders import an_import, news
from tests.workflows.test_import_process import (
    ROAD,
    TRANSIT_END,
    Handle,
    release_declaration,
    stage,
    start,
)
from tests.workflows.world import NOW, OPERATOR, World, a_house


def a_tally(found: int, **more: Any) -> ReportTally:
    """Return a tally of the bearings."""
    line = TallyLine(item="A", found=Decimal(found), damaged=Decimal(more.pop("damaged", 0)))
    told = {"moment": FoundAt.TRANSIT, "document": "T-1", "place": "B-12", **more}
    return ReportTally(lines=(line,), occurred_at=NOW, actor=OPERATOR, at=NOW, **told)


async def present(world: World, handle: Handle, reference: str) -> None:
    """Bring the cargo to the bonded place."""
    await handle.signal("milestones", news(*ROAD, *TRANSIT_END))
    await world.until(lambda: stage(world, reference) == "AT_WAREHOUSE")


async def admitted_after(
    temporal: WorkflowEnvironment, world: World, reference: str, tally: ReportTally, choice: str
) -> None:
    """Bring an import into bond after ``tally``, upon which the broker chose, if he was asked."""
    client = temporal.client
    handle = await start(client, an_import(reference))
    await present(world, handle, reference)
    await handle.execute_update("report_tally", tally)
    if choice:
        await world.answer(client, f"{reference}/tally-1", choice)
    await world.answer(client, f"{reference}/admission-1/approval-1", "approve")
    await release_declaration(client, world, f"{reference}/admission-1")
    await world.until(lambda: world.rows["import", reference]["balance"])
    if tally.lines[0].found < 100 or tally.lines[0].damaged:
        await world.until(lambda: world.task(f"{reference}/claim-1"))
    # The differences leave transit after the admission's own movement.
    await world.until(lambda: f"in_transit:{reference}" not in accounts(world))
    await handle.terminate()


def accounts(world: World) -> dict[str, Decimal]:
    """Return what each account of the import holds, the supplier's left out."""
    held = world.ledger.balances()
    return {b.account: b.quantity for b in held if not b.account.startswith("supplier")}


async def test_a_tally_that_agrees_is_the_milestone_and_asks_nobody(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TALLY-1"
    async with a_house(temporal.client, world):
        await admitted_after(temporal, world, reference, a_tally(100), "")

    assert "TALLIED" in [m["tag"] for m in world.rows["import", reference]["milestones"]]
    assert ("task", f"{reference}/tally-1") not in world.rows
    assert world.ledger.lots()[0].place == "B-12"


async def test_declared_as_found_the_shortage_leaves_transit_for_the_discrepancy(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TALLY-2"
    async with a_house(temporal.client, world):
        await admitted_after(temporal, world, reference, a_tally(90), "as_found")

    declared = world.rows["clearance", f"{reference}/admission-1"]["order"]["goods"][0]["item"]
    assert (declared["quantity"], declared["net_weight_kg"]) == ("90", "11.520")
    assert accounts(world) == {"bonded": 90, f"discrepancy:{reference}": 10}


async def test_more_found_than_the_papers_say_stands_below_zero_in_the_discrepancy(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TALLY-3"
    async with a_house(temporal.client, world):
        await admitted_after(temporal, world, reference, a_tally(104), "as_found")

    assert accounts(world) == {"bonded": 104, f"discrepancy:{reference}": -4}


async def test_declared_as_the_papers_say_the_shortage_is_a_loss_that_the_carrier_owes(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TALLY-4"
    async with a_house(temporal.client, world):
        await admitted_after(temporal, world, reference, a_tally(90), "as_papers")

    assert accounts(world) == {"bonded": 90, f"lost:{reference}": 10}
    claim = world.rows["task", f"{reference}/claim-1"]["order"]
    assert claim["title"] == "Extravio de 10: deve transportador do trânsito"


async def test_damage_moves_nothing_and_opens_a_claim(temporal: WorkflowEnvironment) -> None:
    world, reference = World(), "TALLY-5"
    async with a_house(temporal.client, world):
        await admitted_after(temporal, world, reference, a_tally(100, damaged=7), "")

    assert accounts(world) == {"bonded": 100}
    assert world.rows["task", f"{reference}/claim-1"]["order"]["title"].startswith("Avaria de 7")


async def test_who_waits_files_nothing_until_the_next_tally(temporal: WorkflowEnvironment) -> None:
    world, reference = World(), "TALLY-6"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await present(world, handle, reference)
        await handle.execute_update("report_tally", a_tally(90))
        await world.answer(temporal.client, f"{reference}/tally-1", "wait")
        assert ("clearance", f"{reference}/admission-1") not in world.rows
        await handle.execute_update("report_tally", a_tally(100))
        await world.until(lambda: world.task(f"{reference}/admission-1/approval-1"))
        await handle.terminate()


async def test_a_tally_of_unknown_goods_or_after_registration_is_refused(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = World(), "TALLY-7"
    unknown = a_tally(1).model_copy(update={"lines": (TallyLine(item="Z", found=Decimal(1)),)})
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_import(reference))
        await handle.signal("milestones", news(*ROAD, *TRANSIT_END, "TALLIED"))
        with pytest.raises(WorkflowUpdateFailedError) as strange:
            await handle.execute_update("report_tally", unknown)
        await world.answer(temporal.client, f"{reference}/admission-1/approval-1", "approve")
        await world.until(lambda: f"clearance/{reference}/admission-1" in world.watched)
        await world.until(lambda: world.rows["import", reference]["stage"] == "ADMISSION_FILED")
        with pytest.raises(WorkflowUpdateFailedError) as late:
            await handle.execute_update("report_tally", a_tally(90))
        await handle.terminate()

    assert "Z" in str(strange.value.cause)
    assert "rectification" in str(late.value.cause)
