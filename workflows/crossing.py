"""Crossing from the port to the dry port: the transit child, and the news passed on to it."""

import asyncio
from functools import partial
from typing import Any

from temporalio import workflow
from temporalio.workflow import ParentClosePolicy

from customs.acts import MilestonesReported, TransitConcluded
from customs.milestones import MilestoneReached
from customs.orders import TransitOrder
from workflows import patience
from workflows.logbook import TRANSIT_STATES, Logbook
from workflows.telling import tell


async def cross(order: TransitOrder, log: Logbook) -> TransitConcluded:
    """Run the transit of an import until it is concluded."""
    order = order.model_copy(update={"known": _transit_news(log)})
    transit: workflow.ChildWorkflowHandle[Any, TransitConcluded]
    transit = await workflow.start_child_workflow(
        "CustomsTransit",
        order,
        id=f"transit/{order.reference}",
        result_type=TransitConcluded,
        parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
        task_timeout=patience.TASK_TIMEOUT,
    )

    passing = asyncio.create_task(_pass_on(log, len(order.known), transit.id))
    try:
        await workflow.wait_condition(transit.done)
        return await transit
    except asyncio.CancelledError:
        transit.cancel()
        raise
    finally:
        passing.cancel()


async def _pass_on(log: Logbook, told: int, transit: str) -> None:
    while True:
        await workflow.wait_condition(partial(_has_more_than, told, log))
        news = _transit_news(log)
        await tell(transit, "milestones", MilestonesReported(news=news[told:]))
        told = len(news)


def _has_more_than(told: int, log: Logbook) -> bool:
    return len(_transit_news(log)) > told


def _transit_news(log: Logbook) -> tuple[MilestoneReached, ...]:
    return tuple(news for news in log.all() if news.tag in TRANSIT_STATES)
