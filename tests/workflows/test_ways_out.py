"""Ways out of bond other than a consumption in time: step by step, with proof; and too late."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from customs.clock import ClockMode, ClockReading
from tests.workflows.orders import a_release
from tests.workflows.test_bonded_release import LOT, a_world, hand_in, held
from tests.workflows.test_import_process import release_declaration
from tests.workflows.world import MANAGER, NOW, World, a_house

PROOF = "0" * 64
DAY = NOW.date().isoformat()
DUE = {"number": "26BR0001234567", "registered_on": DAY, "proof": PROOF}
DEPARTED = {"transport_document": "HLCU1", "departed_on": DAY, "proof": PROOF}
LATE = NOW + timedelta(days=380)


async def leave(client: Client, reference: str, destination: str) -> WorkflowHandle[Any, Any]:
    """Start a release of 40 bearings by a way out; after the term where it is one for that."""
    order = a_release(reference, "IMP-1", LOT, 40, destination)
    if order.plan.after_term:
        clock = ClockReading(mode=ClockMode.STORY, now=LATE)
        order = order.model_copy(update={"clock": clock})
    return await client.start_workflow(
        "BondedRelease", order, id=f"release/{reference}", task_queue="imports"
    )


async def order_it(client: Client, world: World, reference: str) -> None:
    """Let the owner order it."""
    await world.answer(client, f"{reference}/acceptance-1", "approve", MANAGER)


def stages(world: World, reference: str) -> list[str]:
    """Return the stages of a release as the lists show them."""
    return [s["stage"] for s in world.rows["release", reference]["stages"]]


async def test_goods_go_back_abroad_by_a_declaration_that_persons_file(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference, client = a_world(), "ABROAD-1", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "re_export")
        await order_it(client, world, reference)
        await world.answer(client, f"{reference}/due_registered-1", "done", form=DUE)
        await world.answer(client, f"{reference}/due_released-1", "done", form={"released_on": DAY})
        await world.answer(client, f"{reference}/departed-1", "done", form=DEPARTED)
        await handle.result()

    assert held(world) == {"bonded": Decimal(60), f"exported:{reference}": Decimal(40)}
    assert stages(world, reference) == [
        "CALLED_OFF", "ACCEPTED", "FILED", "RELEASED_AWAITING_DELIVERY", "LEFT_BOND",
    ]  # fmt: skip
    (gone,) = [m for m in world.ledger.movements(reference) if m.reason == "exported"]
    assert gone.actor.person == "preparer"


async def test_an_export_declaration_that_is_cancelled_is_registered_anew(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference, client = a_world(), "ABROAD-2", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "re_export")
        await order_it(client, world, reference)
        await world.answer(client, f"{reference}/due_registered-1", "done", form=DUE)
        await world.answer(client, f"{reference}/due_released-1", "void", reason="wrong item")
        await world.until(lambda: world.task(f"{reference}/due_registered-2"))
        assert held(world)[f"reserved:{reference}"] == Decimal(40)
        assert stages(world, reference) == ["CALLED_OFF", "ACCEPTED"]
        again = DUE | {"number": "26BR0007654321"}
        await world.answer(client, f"{reference}/due_registered-2", "done", form=again)
        await world.until(lambda: "in_clearance:26BR0007654321" in held(world))
        await handle.terminate()


async def test_a_way_out_that_is_refused_before_it_is_filed_gives_the_lots_back(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference, client = a_world(), "STAYS-1", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "destruction")
        await order_it(client, world, reference)
        await world.answer(
            client, f"{reference}/destruction_requested-1", "refuse", reason="repaired"
        )
        await handle.result()

    assert held(world) == {"bonded": Decimal(100)}
    assert stages(world, reference)[-1] == "CANCELLED"


async def test_consigned_goods_are_nationalised_before_they_are_exported(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference, client = a_world(), "SOLD-ABROAD", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "export")
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        sold = {"sale_document": "INV-1", "sold_on": DAY, "proof": PROOF}
        await world.answer(client, f"{reference}/nationalised-1", "done", form=sold)
        await world.until(lambda: world.task(f"{reference}/due_registered-1"))
        await handle.terminate()

    tags = [m["tag"] for m in world.rows["release", reference]["milestones"]]
    assert tags[-1] == "NATIONALISED"


@pytest.mark.parametrize("destination", ["consumption", "re_export"])
async def test_an_expired_lot_is_refused_and_the_overdue_exit_is_named(
    temporal: WorkflowEnvironment, destination: str
) -> None:
    world, reference, client = a_world(), f"EXPIRED-{destination}", temporal.client
    order = a_release(reference, "IMP-1", LOT, 40, destination).model_copy(
        update={"clock": ClockReading(mode=ClockMode.STORY, now=LATE)}
    )
    async with a_house(client, world):
        handle = await client.start_workflow(
            "BondedRelease", order, id=f"release/{reference}", task_queue="imports"
        )
        await world.answer(client, f"{reference}/acceptance-1", "approve", MANAGER if
                           destination == "re_export" else None)  # fmt: skip
        await handle.result()

    assert "overdue exit" in world.rows["release", reference]["cancelled"][0]["note"]


async def test_after_the_term_the_manager_approves_what_it_costs_and_the_declaration_says_it(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference, client = a_world(), "LATE-1", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "overdue_consumption")
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        task = await world.until(lambda: world.task(f"{reference}/overdue_exit-1"))
        assert "R$ 31,00" in task["order"]["title"]
        await world.answer(client, f"{reference}/overdue_exit-1", "approve", MANAGER)
        await hand_in(handle, "commercial_invoice.pdf")
        await world.answer(client, f"{reference}/funds-1", "done", form={"received_brl": "1.00"})
        declaration = f"{reference}/bonded_consumption-1"
        asked = await world.until(lambda: world.task(f"{declaration}/approval-1"))
        assert asked["order"]["amount_brl"] == "223.79"
        await world.answer(client, f"{declaration}/approval-1", "approve")
        await release_declaration(client, world, declaration)
        await world.until(lambda: f"cleared:{reference}" in held(world))
        await handle.terminate()

    assert world.rows["clearance", declaration]["order"]["late"]["fine"] == "20.00"
    assert "overdue" in [m.reason for m in world.ledger.movements(reference)]


async def test_the_manager_may_keep_an_overdue_exit_back(temporal: WorkflowEnvironment) -> None:
    world, reference, client = a_world(), "LATE-2", temporal.client
    async with a_house(client, world):
        handle = await leave(client, reference, "overdue_consumption")
        await world.answer(client, f"{reference}/acceptance-1", "approve")
        await world.answer(
            client, f"{reference}/overdue_exit-1", "refuse", MANAGER, reason="send it back"
        )
        await handle.result()

    assert held(world) == {"bonded": Decimal(100)}
