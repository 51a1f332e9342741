"""Processes of this machine: which one is meant, whether it lives, what it holds, how it ends."""

import contextlib
import os
import signal
import time
from collections.abc import Iterable

import psutil

GRACE = 10.0
"""Seconds that a process has to end by itself before it is killed."""


def born(pid: int) -> float | None:
    """Return when a process started (seconds since 1970), or None if there is none.

    The system gives numbers out again: only the pair of number and birth names one process.
    """
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def lives(pid: int | None, birth: float | None) -> bool:
    """Say whether the process that was born then still lives."""
    if not pid or birth is None:
        return False
    found = born(pid)
    if found is None or abs(found - birth) > 1:
        return False
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def memory(pid: int, *, children: bool = True) -> int:
    """Return the bytes resident for a process (and its children); what they share counts once.

    The proportional size, where the system tells it: PostgreSQL's children share most of theirs.
    """
    try:
        parent = psutil.Process(pid)
        family = [parent, *(parent.children(recursive=True) if children else ())]
    except psutil.Error:
        return 0
    return sum(_resident(one) for one in family)


def _resident(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
        return int(getattr(full, "pss", full.rss))
    except psutil.AccessDenied:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def end(pids: Iterable[tuple[int, float]], wish: signal.Signals = signal.SIGTERM) -> None:
    """Ask processes of another supervisor to end, wait, and kill what is left."""
    left = [(pid, birth) for pid, birth in pids if lives(pid, birth)]
    for pid, _ in left:
        send(pid, wish)
    until = time.monotonic() + GRACE
    while (left := [one for one in left if lives(*one)]) and time.monotonic() < until:
        time.sleep(0.05)
    for pid, _ in left:
        send_to_group(pid, signal.SIGKILL)


def send(pid: int, wish: signal.Signals) -> None:
    """Send a signal to one process; one that is gone is no error."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, wish)


def send_to_group(pid: int, wish: signal.Signals) -> None:
    """Send a signal to what a part started: each part leads a group of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, wish)
