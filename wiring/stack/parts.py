"""A part of the stack: what it needs, how it starts, when it is ready."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wiring.settings import ROOT, Settings
from wiring.stack.folder import StackFolder
from wiring.stack.ports import Ports


class PartFailed(Exception):
    """A part did not become ready; the message says which and how its log ends."""


class Part:
    """One program that the supervisor starts, waits for and keeps running.

    The methods block; the supervisor calls them in a thread.
    """

    name: str
    needs: tuple[str, ...] = ()
    """The parts that must be ready before this one starts."""
    patience = 60.0
    """Seconds that it has to become ready."""
    stop_signal = signal.SIGTERM

    def __init__(self, folder: StackFolder, settings: Settings, ports: Ports) -> None:
        self._folder = folder
        self._settings = settings
        self._ports = ports

    @property
    def external(self) -> str:
        """The address of somebody else's server that stands in for this part, if one is set."""
        return ""

    @property
    def user(self) -> pwd.struct_passwd | None:
        """The system user that it runs as, where that is not ours."""
        return None

    def prepare(self) -> None:
        """Choose ports and make folders; called before each start until it was ready once."""

    def command(self) -> Sequence[str]:
        """Return the command line."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """Return what its environment has beside ours."""
        return {}

    def addresses(self) -> dict[str, str]:
        """Return where others find it, as ``stack.json`` says it."""
        return {}

    def is_ready(self, pid: int) -> bool:
        """Say whether it does its work now: not only that it runs."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make what others expect to find in it, once it is ready for the first time."""


def run(
    command: Sequence[str],
    environment: dict[str, str] | None = None,
    user: pwd.struct_passwd | None = None,
) -> str:
    """Run a short program to its end and return what it printed.

    Raises:
        RuntimeError: it failed; the message is what it said.
    """
    done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603 - our own commands, no shell
        command,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **(environment or {})},
        **as_user(user),
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()}")
    return done.stdout


def as_user(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """Return what makes a new process run as a user, with none of our groups."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def our_python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this checkout with this environment."""
    return [sys.executable, "-P", "-m", module, *arguments]


def our_environment(home: Path) -> dict[str, str]:
    """Return the environment in which this checkout's modules are found before any other."""
    return {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "ENTREPOSTO_HOME": str(home)}
