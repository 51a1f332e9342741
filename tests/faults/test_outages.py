"""A server goes away in the middle of a clearance: the import waits and goes on by itself."""

import asyncio

import psutil
import pytest

from cli.story.stage import Stage
from tests.embedded import Stack
from tests.faults import by_air
from tests.faults.outside import Outside
from wiring.settings import Settings
from wiring.temporal import connect

pytestmark = pytest.mark.stack

REGISTRATION = ("POST", r"/registros$")


@pytest.mark.parametrize("server", ["temporal", "postgres", "simulator"])
async def test_a_server_that_dies_during_a_registration_is_waited_for(
    stage: Stage, stack: Stack, outside: Outside, server: str
) -> None:
    reference = f"VD-WITHOUT-{server}"
    await by_air.come_to_approval(stage, reference)
    outside.hold(by_air.declaration(reference), *REGISTRATION, "late_answer")
    await by_air.approve(stage, reference)
    await under_way(stage, outside)

    before = stack.kill(server)
    if server != "simulator":
        # The answer comes while nobody can write it down.
        outside.end_all()
    await asyncio.to_thread(stack.wait_until_up, server, before)

    await to_its_end(stage, outside, reference)


async def test_an_outage_and_a_lost_answer_at_the_registration_are_lived_through(
    stage: Stage, outside: Outside
) -> None:
    reference = "VD-AWAY"
    await by_air.come_to_approval(stage, reference)
    once = {"reference": by_air.declaration(reference), "path": REGISTRATION[1]}
    outside.script(mode="503", seconds=2, **once)
    outside.script(mode="lost_answer", **once)

    await by_air.approve(stage, reference)

    await to_its_end(stage, outside, reference)
    assert outside.still_to_come() == set()


async def test_a_paper_whose_reader_was_killed_is_read_by_the_next(
    stage: Stage, stack: Stack, settings: Settings
) -> None:
    reference = "VD-UNREAD"
    await by_air.start(stage, reference)
    reader = psutil.Process(int(stack.record()["parts"]["worker-documents"]["pid"]))
    # It holds its polls open but takes nothing further: what it is handed dies with it.
    reader.suspend()
    await stage.hand_in(reference, by_air.papers(), "ana")
    handle = (await connect(settings)).get_workflow_handle(f"import/{reference}")

    async def is_being_read() -> bool | None:
        told = (await handle.describe()).raw_description
        return True if any(a.last_started_time.seconds for a in told.pending_activities) else None

    await stage.until("the reader at work", is_being_read)
    stack.kill("worker-documents")
    row = await stage.row("import", reference, lambda body: bool(body["reconciliation"]))

    assert sorted(read["kind"] for read in row["papers"]) == sorted(by_air.papers())


async def under_way(stage: Stage, outside: Outside) -> None:
    """Wait until every scripted fault has hit."""

    async def look() -> bool | None:
        return None if await asyncio.to_thread(outside.still_to_come) else True

    await stage.until("the call under way", look)


async def to_its_end(stage: Stage, outside: Outside, reference: str) -> None:
    """See the import through, and hold what it left against what it must leave."""
    await by_air.come_to_release(stage, reference)
    await by_air.pick_up(stage, reference)
    await by_air.deliver(stage, reference)
    assert outside.was_filed_once(by_air.declaration(reference))
    keys = [movement["key"] for movement in (await stage.desk.show(reference))["movements"]]
    assert sorted(by_air.steps_of(reference, keys)) == by_air.STEPS
