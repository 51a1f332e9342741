"""The desk before real task workflows: what is passed on, refused, and said twice."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

from activities.records import RecordActivities
from customs.acts import ClaimTask, Refresh, WithdrawTask
from customs.filing import MessageSent, SendMessage
from customs.people import Actor, Role
from customs.views import TaskView
from tests.unit.desk.house import NOW, House, an_approval
from tests.workflows.conftest import a_server
from wiring.desk import Desk
from wiring.desk.errors import Conflict, Forbidden, Invalid
from wiring.desk.forms import TaskForm
from wiring.desk.ports import NotRunning
from wiring.desk.temporal import TASK_QUEUE, TemporalWorkflows
from wiring.temporal import sandbox
from workflows.human_task import HumanTask

ANA = Actor(person="ana", roles=(Role.APPROVER,), authority_brl=Decimal(115000))


@activity.defn(name="message.send")
def no_message(asked: SendMessage) -> MessageSent:
    """Send nothing."""
    return MessageSent(key=asked.key, at=NOW)


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[Client]:
    """An engine of this module's own."""
    async with a_server() as environment:
        yield environment.client


@pytest.fixture
async def desk(client: Client, house: House) -> AsyncIterator[Desk]:
    """A desk on the engine, with a worker for tasks."""

    async def connected() -> Client:
        return client

    records = RecordActivities(house.snapshots, house.waiting, house.audit)
    async with Worker(
        client,
        task_queue=TASK_QUEUE,
        workflows=[HumanTask],
        activities=[records.save, no_message],
        activity_executor=ThreadPoolExecutor(4),
        workflow_runner=sandbox(),
    ):
        yield Desk(replace(house.desk.ports, workflows=TemporalWorkflows(connected)))


async def offer(desk: Desk, n: int = 1, cash: str = "1.00", owner: str = "") -> str:
    """Open an approval of this amount as a workflow, and return its id when its row is there."""
    asked = an_approval(n, desk.ports.store.put_json({"cash": cash})).order
    changes = {
        "owner_reference": owner or uuid4().hex,
        "amount_brl": Decimal(cash),
        "not_by": ("bruna",),
    }
    order = asked.model_copy(update=changes)
    task_id = f"{order.owner_reference}/{order.kind}-{n}"
    assert await desk.ports.workflows.start("HumanTask", order, id=f"task/{task_id}")
    while await desk.snapshot("task", task_id) is None:  # noqa: ASYNC110 - a row has no event
        await asyncio.sleep(0.01)
    return task_id


async def closed(desk: Desk, task_id: str) -> None:
    """Wait until the row of a task says that it is over."""
    while (await desk.task(task_id)).open:  # noqa: ASYNC110 - a row has no event
        await asyncio.sleep(0.01)


async def decision(desk: Desk, task_id: str, outcome: str = "approve") -> TaskForm:
    """An answer upon the evidence that the task shows."""
    evidence = (await desk.task(task_id)).order.evidence
    seen = evidence.sha256 if evidence else None
    return TaskForm(outcome=outcome, form={"day": "2026-05-12"}, evidence_sha256=seen)


async def test_the_answer_and_the_row_show_the_decision(desk: Desk) -> None:
    task_id = await offer(desk)

    view = await desk.complete(task_id, await decision(desk, task_id), ANA, "k")

    assert (view.state, view.outcome, view.assignee) == ("DONE", "approve", "ana")
    assert (await desk.task(task_id)).model_dump() == view.model_dump()


@pytest.mark.parametrize(
    ("person", "roles", "cash", "code"),
    [
        ("otto", Role.OPERATOR, "1.00", "wrong-role"),
        ("bruna", Role.APPROVER, "1.00", "four-eyes"),
        ("ana", Role.APPROVER, "115144.40", "above-authority"),
    ],
)
async def test_who_may_not_is_told_why(
    desk: Desk, person: str, roles: Role, cash: str, code: str
) -> None:
    task_id = await offer(desk, cash=cash)
    who = Actor(person=person, roles=(roles,), authority_brl=Decimal(115000))

    with pytest.raises(Forbidden) as no:
        await desk.complete(task_id, await decision(desk, task_id), who)

    assert no.value.code == code
    assert (await desk.task(task_id)).open


async def test_a_missing_field_is_named(desk: Desk) -> None:
    task_id = await offer(desk)
    form = (await decision(desk, task_id)).model_copy(update={"form": {}})

    with pytest.raises(Invalid) as no:
        await desk.complete(task_id, form, ANA)

    assert no.value.extra["errors"][0]["field"] == "form.day"


async def test_a_click_on_withdrawn_evidence_shows_both_hashes(desk: Desk) -> None:
    old = await offer(desk, cash="100.00")
    form = await decision(desk, old)
    owner = (await desk.task(old)).order.owner_reference
    await desk.signal(f"task/{old}", "withdraw", WithdrawTask(reason="the price changed"))
    new = await offer(desk, 2, "200.00", owner)
    await closed(desk, old)

    with pytest.raises(Conflict) as no:
        await desk.complete(old, form, ANA)

    extra = no.value.extra
    assert no.value.code == "evidence-changed"
    assert (extra["shown"], extra["task"]) == (form.evidence_sha256, new)
    assert extra["changes"] == [{"path": "cash", "before": "100.00", "after": "200.00"}]


async def test_a_second_decision_says_who_came_first(desk: Desk) -> None:
    task_id = await offer(desk)
    form = await decision(desk, task_id)
    await desk.complete(task_id, form, ANA)

    with pytest.raises(Conflict, match="approve by ana"):
        await desk.complete(task_id, form, ANA)


async def test_an_engine_starts_an_id_once_and_knows_no_other(desk: Desk) -> None:
    task_id = await offer(desk)
    order = (await desk.task(task_id)).order
    door = desk.ports.workflows

    assert not await door.start("HumanTask", order, id=f"task/{task_id}")
    assert not await door.signal("task/none/of-these-1", "refresh", Refresh())
    with pytest.raises(NotRunning):
        await door.update(
            "task/none/of-these-1",
            "claim",
            ClaimTask(actor=ANA, at=NOW),
            update_id="x",
            answer=TaskView,
        )
