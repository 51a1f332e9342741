"""The whole embedded stack for tests: started once a session, in a folder and on ports of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest

from wiring.settings import ROOT, Settings, load

T = TypeVar("T")

PORTS = ("TEMPORAL", "TEMPORAL_UI", "S3", "SIMULATOR", "WEB")
QUICK = {"ENTREPOSTO_TASK_TIMEOUT": "2", "ENTREPOSTO_HEARTBEAT": "4"}
"""A killed worker is then noticed in seconds."""


def free_ports(count: int) -> list[int]:
    """Return ports on which nobody listens; held together, so that they differ."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def wait_for(condition: Callable[[], T], seconds: float = 20) -> T:
    """Return what a condition says once it says something; fail when that takes too long."""
    until = time.monotonic() + seconds
    while not (told := condition()):
        assert time.monotonic() < until, f"not within {seconds:.0f} s"
        time.sleep(0.05)
    return told


class Stack:
    """One embedded stack, used as a person uses it: by ``./entreposto``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        ports = zip(PORTS, free_ports(len(PORTS)), strict=True)
        mine = {name: text for name, text in os.environ.items() if "ENTREPOSTO" not in name}
        wanted = {f"ENTREPOSTO_{name}_PORT": str(port) for name, port in ports}
        self.environment = {**mine, **QUICK, **wanted, "ENTREPOSTO_HOME": str(home)}

    def run(self, *arguments: str, timeout: float = 200) -> subprocess.CompletedProcess[str]:
        """Run one command of ours to its end."""
        return subprocess.run(
            [str(ROOT / "entreposto"), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def record(self) -> dict[str, Any]:
        """Return what the supervisor wrote down."""
        return dict(json.loads((self.home / "stack.json").read_text()))

    def part(self, name: str) -> dict[str, Any]:
        """Return what ``status`` says of one part."""
        told = json.loads(self.run("status", "--json").stdout)
        return next(part for part in told["parts"] if part["name"] == name)

    def settings(self) -> Settings:
        """Return the addresses as every process of ours reads them."""
        return load(self.home)

    def kill(self, name: str) -> int:
        """Kill one part without warning and return the process id that it had."""
        pid = int(self.record()["parts"][name]["pid"])
        os.kill(pid, signal.SIGKILL)
        return pid

    def wait_until_up(self, name: str, before: int) -> None:
        """Wait until a part that was killed runs again, as another process."""

        def again() -> bool:
            part = self.record()["parts"][name]
            return part["state"] == "up" and part["pid"] not in (None, before)

        wait_for(again, 60)

    def up(self) -> None:
        """Start everything and wait until it is ready."""
        started = self.run("up", "--detach")
        assert started.returncode == 0, started.stdout + started.stderr

    def down(self) -> None:
        """Stop everything."""
        stopped = self.run("down")
        assert stopped.returncode == 0, stopped.stdout + stopped.stderr


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The session's stack; tests keep apart by references of their own."""
    # Not under pytest's own folder: the path of a Unix socket has to be short.
    home = Path(tempfile.mkdtemp(prefix="entreposto-"))
    running = Stack(home)
    try:
        running.up()
        yield running
    finally:
        running.down()
        shutil.rmtree(home)
