"""One container of bearings, from the day its order is due to the shelf in Campinas."""

from decimal import Decimal

from temporalio.testing import WorkflowEnvironment

from tests.scenario.telling import PAPERS, StoryWorld, Told
from tests.workflows.world import a_house

ORDER, RELEASE = "VD1-ONE", "VD-ONE-R1"


async def test_a_container_is_ordered_admitted_and_released_at_the_pace_of_demand(
    own_temporal: WorkflowEnvironment,
) -> None:
    world = StoryWorld()
    told = Told(own_temporal.client, world)
    async with a_house(own_temporal.client, world):
        await told.the_programme_starts()
        await _the_order_is_placed(told)
        await _the_container_crosses_the_sea(told)
        await _it_is_admitted_with_duties_suspended(told)
        await _the_shelf_meets_its_minimum(told)
        await _a_pallet_leaves_bond(told)

    assert told.held() == {"bonded": Decimal(54000), "domestic:main": Decimal(6000)}
    assert sum((b.quantity for b in world.ledger.balances()), Decimal(0)) == 0
    assert list(world.registered.values()) == [1, 1]


async def _the_order_is_placed(told: Told) -> None:
    await told.decides("LUME/order-1", form={"reference": ORDER})
    order = await told.shown("import", ORDER, stage="BOOKED")
    assert order["order"]["programme"] == "programme/LUME"
    await told.papers_come(f"import/{ORDER}", *PAPERS)


async def _the_container_crosses_the_sea(told: Told) -> None:
    await told.carrier_says(f"import/{ORDER}", "ARRIVED", "LOADED", "DEPARTED", "DISCHARGED")
    await told.shown("import", ORDER, stage="ARRIVED")
    await told.decides(f"{ORDER}/transit-1", "done", form={"number": "26/0001-1"})
    await told.operator_says(
        f"import/{ORDER}", "TRANSIT_AUTHORISED", "TRANSIT_DEPARTED", "TRANSIT_ARRIVED"
    )
    assert told.held() == {f"in_transit:{ORDER}": Decimal(60000)}


async def _it_is_admitted_with_duties_suspended(told: Told) -> None:
    await told.operator_says(
        f"import/{ORDER}", "SEALS_CHECKED", "TRANSIT_CONCLUDED", "CARGO_PRESENT", "TALLIED"
    )
    await told.decides(f"{ORDER}/admission-1/approval-1")
    await told.customs_releases(f"{ORDER}/admission-1")
    admitted = await told.shown("import", ORDER, has="balance", stage="IN_BOND")
    assert admitted["regime_clock"]["expires_on"] == "2027-03-24"


async def _the_shelf_meets_its_minimum(told: Told) -> None:
    await told.weeks_pass(6)
    await told.decides("LUME/release-1", form={"reference": RELEASE})
    release = await told.shown("release", RELEASE, stage="CALLED_OFF")
    assert release["order"]["items"][0]["item"]["quantity"] == "6000"


async def _a_pallet_leaves_bond(told: Told) -> None:
    await told.decides(f"{RELEASE}/acceptance-1")
    await told.shown("release", RELEASE, stage="ACCEPTED")
    await told.papers_come(f"release/{RELEASE}", "commercial_invoice.pdf")
    await told.decides(f"{RELEASE}/funds-1", "done", form={"received_brl": "1.00"})
    await told.decides(f"{RELEASE}/bonded_consumption-1/approval-1")
    await told.customs_releases(f"{RELEASE}/bonded_consumption-1")
    await told.shown("release", RELEASE, stage="RELEASED_AWAITING_DELIVERY")
    await told.operator_says(f"release/{RELEASE}", "PICKED_UP", "DELIVERED_DOMESTIC")
    await told.shown("release", RELEASE, stage="DELIVERED", open=False)
    bonded = await told.shown("import", ORDER, stage="IN_BOND")
    assert list(bonded["balance"].values()) == ["54000"]
