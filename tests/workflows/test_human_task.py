"""A task's guards, its reminder and escalation, and what happens when it is withdrawn."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from customs.acts import ClaimTask, CompleteTask, Tick, WithdrawTask
from customs.orders import APPROVE, REFUSE, FormField, TaskOrder
from customs.people import Actor, Role
from tests.workflows.orders import CLOCK
from tests.workflows.world import APPROVER, BUYER, MANAGER, NOW, World, a_house, a_ref

PREPARER = Actor(person="preparer", roles=(Role.BROKER, Role.APPROVER))


def an_approval(owner: str, **more: Any) -> TaskOrder:
    """Return an approval of R$ 100 000 that its preparer may not give."""
    order = TaskOrder(
        owner_reference=owner,
        kind="approval",
        title="Aprovar",
        title_en="Approve",
        roles=(Role.APPROVER,),
        outcomes=(APPROVE, REFUSE),
        guarded=("approve",),
        evidence=a_ref("seen"),
        not_by=("preparer",),
        amount_brl=Decimal(100000),
        escalate_to=(Role.CUSTOMS_MANAGER,),
        remind_at=NOW + timedelta(days=1),
        due_at=NOW + timedelta(days=2),
        clock=CLOCK,
    )
    return order.model_copy(update=more)


def click(actor: Actor = APPROVER, **more: Any) -> CompleteTask:
    """Return the approver's click upon the evidence that is there."""
    act = CompleteTask(actor=actor, at=NOW, outcome="approve", evidence_sha256="seen")
    return act.model_copy(update=more)


async def start(client: Client, order: TaskOrder) -> WorkflowHandle[Any, Any]:
    """Start a task of its own."""
    id = f"task/{order.owner_reference}/{order.kind}-1"
    return await client.start_workflow("HumanTask", order, id=id, task_queue="imports")


POOR = APPROVER.model_copy(update={"authority_brl": Decimal(99999)})
NOTE = FormField(name="note", label="Nota", label_en="Note")


@pytest.mark.parametrize(
    ("name", "act", "order", "kind"),
    [
        ("role", click(BUYER), {}, "WrongRole"),
        ("eyes", click(PREPARER), {}, "FourEyes"),
        ("stale", click(evidence_sha256="older"), {}, "EvidenceChanged"),
        ("poor", click(POOR), {}, "AboveAuthority"),
        ("wide", click(form={"tolerance_brl": "15000.01"}), {}, "AboveAuthority"),
        ("what", click(outcome="perhaps"), {}, "UnknownOutcome"),
        ("why", click(outcome="refuse"), {}, "ReasonMissing"),
        ("form", click(), {"fields": (NOTE,)}, "FieldMissing"),
    ],
)
async def test_a_click_is_refused_with_its_reason(
    temporal: WorkflowEnvironment, name: str, act: CompleteTask, order: dict[str, Any], kind: str
) -> None:
    async with a_house(temporal.client, World()):
        handle = await start(temporal.client, an_approval(f"GUARD-{name}", **order))
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("complete", act)
        await handle.terminate()

    assert isinstance(refused.value.cause, ApplicationError)
    assert refused.value.cause.type == kind


async def test_who_prepared_may_still_refuse(temporal: WorkflowEnvironment) -> None:
    async with a_house(temporal.client, World()):
        handle = await start(temporal.client, an_approval("REFUSE-OWN"))
        await handle.execute_update("complete", click(PREPARER, outcome="refuse", reason="typo"))
        decided = await handle.result()

    assert decided["outcome"] == "refuse"


async def test_a_decision_is_in_the_list_when_its_answer_comes(
    temporal: WorkflowEnvironment,
) -> None:
    world = World()
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_approval("LIST-1"))
        await handle.execute_update("complete", click())
        row = world.rows["task", "LIST-1/approval-1"]

    assert row["state"] == "DONE"
    assert row["outcome"] == "approve"


async def test_two_persons_cannot_claim_one_task(temporal: WorkflowEnvironment) -> None:
    other = APPROVER.model_copy(update={"person": "other"})
    async with a_house(temporal.client, World()):
        handle = await start(temporal.client, an_approval("CLAIM-1"))
        await handle.execute_update("claim", ClaimTask(actor=APPROVER, at=NOW))
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("claim", ClaimTask(actor=other, at=NOW))
        await handle.execute_update("put_back", ClaimTask(actor=APPROVER, at=NOW))
        view = await handle.execute_update("claim", ClaimTask(actor=other, at=NOW))
        await handle.terminate()

    assert "approver is already" in str(refused.value.cause)
    assert view["assignee"] == "other"


async def test_time_reminds_and_then_lets_the_manager_decide(
    temporal: WorkflowEnvironment,
) -> None:
    world = World()
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_approval("LATE-1"))
        with pytest.raises(WorkflowUpdateFailedError):
            await handle.execute_update("complete", click(MANAGER))
        await handle.signal("tick", Tick(now=NOW + timedelta(days=2)))
        row = ("task", "LATE-1/approval-1")
        await world.until(lambda: world.rows[row]["escalated"])
        await handle.execute_update("complete", click(MANAGER))
        await handle.result()

    what = [event["what"] for event in world.rows[row]["history"]]
    assert what == ["offered", "reminded", "escalated", "done"]


async def test_a_withdrawn_question_takes_no_answer(temporal: WorkflowEnvironment) -> None:
    world = World()
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_approval("GONE-1"))
        await handle.signal("withdraw", WithdrawTask(reason="the invoice changed"))
        decided = await handle.result()

    assert decided["outcome"] == "withdrawn"
    row = world.rows["task", "GONE-1/approval-1"]
    assert (row["state"], row["reason"]) == ("CANCELLED", "the invoice changed")
