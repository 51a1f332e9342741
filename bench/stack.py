"""How long the stack takes to be ready, what it holds while idle, how fast a command answers."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator

from bench.measurement import Measurement, best, seconds
from tests.embedded import Stack

SERVERS = ("postgres", "temporal", "s3")
"""Other people's programs: what the stack would cost without the house."""

_SETTLED = 20
"""Seconds after the start at which memory is read."""


def measure(stack: Stack) -> Iterator[Measurement]:
    """Start a new stack, stop it, start it again and look at it; it runs on afterwards."""
    yield _start("first start", stack, "30 s")
    stack.down()
    yield _start("second start", stack, "20 s")
    time.sleep(_SETTLED)
    yield _memory(stack)
    for command in (("status",), ("task", "list")):
        yield _command(stack, command)


def _start(what: str, stack: Stack, limit: str) -> Measurement:
    took = seconds(stack.up)
    told = (stack.home / "logs" / "supervisor.log").read_text().splitlines()
    servers = [line for line in told if any(f"INFO {name} is ready" in line for name in SERVERS)]
    slowest = max(float(line.split()[-2]) for line in servers[-len(SERVERS) :])
    return Measurement(what, f"{took:.1f} s", limit, f"slowest of the servers {slowest:.1f} s")


def _memory(stack: Stack) -> Measurement:
    parts = json.loads(stack.run("status", "--json").stdout)["parts"]
    sizes = {part["name"]: part["memory"] / 2**20 for part in parts}
    servers = sum(sizes[name] for name in SERVERS)
    total = sum(sizes.values())
    return Measurement("idle memory", f"{total:.0f} MiB", "1229 MiB", f"servers {servers:.0f} MiB")


def _command(stack: Stack, arguments: tuple[str, ...]) -> Measurement:
    measured = best(lambda: stack.run(*arguments))
    bare = best(
        lambda: subprocess.run([sys.executable, "-c", "import click, pydantic"], check=True)
    )
    what = f"entreposto {' '.join(arguments)}"
    return Measurement(what, f"{measured:.2f} s", "1.5 s", f"Python, click, pydantic {bare:.2f} s")
