"""The poller: tells what changed, forgets who has ended, sleeps while nothing is open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from temporalio import activity
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from customs.acts import PortalNews, Refresh
from customs.filing import ForgetRecord, LookAround, Lookout, WatchedChange
from customs.orders import WatchOrder
from tests.workflows.world import NOW, World
from wiring.temporal import sandbox
from workflows.catalogue import WORKFLOWS


@dataclass
class FakePortal:
    """Returns one outlook after the other, then that nothing is open."""

    outlooks: list[Lookout]
    told: list[int] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    @activity.defn(name="portal.look")
    async def look(self, around: LookAround) -> Lookout:
        self.told.append(len(around.told))
        return self.outlooks.pop(0) if self.outlooks else Lookout()

    @activity.defn(name="portal.forget")
    async def forget(self, request: ForgetRecord) -> None:
        self.forgotten.append(request.number)


@asynccontextmanager
async def a_poller(client: Client, portal: FakePortal, name: str) -> AsyncIterator[None]:
    """Run the poller of one credential."""
    runner = sandbox()
    async with (
        Worker(client, task_queue=name, workflows=WORKFLOWS, workflow_runner=runner),
        Worker(client, task_queue="foreign-trade", activities=[portal.look, portal.forget]),
    ):
        order = WatchOrder(credential=name, every_seconds=1)
        handle = await client.start_workflow("PortalWatch", order, id=name, task_queue=name)
        yield
        await handle.terminate()


async def test_a_change_for_one_that_has_ended_is_forgotten_and_not_told_for_ever(
    own_temporal: WorkflowEnvironment,
) -> None:
    gone = WatchedChange(
        workflow_id="clearance/gone",
        news=PortalNews(
            number="26BR1", version=1, situation="REGISTRADA", occurred_at=NOW, recorded_at=NOW
        ),
    )
    portal = FakePortal([Lookout(changes=(gone,), open_records=1)])
    async with a_poller(own_temporal.client, portal, "watch-gone"):
        await World().until(lambda: len(portal.told) >= 2)

    assert portal.forgotten == ["26BR1"]
    assert portal.told[:2] == [0, 1]


async def test_nothing_open_means_no_look_until_a_filing_wakes_it(
    own_temporal: WorkflowEnvironment,
) -> None:
    portal = FakePortal([])
    async with a_poller(own_temporal.client, portal, "watch-idle"):
        await World().until(lambda: len(portal.told) == 1)
        handle = own_temporal.client.get_workflow_handle("watch-idle")
        await handle.signal("watch", Refresh())
        await World().until(lambda: len(portal.told) == 2)

    assert portal.outlooks == []
    assert portal.told == [0, 0]
