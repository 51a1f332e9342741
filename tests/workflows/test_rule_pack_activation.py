"""A rule pack comes into force when somebody else than its proposer has seen what it does."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from customs.activation import (
    ActivatePack,
    PackActivation,
    PackCompared,
    PackView,
    ProposePack,
)
from customs.acts import CompleteTask, Refresh, Tick
from customs.people import Actor, Role
from tests.workflows.orders import CLOCK
from tests.workflows.world import APPROVER, NOW, World, a_house, a_ref

PROPOSER = Actor(person="preparer", roles=(Role.BROKER, Role.APPROVER))


@dataclass
class RuleWorld(World):
    """A world whose pack in force is ``base``; each comparison is evidence of its own."""

    base: str = "old"
    activated: list[PackActivation] = field(default_factory=list)
    comparing: bool = False
    slow: asyncio.Event | None = None
    """What a comparison waits for."""

    @activity.defn(name="rules.compare")
    async def compare(self, proposal: ProposePack) -> PackCompared:
        self.comparing = True
        if self.slow is not None:
            await self.slow.wait()
        return PackCompared(
            base=self.base,
            evidence=a_ref(f"{proposal.sha256} against {self.base}"),
            preview=a_ref("preview"),
            changes=2,
            lots=1,
        )

    @activity.defn(name="rules.activate")
    async def activate(self, request: ActivatePack) -> PackActivation:
        if request.base != self.base:
            raise ApplicationError("other base", type="BaseChanged", non_retryable=True)
        activation = PackActivation(
            key=request.task,
            sha256=request.proposal.sha256,
            text=request.proposal.text,
            valid_from=request.decided.at,
            proposed_by=request.proposal.proposed_by.person,
            approved_by=request.decided.actor.person,
            evidence_sha256=request.decided.evidence_sha256 or "",
        )
        self.activated.append(activation)
        self.base = activation.sha256
        return activation


async def propose(client: Client, id: str) -> WorkflowHandle[Any, Any]:
    """Start the proposal of a pack."""
    order = ProposePack(
        id=id,
        sha256=f"{id} in full",
        text=a_ref(f"text of {id}"),
        reason="Resolução",
        proposed_by=PROPOSER,
        clock=CLOCK,
    )
    return await client.start_workflow(
        "RulePackActivation",
        order,
        id=f"rules/{id}",
        task_queue="imports",
        result_type=PackView,
    )


async def test_an_approved_pack_is_in_force_from_its_approval(
    temporal: WorkflowEnvironment,
) -> None:
    world = RuleWorld()
    async with a_house(temporal.client, world):
        handle = await propose(temporal.client, "approved")
        await world.answer(temporal.client, "rules/approved/activation-1", "approve", APPROVER)
        view = await handle.result()

    [held] = world.activated
    assert (held.key, held.valid_from) == ("rules/approved/activation-1", NOW)
    assert (held.proposed_by, held.approved_by) == ("preparer", "approver")
    assert held.evidence_sha256 == "approved in full against old"
    assert (view.state, view.decided_by, view.open) == ("activated", "approver", False)
    assert world.rows["rules", "approved"]["state"] == "activated"


async def test_its_proposer_may_not_approve_it_and_others_only_what_they_saw(
    temporal: WorkflowEnvironment,
) -> None:
    world = RuleWorld()
    async with a_house(temporal.client, world):
        await propose(temporal.client, "eyes")
        await world.until(lambda: world.task("rules/eyes/activation-1"))
        task = temporal.client.get_workflow_handle("task/rules/eyes/activation-1")
        kinds = []
        for actor, seen in ((PROPOSER, "eyes in full against old"), (APPROVER, "another")):
            act = CompleteTask(actor=actor, at=NOW, outcome="approve", evidence_sha256=seen)
            with pytest.raises(WorkflowUpdateFailedError) as refused:
                await task.execute_update("complete", act)
            assert isinstance(refused.value.cause, ApplicationError)
            kinds.append(refused.value.cause.type)
        await temporal.client.get_workflow_handle("rules/eyes").cancel()
        await world.until(lambda: not world.rows["rules", "eyes"]["open"])

    assert kinds == ["FourEyes", "EvidenceChanged"]
    assert world.activated == []
    assert world.rows["rules", "eyes"]["state"] == "withdrawn"


async def test_cancelled_while_it_is_compared_it_is_over(temporal: WorkflowEnvironment) -> None:
    slow = asyncio.Event()
    world = RuleWorld(slow=slow)
    async with a_house(temporal.client, world):
        handle = await propose(temporal.client, "hasty")
        await world.until(lambda: world.comparing)
        await handle.cancel()
        view = await handle.result()
        slow.set()

    assert (view.state, view.open) == ("withdrawn", False)
    assert world.rows["rules", "hasty"]["open"] is False


async def test_what_was_compared_with_an_older_pack_is_compared_and_asked_again(
    temporal: WorkflowEnvironment,
) -> None:
    world = RuleWorld()
    async with a_house(temporal.client, world):
        handle = await propose(temporal.client, "stale")
        await world.until(lambda: world.task("rules/stale/activation-1"))
        world.base = "meanwhile"
        await world.answer(temporal.client, "rules/stale/activation-1", "approve", APPROVER)
        await world.answer(temporal.client, "rules/stale/activation-2", "approve", APPROVER)
        await handle.result()

    assert [held.key for held in world.activated] == ["rules/stale/activation-2"]
    assert world.activated[0].evidence_sha256 == "stale in full against meanwhile"


async def test_a_refused_pack_never_comes_into_force(temporal: WorkflowEnvironment) -> None:
    world = RuleWorld()
    async with a_house(temporal.client, world):
        handle = await propose(temporal.client, "refused")
        await handle.signal("tick", Tick(now=NOW))
        await handle.signal("refresh", Refresh())
        await world.answer(
            temporal.client, "rules/refused/activation-1", "refuse", PROPOSER, reason="no act"
        )
        view = await handle.result()

    assert (view.state, view.note) == ("refused", "no act")
    assert world.activated == []
