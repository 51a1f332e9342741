"""The promise of lots to one release: it ends, and is renewed when customs cancels what was filed."""

from datetime import timedelta
from decimal import Decimal

from temporalio.testing import WorkflowEnvironment

from customs.acts import PortalNews, Tick
from tests.workflows.test_bonded_release import a_world, hand_in, held, start
from tests.workflows.world import NOW, World, a_house


async def test_lots_that_nobody_files_are_free_again_after_a_fortnight(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = a_world(), "IDLE-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await world.until(lambda: f"reserved:{reference}" in held(world))
        await handle.signal("tick", Tick(now=NOW + timedelta(days=16)))
        await handle.result()

    assert held(world) == {"bonded": Decimal(100)}


async def test_a_declaration_that_customs_cancels_starts_the_reservations_term_anew(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = a_world(), "ANEW-1"
    cancelled_at = NOW + timedelta(days=20)
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await hand_in(handle, "commercial_invoice.pdf")
        await world.answer(
            temporal.client, f"{reference}/funds-1", "done", form={"received_brl": "1.00"}
        )
        clearance = f"{reference}/bonded_consumption-1"
        await world.answer(temporal.client, f"{clearance}/approval-1", "approve")
        said = await cancelled_by_customs(world, clearance, cancelled_at)
        await temporal.client.get_workflow_handle(f"clearance/{clearance}").signal("portal", said)
        await world.until(lambda: world.task(f"{reference}/declare_again-1"))
        assert held(world)[f"reserved:{reference}"] == Decimal(40)

        await handle.signal("tick", Tick(now=cancelled_at + timedelta(days=14)))
        await handle.query("view")
        assert world.rows["release", reference]["open"]
        await handle.signal("tick", Tick(now=cancelled_at + timedelta(days=16)))
        await handle.result()

    assert held(world) == {"bonded": Decimal(100)}
    assert world.rows["release", reference]["stage"] == "CANCELLED"


async def cancelled_by_customs(world: World, id: str, at: object) -> PortalNews:
    """Return the news that customs cancelled a registered declaration."""
    await world.until(lambda: f"clearance/{id}" in world.watched)
    number = world.watched[f"clearance/{id}"].number
    return PortalNews.model_validate(
        {"number": number, "version": 1, "situation": "CANCELADA_PELA_ADUANA",
         "occurred_at": at, "recorded_at": at}
    )  # fmt: skip
