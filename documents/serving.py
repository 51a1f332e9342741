"""The child's side of the pipe: limits first, then one answer for each file asked about."""

import json
import os
import resource
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

IDLE_SECONDS = 30.0
"""After so long without a file the process ends; the parent starts another when needed."""

Answer = Callable[[dict[str, Any], bytes], str]
"""From a frame and the bytes of a file to one line of JSON."""


def serve(answer: Answer, megabytes: int, seconds: int) -> None:
    """Serve one parent over the standard streams until it goes away or falls silent.

    Address space (``megabytes``) and processor time per file (``seconds``) are limited before the
    first byte of a stranger's file is looked at, because a kilobyte can inflate to gigabytes.
    Whatever a library prints goes to the error stream.
    """
    _limit_memory(megabytes * 1024 * 1024)
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    source: BinaryIO = sys.stdin.buffer
    while select.select([source], [], [], IDLE_SECONDS)[0]:
        head = source.readline()
        if not head:
            return
        frame = json.loads(head)
        body = source.read(frame["size"])
        _limit_processor(seconds)
        sink.write(answer(frame, body).encode() + b"\n")
        sink.flush()


def _limit_memory(most: int) -> None:
    # macOS refuses the limit; the wall clock of the parent still holds there.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, most))
