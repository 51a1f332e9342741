"""How an activity passes on what a foreign-trade system said: a refusal ends it, an outage waits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio.exceptions import ApplicationError

from customs.filing import FieldProblem
from gateways.doors import Refused, Unavailable


@asynccontextmanager
async def answering() -> AsyncIterator[None]:
    """Translate the system's no and its silence.

    A refusal is an answer: never retried, its details are one list of ``FieldProblem``.
    An outage is Temporal's to retry, after the time that the system named if it did.
    """
    try:
        yield
    except Refused as refusal:
        details = [problem.model_dump() for problem in problems_of(refusal)]
        raise ApplicationError(
            str(refusal), details, type="Refused", non_retryable=True
        ) from refusal
    except Unavailable as away:
        if away.retry_after is None:
            raise
        delay = timedelta(seconds=away.retry_after)
        raise ApplicationError(str(away), type="Unavailable", next_retry_delay=delay) from away


def problems_of(refusal: Refused) -> tuple[FieldProblem, ...]:
    """Return what was refused, field by field."""
    return tuple(FieldProblem.model_validate(problem) for problem in refusal.problems)
