"""Fifty release orders for one lot at once, over PostgreSQL: exactly what fits goes out."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from customs.orders import ReleaseOrder
from customs.payload import Payload
from stock import steps
from stock.movements import Overdrawn
from stock.sql import SqlLedger
from tests.postgres import database, database_url, engine, postgres
from tests.unit.desk.fakes import FakeWorkflows
from tests.unit.desk.house import House
from tests.unit.desk.two_lots import OLD, asked, in_bond
from wiring.desk import Desk
from wiring.desk.errors import Conflict

__all__ = ["database", "database_url", "engine", "postgres"]
HOLDS, EACH, ORDERS = 100, 10, 50


class Reserving(FakeWorkflows):
    """A release reserves its lots as it starts, and says whether the ledger let it."""

    ledger: SqlLedger
    reserved: list[str]

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        """Start a release."""
        assert isinstance(order, ReleaseOrder)
        goods = tuple((d.item, d.lot, d.quantity) for i in order.items for d in i.draws)
        fact = steps.Fact(order.reference, order.clock.now, order.clock.now)
        with suppress(Overdrawn):
            await asyncio.to_thread(self.ledger.post, steps.reserved(fact, goods))
            self.reserved.append(order.reference)
        return await super().start(workflow, order, id=id)


@pytest.fixture
def desk(house: House, engine: Engine) -> Desk:
    """A desk over the real ledger, in which two lots of a hundred lie."""
    ledger = SqlLedger(engine)
    in_bond(house, ledger, HOLDS)
    workflows = Reserving(house.snapshots)
    workflows.ledger, workflows.reserved = ledger, []
    return Desk(replace(house.desk.ports, ledger=ledger, workflows=workflows))


async def test_of_fifty_releases_of_one_lot_exactly_what_fits_is_promised(
    desk: Desk, house: House
) -> None:
    async def call_off(number: int) -> None:
        line = {"draws": [{"lot": OLD, "quantity": str(EACH)}]}
        form = asked(str(EACH), reference=f"REL-{number}", line=line, reason="this lot")
        with suppress(Conflict):  # it saw that nothing is free any more
            await desk.start_release(form, house.actor("bruna"))

    await asyncio.gather(*(call_off(number) for number in range(ORDERS)))

    workflows = desk.ports.workflows
    assert isinstance(workflows, Reserving)
    assert len(workflows.reserved) == HOLDS // EACH
    held = {b.account: b.quantity for b in desk.ports.ledger.balances(lot=OLD)}
    assert held == {f"reserved:{name}": Decimal(EACH) for name in workflows.reserved}
