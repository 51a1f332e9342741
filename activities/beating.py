"""How an activity shows that it lives while something else works for it."""

from concurrent.futures import Future, wait
from typing import TypeVar

from temporalio import activity

BEAT_SECONDS = 1.0
"""How often it beats."""

T = TypeVar("T")


def beating(future: Future[T]) -> T:
    """Return what ``future`` gives, and beat until it does."""
    while not future.done():
        activity.heartbeat()
        wait([future], BEAT_SECONDS)
    return future.result()
