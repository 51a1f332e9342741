"""The worker is killed at every point of a clearance: the import goes on by itself, filed once.

Several imports stand at different points of the same path when their worker is killed,
so that one kill tries them all. The supervisor starts the worker again; nobody else
does anything.
"""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from cli.story.stage import Stage
from records.sql.lists import SNAPSHOTS
from tests.embedded import QUICK, Stack
from tests.faults import by_air
from tests.faults.outside import Outside
from wiring.database import make_engine
from wiring.settings import Settings
from wiring.temporal import connect

pytestmark = pytest.mark.stack

CALLS = {
    "draft": ("POST", r"/duimp$"),
    "items": ("POST", r"/itens$"),
    "diagnosis": ("POST", r"/diagnosticos$"),
    "values": ("GET", r"/valores-calculados$"),
    "look": ("GET", r"/versoes$"),
    "registration": ("POST", r"/registros$"),
    "following": ("GET", r"/1$"),
}
"""The calls of the path, in their order; a registered declaration has version 1."""

ASKED = {
    f"VD-ASKED-{name}": name
    for name in ("draft", "items", "diagnosis", "values", "look", "registration")
}
"""Import → the call that has not been carried out when the worker is killed."""
CARRIED_OUT = {
    f"VD-DONE-{name}": name for name in ("draft", "items", "diagnosis", "registration", "following")
}
"""Import → the call that was carried out, and whose answer nobody hears."""
KNOWN = {"VD-KNOWN-draft": "draft", "VD-KNOWN-registration": "registration"}
"""Import → the call whose answer is in our journal, but not in history."""
APPROVING, POSTING, PICTURED = "VD-APPROVING", "VD-POSTING", "VD-PICTURED"
"""Killed while a person is asked; while goods are posted; after a row was written in SQL about
something that is not in history, and never will be: who asked for it has gone too."""

POINTS = (*ASKED, *CARRIED_OUT, *KNOWN, APPROVING, POSTING, PICTURED)

BALANCE = "select quantity from balance where account = :account for update"
ROW = f"select id from {SNAPSHOTS['import'].name} where id = :id for update"
ANSWERED = "select status from filing_journal where clearance = :clearance order by id desc"
BLOCKED = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"


@pytest.fixture(scope="module")
async def told(stage: Stage, stack: Stack, outside: Outside, settings: Settings) -> list[str]:
    """Every import to its end, with its worker killed on the way.

    Returns the rows that were wrong when the change came that takes the place of a lost one.
    """
    await asyncio.gather(*(by_air.come_to_approval(stage, point) for point in POINTS))
    await _killed_in_calls(stage, stack, outside, ASKED, "timeout")
    await _killed_in_calls(stage, stack, outside, CARRIED_OUT, "late_answer")
    engine = make_engine(settings.migrations_url)
    await _killed_between_calls(stage, stack, outside, engine)
    engine.dispose()
    await asyncio.gather(*(by_air.pick_up(stage, point) for point in POINTS))
    wrong = await by_air.rows_that_lie(stage, await connect(settings), PICTURED)
    await asyncio.gather(*(by_air.deliver(stage, point) for point in POINTS))
    return wrong


async def _killed_in_calls(
    stage: Stage, stack: Stack, outside: Outside, calls: dict[str, str], mode: str
) -> None:
    await _held_in_calls(stage, outside, calls, mode)
    stack.kill("worker-imports")
    await asyncio.gather(*(by_air.come_to_release(stage, reference) for reference in calls))


async def _held_in_calls(stage: Stage, outside: Outside, calls: dict[str, str], mode: str) -> None:
    for reference, call in calls.items():
        outside.hold(by_air.declaration(reference), *CALLS[call], mode)
    await asyncio.gather(*(by_air.approve(stage, reference) for reference in calls))
    await stage.until("every call under way", lambda: _nothing_to_come(outside))


async def _nothing_to_come(outside: Outside) -> bool | None:
    return None if await asyncio.to_thread(outside.still_to_come) else True


async def _killed_between_calls(
    stage: Stage, stack: Stack, outside: Outside, engine: Engine
) -> None:
    await by_air.approve(stage, PICTURED)
    await by_air.come_to_release(stage, PICTURED)
    await _held_in_calls(stage, outside, KNOWN, "late_answer")
    with _held(engine, BALANCE, account=f"in_transit:{POSTING}"):
        await by_air.approve(stage, POSTING)
        await _blocked(stage, engine, 1)
        await _killed_with_what_history_does_not_know(stage, stack, outside, engine)
    await by_air.approve(stage, APPROVING)
    others = (APPROVING, POSTING, *KNOWN)
    await asyncio.gather(*(by_air.come_to_release(stage, reference) for reference in others))


async def _killed_with_what_history_does_not_know(
    stage: Stage, stack: Stack, outside: Outside, engine: Engine
) -> None:
    """Kill worker and engine after SQL has heard of it; nobody asks for the pick-up again."""
    with _held(engine, ROW, id=PICTURED):
        picking_up = asyncio.create_task(by_air.pick_up(stage, PICTURED))
        await _blocked(stage, engine, 2)
        os.kill(int(stack.record()["parts"]["temporal"]["pid"]), signal.SIGSTOP)
    outside.end_all()
    await stage.row("import", PICTURED, lambda body: "PICKED_UP" in str(body["milestones"]))
    for reference in KNOWN:
        await _seen(stage, engine, 200, ANSWERED, clearance=by_air.declaration(reference))
    stack.kill("worker-imports")
    picking_up.cancel()
    before = stack.kill("temporal")
    await asyncio.to_thread(stack.wait_until_up, "temporal", before)


@contextmanager
def _held(engine: Engine, statement: str, **which: str) -> Iterator[None]:
    """Keep a row for ourselves, so that whoever writes it next waits."""
    with engine.begin() as connection:
        assert connection.execute(text(statement), which).first(), which
        yield


async def _blocked(stage: Stage, engine: Engine, count: int) -> None:
    await _seen(stage, engine, count, BLOCKED)


async def _seen(stage: Stage, engine: Engine, wanted: int, statement: str, **which: str) -> None:
    """Wait until the first value that a statement finds is what is wanted."""

    def look() -> bool | None:
        with engine.connect() as connection:
            return True if connection.execute(text(statement), which).scalar() == wanted else None

    await stage.until(f"{wanted}: {statement}", lambda: asyncio.to_thread(look))


@pytest.mark.parametrize("reference", POINTS)
async def test_the_import_goes_on_by_itself_to_its_end(
    told: list[str], stage: Stage, reference: str
) -> None:
    dossier = await stage.desk.show(reference)

    assert (dossier["stage"], dossier["open"]) == ("CLOSED", False)
    assert [task["state"] for task in dossier["tasks"]] == ["DONE"]
    assert dossier["declarations"][0]["state"] == "delivered"


@pytest.mark.parametrize("reference", POINTS)
async def test_it_is_registered_once_and_paid_once(
    told: list[str], outside: Outside, reference: str
) -> None:
    assert outside.was_filed_once(by_air.declaration(reference))


@pytest.mark.parametrize("reference", POINTS)
async def test_its_goods_are_moved_once(told: None, stage: Stage, reference: str) -> None:
    movements = (await stage.desk.show(reference))["movements"]
    keys = [movement["key"] for movement in movements]

    assert sorted(by_air.steps_of(reference, keys)) == by_air.STEPS
    assert by_air.left_by(movements) == by_air.AT_THE_END


async def test_every_row_says_what_its_workflow_says(
    told: list[str], stage: Stage, settings: Settings
) -> None:
    client = await connect(settings)
    lies = [lie for point in POINTS for lie in await by_air.rows_that_lie(stage, client, point)]

    assert lies == []


@pytest.mark.parametrize(
    "workflow", [f"import/{APPROVING}", "clearance/VD-DONE-registration/consumption-1"]
)
async def test_a_dead_worker_is_noticed_in_seconds_at_every_step(
    told: list[str], settings: Settings, workflow: str
) -> None:
    history = await (await connect(settings)).get_workflow_handle(workflow).fetch_history()
    began = history.events[0].workflow_execution_started_event_attributes
    asked = [
        event.activity_task_scheduled_event_attributes
        for event in history.events
        if event.HasField("activity_task_scheduled_event_attributes")
    ]

    assert began.workflow_task_timeout.seconds == int(QUICK["ENTREPOSTO_TASK_TIMEOUT"])
    assert {one.activity_type.name: one.heartbeat_timeout.seconds for one in asked} == {
        one.activity_type.name: int(QUICK["ENTREPOSTO_HEARTBEAT"]) for one in asked
    }


async def test_a_row_about_something_that_never_happened_is_replaced(told: list[str]) -> None:
    assert told == []


async def test_only_a_lost_first_answer_leaves_an_orphan(told: None, outside: Outside) -> None:
    drafts = {point: len(outside.filed(by_air.declaration(point))) for point in POINTS}

    assert {point: n for point, n in drafts.items() if n != 1} == {"VD-DONE-draft": 2}
