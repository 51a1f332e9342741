"""Children: every file is opened in a process of its own, so that no paper can harm the house.

A stranger's PDF may loop for ever, inflate to gigabytes or kill the engine that opens it. The
child has limits on memory and processor time (``documents.pdf`` sets them), the parent watches
the wall clock, and whatever happens becomes a problem of that one file. A pool of the standard
library is no help: one dead child breaks it for everybody.
"""

import hashlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from documents.memory import Lesson, SupplierProfile, Taught
from documents.problems import MOST_BYTES, problem
from documents.reading import Reading

T = TypeVar("T", bound=BaseModel)

WALL_SECONDS = 90.0
"""The longest that one file may take on the clock of the wall."""
FILES_PER_CHILD = 50
"""A child is replaced after so many files: parsers leak."""
COMMAND = (sys.executable, "-P", "-m", "documents.pdf")
"""How a child is started: our own interpreter, never a shell."""

_ROOT = Path(__file__).resolve().parent.parent
_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
"""The header may stand anywhere in the first kilobyte (ISO 32000-1, implementation note 13)."""


class ChildDied(Exception):
    """The child ended before it answered."""


class ChildSilent(Exception):
    """The child did not answer in time."""


class _Child:
    """One reading process and the pipe to it."""

    def __init__(self, command: Sequence[str]) -> None:
        self.files = 0
        keep = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # No secret of the parent's environment reaches a process that parses strangers' files.
            env=keep | {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
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

    def ask(self, body: bytes, frame: Mapping[str, Any], answer: type[T], seconds: float) -> T:
        """Return the child's answer about one file; ``frame`` says what is asked of it.

        Raises:
            ChildDied: it ended, or answered nonsense.
            ChildSilent: it was silent for ``seconds``.
        """
        self.files += 1
        deadline = time.monotonic() + seconds
        head = json.dumps({**frame, "size": len(body)}).encode()
        try:
            self._send(head + b"\n" + body, deadline)
            return answer.model_validate_json(self._receive(deadline))
        except (OSError, ValidationError) as why:
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


class IsolatedReader:
    """Reads papers in child processes; a ``documents.reading.Reader`` that never raises.

    Safe to use from many threads: each file has a child to itself, idle ones are kept for the
    next file and end by themselves when none comes.
    """

    def __init__(self, seconds: float = WALL_SECONDS, command: Sequence[str] = COMMAND) -> None:
        self._seconds = seconds
        self._command = command
        self._idle: list[_Child] = []
        self._lock = threading.Lock()

    def read(
        self,
        body: bytes,
        filename: str,
        kind: str | None = None,
        profile: SupplierProfile | None = None,
    ) -> Reading:
        """Return what a file says, or a reading whose problem says why it says nothing."""
        trouble = _refused_at_the_gate(body)
        if trouble is not None:
            return _unread(body, filename, trouble)
        begun = time.monotonic()
        known = profile.model_dump(mode="json") if profile else None
        try:
            return self._asked(
                body, {"filename": filename, "kind": kind, "profile": known}, Reading
            )
        except ChildDied:
            detail = "a leitura foi interrompida"
        except ChildSilent:
            detail = "a leitura passou do tempo permitido"
        return _unread(body, filename, "damaged", detail, round(time.monotonic() - begun, 3))

    def learn(self, body: bytes, filename: str, lesson: Lesson) -> Taught:
        """Return what people's corrections of a file teach; nothing if it cannot be opened."""
        if _refused_at_the_gate(body) is not None:
            return Taught(said=lesson.corrections)
        frame = {"filename": filename, "lesson": lesson.model_dump(mode="json")}
        try:
            return self._asked(body, frame, Taught)
        except (ChildDied, ChildSilent):
            return Taught(said=lesson.corrections)

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            children, self._idle = self._idle, []
        for child in children:
            child.end()

    def _asked(self, body: bytes, frame: Mapping[str, Any], answer: type[T]) -> T:
        child = self._take()
        try:
            given = child.ask(body, frame, answer, self._seconds)
        except ChildDied:
            child.end()
            if child.files == 1:
                raise
            # An idle child may end of itself just as it is asked: that is not this file's doing.
            return self._asked(body, frame, answer)
        except BaseException:
            child.end()
            raise
        self._give_back(child)
        return given

    def _take(self) -> _Child:
        with self._lock:
            children, self._idle = self._idle, []
        fresh = [child for child in children if child.alive]
        for child in children:
            if child not in fresh:
                child.end()
        with self._lock:
            self._idle += fresh[1:]
        return fresh[0] if fresh else _Child(self._command)

    def _give_back(self, child: _Child) -> None:
        if child.files >= FILES_PER_CHILD:
            child.end()
            return
        with self._lock:
            self._idle.append(child)


def _refused_at_the_gate(body: bytes) -> str | None:
    if not body:
        return "empty"
    if len(body) > MOST_BYTES:
        return "too_large"
    return None if _MAGIC in body[:_MAGIC_WITHIN] else "not_a_pdf"


def _unread(
    body: bytes, filename: str, code: str, detail: str = "", seconds: float = 0.0
) -> Reading:
    return Reading(
        file=filename,
        sha256=hashlib.sha256(body).hexdigest(),
        kind=None,
        seconds=seconds,
        problems=(problem(code, filename, size=len(body), detail=detail),),
    )
