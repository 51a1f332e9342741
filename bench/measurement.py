"""One number beside its limit and a reference that was measured in the same run."""

import statistics
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple


class Measurement(NamedTuple):
    """One number, its limit, and what it is held against."""

    what: str
    measured: str
    limit: str
    reference: str


def seconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def core_seconds(action: Callable[[], object]) -> float:
    """Return the seconds of one core that an action takes in this process, whoever else runs."""
    began = time.process_time()
    action()
    return time.process_time() - began


def best(action: Callable[[], object]) -> float:
    """Return how long an action takes when nothing else disturbs it: the best of five."""
    return min(seconds(action) for _ in range(5))


async def median_ms(act: Callable[[], Awaitable[object]], times: int) -> float:
    """Return the p50 of an act in milliseconds; the first ten only warm it up."""
    took = []
    for _ in range(times + 10):
        began = time.perf_counter()
        await act()
        took.append(time.perf_counter() - began)
    return statistics.median(took[10:]) * 1000
