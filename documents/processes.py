"""Processes of our own that look into strangers' files, and the pipes to them.

A pool of the standard library is no help: one dead child breaks it for everybody. Here a child
that dies or falls silent costs the one question that it was asked.
"""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

FILES_PER_CHILD = 50
"""A child is replaced after so many files: parsers leak."""

_ROOT = Path(__file__).resolve().parent.parent


class ChildDied(Exception):
    """The child ended before it answered."""


class ChildSilent(Exception):
    """The child did not answer in time."""


def command(room: str) -> tuple[str, ...]:
    """Return how a child that runs the back room ``room`` is started: never through a shell."""
    return (sys.executable, "-P", "-m", room)


class _Child:
    """One process and the pipe to it."""

    def __init__(self, started_by: Sequence[str]) -> None:
        self.files = 0
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            list(started_by),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # No secret of the parent's environment reaches a process that parses strangers' files.
            env=keep | {"PYTHONPATH": str(_ROOT)},
            cwd="/",
            # Ctrl-C at the terminal is the parent's: it ends its children by closing their pipe.
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101 - opened with a pipe
        os.set_blocking(self._process.stdin.fileno(), False)

    @property
    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def ask(self, frame: dict[str, Any], body: bytes, seconds: float) -> bytes:
        """Return the child's answer, one line of JSON.

        Raises:
            ChildDied: it ended.
            ChildSilent: it was silent for ``seconds``.
        """
        self.files += 1
        deadline = time.monotonic() + seconds
        head = json.dumps(frame | {"size": len(body)}).encode()
        try:
            self._send(head + b"\n", deadline)
            self._send(body, deadline)
            return self._receive(deadline)
        except OSError as why:
            raise ChildDied from why

    def _send(self, data: bytes, deadline: float) -> None:
        assert self._process.stdin is not None  # noqa: S101 - opened with a pipe
        handle, rest = self._process.stdin.fileno(), memoryview(data)
        while rest:
            _wait(deadline, writable=handle)
            rest = rest[os.write(handle, rest[:65536]) :]

    def _receive(self, deadline: float) -> bytes:
        assert self._process.stdout is not None  # noqa: S101 - opened with a pipe
        handle, answer = self._process.stdout.fileno(), b""
        while not answer.endswith(b"\n"):
            _wait(deadline, readable=handle)
            part = os.read(handle, 1 << 20)
            if not part:
                raise ChildDied
            answer += part
        return answer

    def end(self) -> None:
        """Stop the process and forget it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _wait(deadline: float, readable: int | None = None, writable: int | None = None) -> None:
    reads = [] if readable is None else [readable]
    writes = [] if writable is None else [writable]
    left = deadline - time.monotonic()
    if left <= 0 or not any(select.select(reads, writes, [], left)[:2]):
        raise ChildSilent


class Children:
    """Children that run one back room; safe to use from many threads.

    Each question has a child to itself. Idle ones are kept for the next and end by themselves
    when none comes; ``most`` are at work at once, further questions wait.
    """

    def __init__(self, started_by: Sequence[str], most: int | None = None) -> None:
        self._started_by = started_by
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(most) if most else nullcontext()

    def warm(self, count: int) -> None:
        """Start children before the first question: half a second of imports side by side."""
        with self._lock:
            self._idle += [_Child(self._started_by) for _ in range(count - len(self._idle))]

    def ask(
        self, frame: dict[str, Any], body: bytes, seconds: float, parsed: Callable[[bytes], T]
    ) -> T:
        """Return a child's answer about ``body``, as ``parsed`` understands it.

        Raises:
            ChildDied: it ended before it answered, or answered nonsense (``ValueError``).
            ChildSilent: it was silent for ``seconds``, from its turn on.
        """
        with self._turn:
            return self._asked(frame, body, seconds, parsed)

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.end()

    def _asked(
        self, frame: dict[str, Any], body: bytes, seconds: float, parsed: Callable[[bytes], T]
    ) -> T:
        child = self._take()
        try:
            answer = parsed(child.ask(frame, body, seconds))
        except (ChildDied, ValueError) as why:
            child.end()
            if child.files == 1:
                raise ChildDied from why
            # An idle child may end of itself just as it is asked: that is not this file's doing.
            return self._asked(frame, body, seconds, parsed)
        except BaseException:
            child.end()
            raise
        self._give_back(child)
        return answer

    def _take(self) -> _Child:
        with self._lock:
            children, self._idle = self._idle, []
            fresh = [child for child in children if child.alive]
            for dead in children:
                if dead not in fresh:
                    dead.end()
            self._idle += fresh[1:]
        return fresh[0] if fresh else _Child(self._started_by)

    def _give_back(self, child: _Child) -> None:
        if child.files >= FILES_PER_CHILD:
            child.end()
            return
        with self._lock:
            self._idle.append(child)
