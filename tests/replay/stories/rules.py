"""A rule pack that is asked twice, because another came into force meanwhile."""

import asyncio

from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from tests.replay.stories.telling import history
from tests.workflows.test_rule_pack_activation import RuleWorld, propose
from tests.workflows.world import APPROVER, a_house


async def pack_activated(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Compared, approved too late, compared again, approved and put in force."""
    client, world = environment.client, RuleWorld()
    async with a_house(client, world):
        handle = await propose(client, "recorded")
        await world.until(lambda: world.task("rules/recorded/activation-1"))
        world.base = "meanwhile"
        for n in (1, 2):
            await world.answer(client, f"rules/recorded/activation-{n}", "approve", APPROVER)
        await handle.result()
    return {"rules_activated": await history(client, handle.id)}


async def pack_cancelled(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Cancelled while it is asked: the question is withdrawn."""
    client, world = environment.client, RuleWorld()
    async with a_house(client, world):
        handle = await propose(client, "dropped")
        await world.until(lambda: world.task("rules/dropped/activation-1"))
        await handle.cancel()
        await handle.result()
    return {"rules_cancelled": await history(client, handle.id)}


async def pack_cancelled_while_compared(
    environment: WorkflowEnvironment,
) -> dict[str, WorkflowHistory]:
    """Cancelled before anybody is asked: nothing is withdrawn, and it is over."""
    slow = asyncio.Event()
    client, world = environment.client, RuleWorld(slow=slow)
    async with a_house(client, world):
        handle = await propose(client, "hasty")
        await world.until(lambda: world.comparing)
        await handle.cancel()
        await handle.result()
        slow.set()
    return {"rules_cancelled_while_compared": await history(client, handle.id)}
