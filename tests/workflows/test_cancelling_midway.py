"""A cancellation that comes while something is under way: it is finished or undone, never left."""

import asyncio
import threading
from decimal import Decimal

from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel
from stock.memory import MemoryLedger
from stock.movements import Movement
from tests.workflows.test_bonded_release import a_world, held, start
from tests.workflows.world import BROKER, NOW, a_house


class SlowLedger(MemoryLedger):
    """A ledger that takes its time with a reservation."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let = threading.Event(), threading.Event()

    def post(self, movement: Movement) -> None:
        if movement.key.endswith("/reserved"):
            self.asked.set()
            self.let.wait(10)
        super().post(movement)


async def test_lots_whose_reservation_is_under_way_are_given_back(
    temporal: WorkflowEnvironment,
) -> None:
    ledger, reference = SlowLedger(), "MIDWAY-1"
    world = a_world(ledger=ledger)
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, reference)
        await world.answer(temporal.client, f"{reference}/acceptance-1", "approve")
        await asyncio.to_thread(ledger.asked.wait, 10)
        act = Cancel(actor=BROKER, reason="no need", at=NOW)
        cancelling = asyncio.create_task(handle.execute_update("cancel", act))
        await asyncio.sleep(0.3)
        ledger.let.set()
        view = await cancelling
        await handle.result()

    assert view["stage"] == "CANCELLED"
    assert held(world) == {"bonded": Decimal(100)}
