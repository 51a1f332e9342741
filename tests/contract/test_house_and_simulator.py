"""What the house assembles the simulator takes, and both calculate the same, each by itself."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from activities.assessing import DutyDesk
from activities.rule_packs import shipped_pack
from customs.declarations.assembling import assemble
from customs.declarations.declaration import Declaration
from customs.orders import ClearanceOrder, DeclaredGoods
from gateways.portal_unico import PortalUnico
from gateways.portal_unico.client import TAX_NAMES
from simulator.world import World
from tests.unit.activities.doubles import StoryRates
from tests.unit.customs import orders

ADMITTED, RELEASED = date(2026, 3, 24), date(2026, 4, 22)


def assembled(order: ClearanceOrder, on: date) -> Declaration:
    declaration, problems = assemble(order, {}, shipped_pack().on(on))
    assert problems == ()
    return declaration


def ours(declaration: Declaration, on: date) -> dict[str, Decimal]:
    """Return what the house would pay on a day."""
    totals = DutyDesk(StoryRates(), shipped_pack).assess(declaration.assessment, on).totals
    return {tax: amount for tax in TAX_NAMES if (amount := getattr(totals, tax, Decimal(0)))}


async def filed(
    portal: PortalUnico, declaration: Declaration
) -> tuple[str, dict[str, Any], dict[str, Decimal]]:
    """Send a declaration up to its calculated values."""
    sent = declaration.model_dump(mode="json", by_alias=True, exclude_none=True)
    number, version = await portal.open_draft(sent["cover"])
    await portal.put_items(number, version, sent["items"])
    assert await portal.diagnose(number, version, len(sent["items"]))
    values = await portal.calculated_values(number, version)
    return number, values, values["payable"]


async def test_an_admission_of_the_house_is_registered(portal: PortalUnico) -> None:
    declaration = assembled(orders.admission(), ADMITTED)

    number, values, payable = await filed(portal, declaration)
    await portal.register(number, 0, 2, payable)

    assert payable == ours(declaration, ADMITTED)
    assert values["suspended"]["ii"] == Decimal("85802.48")
    assert await portal.current_version(number)


async def test_a_release_of_the_house_is_registered(portal: PortalUnico, world: World) -> None:
    admission, _, fee = await filed(portal, assembled(orders.admission(), ADMITTED))
    await portal.register(admission, 0, 2, fee)
    world.clock.move(datetime.fromisoformat("2026-04-22T10:00:00-03:00"))
    declaration = assembled(_drawn_from(admission), RELEASED)

    number, _, payable = await filed(portal, declaration)
    await portal.register(number, 0, 2, payable)

    assert payable == ours(declaration, RELEASED)
    assert sum(payable.values()) == Decimal("41421.31")
    assert await portal.current_version(number)


@pytest.mark.parametrize("quantity", ["60000", "59999", "7"])
async def test_a_direct_import_of_the_house_is_registered(
    portal: PortalUnico, quantity: str
) -> None:
    goods = (
        DeclaredGoods(
            item=orders.bearing(quantity), freight=Decimal("680.01"), insurance=Decimal("7.83")
        ),
    )
    order = orders.order("consumption", goods, cargo_id=orders.CE)
    declaration = assembled(order, ADMITTED)

    number, _, payable = await filed(portal, declaration)
    await portal.register(number, 0, 1, payable)

    assert payable == ours(declaration, ADMITTED)
    assert await portal.current_version(number)


def _drawn_from(admission: str) -> ClearanceOrder:
    order = orders.release()
    goods = tuple(
        one.model_copy(update={"linked": one.linked.model_copy(update={"declaration": admission})})
        for one in order.goods
        if one.linked
    )
    return order.model_copy(update={"goods": goods})
