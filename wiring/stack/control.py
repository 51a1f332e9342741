"""Starting, stopping and looking at the stack from outside."""

import asyncio
import logging
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Sequence

from wiring.settings import Settings
from wiring.stack import processes
from wiring.stack.folder import AlreadyHeld, Record, StackFolder
from wiring.stack.house import Console, DocumentsWorker, ImportsWorker, Simulator
from wiring.stack.parts import Part, PartFailed, our_environment, our_python
from wiring.stack.ports import Ports
from wiring.stack.postgres import Postgres
from wiring.stack.servers import ObjectServer, Temporal
from wiring.stack.supervisor import Supervisor

PARTS: tuple[type[Part], ...] = (
    Postgres,
    Temporal,
    ObjectServer,
    Simulator,
    ImportsWorker,
    DocumentsWorker,
    Console,
)
"""Every part of the stack, in the order in which people read them."""

_LONGEST_START = 180.0


def serve(
    settings: Settings,
    on_ready: Callable[[], None],
    kinds: Sequence[type[Part]] = PARTS,
) -> None:
    """Run the stack in this process until a signal ends it.

    Raises:
        AlreadyHeld: it runs already.
        PartFailed: a part does not start.
    """
    folder = StackFolder(settings.home)
    folder.make()
    with folder.hold():
        stop_orphans(folder)
        ports = Ports(folder.read()["ports"])
        parts = [kind(folder, settings, ports) for kind in kinds]
        asyncio.run(_run(folder, parts, ports, on_ready))


async def _run(
    folder: StackFolder, parts: list[Part], ports: Ports, on_ready: Callable[[], None]
) -> None:
    # Made inside the loop, to which its events belong.
    await Supervisor(folder, parts, ports).run(on_ready)


def serve_in_background(settings: Settings) -> None:
    """Start the stack in a process of its own and return when it is ready.

    Raises:
        AlreadyHeld: another one was a moment faster.
        PartFailed: it ended or was not ready in three minutes; the message says what its log says.
    """
    folder = StackFolder(settings.home)
    folder.make()
    path = folder.log("supervisor")
    written = path.stat().st_size if path.exists() else 0
    with path.open("ab") as output:
        supervisor = subprocess.Popen(  # noqa: S603 - our own command
            our_python("wiring.stack"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **our_environment(settings.home)},
            cwd=settings.home,
            start_new_session=True,
        )
    try:
        wait_until_ready(folder, supervisor.poll)
    except TimeoutError:
        if supervisor.poll() is not None and folder.is_held():
            raise AlreadyHeld from None
        told = path.read_bytes()[written:].decode(errors="replace").strip()
        raise PartFailed(told or "the stack does not start") from None


def wait_until_ready(folder: StackFolder, ended: Callable[[], int | None]) -> None:
    """Wait until everything is ready.

    Raises:
        TimeoutError: it ended, or three minutes were not enough.
    """
    until = time.monotonic() + _LONGEST_START
    while not folder.is_ready():
        if ended() is not None or time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def stop(folder: StackFolder) -> bool:
    """Stop the running stack, and what a killed supervisor left; say whether there was any."""
    was_held = folder.is_held()
    supervisor = folder.read()["supervisor"]
    if was_held and supervisor:
        processes.send(supervisor, signal.SIGTERM)
        until = time.monotonic() + 4 * processes.GRACE
        while folder.is_held() and time.monotonic() < until:
            time.sleep(0.05)
    return bool(stop_orphans(folder)) or was_held


def stop_orphans(folder: StackFolder) -> list[str]:
    """Stop the parts that outlived a killed supervisor: nobody would restart or stop them."""
    left = folder.orphans()
    by_signal: dict[signal.Signals, list[tuple[int, float]]] = {}
    for kind in PARTS:
        if kind.name in left:
            by_signal.setdefault(kind.stop_signal, []).append(left[kind.name])
    # The console and the workers first: the reverse of the order in which they were started.
    for wish, found in reversed(by_signal.items()):
        processes.end(found, wish)
    record = folder.read()
    if left:
        logging.getLogger("entreposto.stack").warning("stopped what was left: %s", ", ".join(left))
        folder.write({**record, "parts": {}, "supervisor": None, "ready": False})
    return list(left)


def look(folder: StackFolder) -> list[Record]:
    """Return each part as it is now: name, address, pid, state and bytes of memory."""
    record = folder.read()
    parts = [(kind.name, record["parts"].get(kind.name)) for kind in PARTS]
    return [_supervisor(folder, record), *(_seen(name, part or {}) for name, part in parts)]


def _supervisor(folder: StackFolder, record: Record) -> Record:
    """The supervisor's row; its children have rows of their own."""
    pid = record["supervisor"] if folder.is_held() else None
    seen = {"name": "supervisor", "address": None, "ui": None, "pid": pid, "restarts": 0}
    if pid is None:
        return seen | {"state": "down", "memory": 0}
    return seen | {"state": "up", "memory": processes.memory(pid, children=False)}


def _without_password(address: str | None) -> str | None:
    return address and re.sub(r"(?<=://)([^:/@]*):[^@]*@", r"\1:…@", address)


def _seen(name: str, part: Record) -> Record:
    pid, state = part.get("pid"), part.get("state", "down")
    alive = processes.lives(pid, part.get("born"))
    if state in ("up", "starting") and not alive:
        state = "down"
    return {
        "name": name,
        "address": _without_password(part.get("url") or part.get("address")),
        "ui": part.get("ui"),
        "state": state,
        "pid": pid if alive else None,
        "restarts": part.get("restarts", 0),
        "memory": processes.memory(pid) if alive and pid else 0,
    }
