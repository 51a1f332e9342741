"""The stack's one folder: data, logs, addresses and who holds it."""

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wiring.stack import processes

Record = dict[str, Any]
"""What ``stack.json`` says of one part: its addresses, ``pid``, ``born``, ``state``, ``restarts``."""

_LOG_LIMIT = 10_000_000


class AlreadyHeld(Exception):
    """Another supervisor runs on this folder."""


class StackFolder:
    """Paths and the papers of one stack under its home."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.stack_file = home / "stack.json"
        self._lock_file = home / "run" / "lock"

    def make(self) -> None:
        """Make the folders; the data is its owner's alone."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.home.stat().st_uid == os.getuid():
            self.home.chmod(0o700 if os.getuid() else 0o711)
        for name in ("run", "logs"):
            (self.home / name).mkdir(exist_ok=True, mode=0o700)

    def data(self, name: str) -> Path:
        """Return the folder of one part's data, made if it is missing."""
        path = self.home / name
        path.mkdir(exist_ok=True, mode=0o700)
        return path

    def log(self, name: str) -> Path:
        """Return a part's log; one that grew long is set aside, and the one before it dropped."""
        path = self.home / "logs" / f"{name}.log"
        if path.exists() and path.stat().st_size > _LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    def ready_file(self, name: str) -> Path:
        """Return the file into which a worker writes its process id when it polls."""
        return self.home / "run" / f"{name}.ready"

    def read(self) -> Record:
        """Return what the last or the running supervisor wrote."""
        empty: Record = {"parts": {}, "supervisor": None, "ready": False, "ports": {}}
        with contextlib.suppress(FileNotFoundError, ValueError):
            return {**empty, **json.loads(self.stack_file.read_text())}
        return empty

    def write(self, record: Record) -> None:
        """Replace ``stack.json`` at once: a reader sees the old or the new, never half."""
        draft = self.stack_file.with_suffix(".new")
        # Somebody else's database comes with its password.
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(record, indent=2) + "\n")
        draft.replace(self.stack_file)

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the folder while the block runs; the system lets go when the process dies.

        Raises:
            AlreadyHeld: another supervisor holds it.
        """
        with self._lock_file.open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyHeld(str(self.home)) from None
            yield

    def is_held(self) -> bool:
        """Say whether a supervisor runs on this folder."""
        if not self._lock_file.exists():
            return False
        try:
            with self.hold():
                return False
        except AlreadyHeld:
            return True

    def is_ready(self) -> bool:
        """Say whether everything is ready, by the word of a supervisor that still lives."""
        record = self.read()
        alive = processes.lives(record["supervisor"], record.get("supervisor_born"))
        return bool(record["ready"]) and alive

    def orphans(self) -> dict[str, tuple[int, float]]:
        """Return the parts that outlived a supervisor which was killed."""
        found = {
            name: (part.get("pid"), part.get("born")) for name, part in self.read()["parts"].items()
        }
        return {name: one for name, one in found.items() if processes.lives(*one)}

    def keys(self) -> dict[str, str]:
        """Return the object store's keys, made at the first start."""
        path = self.home / "secrets.json"
        if not path.exists():
            made = {
                "s3_access_key": secrets.token_hex(10),
                "s3_secret_key": secrets.token_urlsafe(30),
            }
            path.touch(mode=0o600)
            path.write_text(json.dumps(made))
        return dict(json.loads(path.read_text()))
