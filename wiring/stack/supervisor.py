"""The supervisor: starts the parts in the order of their needs and keeps them until told to stop."""

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from wiring.stack import processes
from wiring.stack.folder import Record, StackFolder
from wiring.stack.parts import Part, PartFailed, as_user
from wiring.stack.ports import Ports

log = logging.getLogger("entreposto.stack")

_ENOUGH = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_ATTEMPTS = 3
"""How often a part may fail before it was ready once; then the whole start has failed."""
_LONGEST_PAUSE = 30.0
_STEADY = 60.0
"""Seconds after which a part that dies is restarted as if it had never died before."""


class Supervisor:
    """Runs the parts of one folder. Each one has a task that starts it again when it dies."""

    def __init__(self, folder: StackFolder, parts: Sequence[Part], ports: Ports) -> None:
        self._folder = folder
        self._parts = parts
        self._ports = ports
        self._ready = {part.name: asyncio.Event() for part in parts}
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._record: Record = {
            "parts": {},
            "supervisor": os.getpid(),
            "supervisor_born": processes.born(os.getpid()),
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "ready": False,
        }

    async def run(self, on_ready: Callable[[], None]) -> None:
        """Start everything, call ``on_ready``, and return when a signal has stopped it all.

        Raises:
            PartFailed: a part never became ready; everything is stopped by then.
        """
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for wish in _ENOUGH:
            loop.add_signal_handler(wish, stop.set)
        self._write()
        keepers = [asyncio.create_task(self._keep(part)) for part in self._parts]
        keepers.append(asyncio.create_task(self._announce(on_ready)))
        try:
            await self._until(stop, keepers)
        finally:
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            await self._stop_all()
            for wish in _ENOUGH:
                loop.remove_signal_handler(wish)

    async def _until(self, stop: asyncio.Event, keepers: list[asyncio.Task[None]]) -> None:
        """Wait for the signal; a keeper that fails ends the wait with its error."""
        stopping = asyncio.create_task(stop.wait())
        pending: set[asyncio.Task[None] | asyncio.Task[bool]] = {stopping, *keepers}
        while not stop.is_set():
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        stopping.cancel()

    async def _announce(self, on_ready: Callable[[], None]) -> None:
        began = time.monotonic()
        await asyncio.gather(*(ready.wait() for ready in self._ready.values()))
        log.info("everything is ready in %.1f s", time.monotonic() - began)
        self._record["ready"] = True
        self._write()
        on_ready()

    # One part's life.

    async def _keep(self, part: Part) -> None:
        """Start a part when what it needs is ready, and again whenever it dies."""
        for need in part.needs:
            await self._ready[need].wait()
        if part.external:
            await self._lean_on(part)
            return
        failures = 0
        while True:
            began = time.monotonic()
            await self._live_once(part)
            failures = 1 if time.monotonic() - began > _STEADY else failures + 1
            if failures >= _ATTEMPTS and not self._ready[part.name].is_set():
                raise PartFailed(f"{part.name} does not start.\n{self._end_of_log(part)}")
            pause = min(_LONGEST_PAUSE, 0.25 * 2**failures)
            log.warning("%s ended; it starts again in %.1f s", part.name, pause)
            self._note(part, state="restarting", pid=None, restarts=failures)
            await asyncio.sleep(pause)

    async def _lean_on(self, part: Part) -> None:
        """Use somebody else's server in place of a part."""
        self._note(part, state="external", pid=None, **part.addresses())
        await self._do(part, part.settle)
        self._ready[part.name].set()

    async def _live_once(self, part: Part) -> None:
        """Start a part, wait until it is ready, and return when it has died."""
        process = await self._start(part)
        over = asyncio.create_task(process.wait())
        try:
            if await self._becomes_ready(part, process, over):
                await over
        finally:
            over.cancel()
        # What it started (a reader of papers, say) must not outlive it.
        processes.send_to_group(process.pid, signal.SIGKILL)
        self._running.pop(part.name, None)

    async def _start(self, part: Part) -> asyncio.subprocess.Process:
        if not self._ready[part.name].is_set():
            await self._do(part, part.prepare)
        command = await asyncio.to_thread(part.command)
        self._note(part, state="starting", pid=None, **part.addresses())
        with self._folder.log(part.name).open("ab") as output:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **part.environment()},
                cwd=self._folder.home,
                **as_user(part.user),
                # Ctrl-C at the terminal is ours alone: we stop the parts in their order.
                start_new_session=True,
            )
        self._running[part.name] = process
        self._note(part, state="starting", pid=process.pid, born=processes.born(process.pid))
        return process

    async def _becomes_ready(
        self, part: Part, process: asyncio.subprocess.Process, over: asyncio.Task[int]
    ) -> bool:
        began = time.monotonic()
        while not over.done() and time.monotonic() - began < part.patience:
            if await asyncio.to_thread(part.is_ready, process.pid):
                if not self._ready[part.name].is_set():
                    await self._do(part, part.settle)
                log.info("%s is ready in %.1f s", part.name, time.monotonic() - began)
                self._note(part, state="up")
                self._ready[part.name].set()
                return True
            await asyncio.wait({over}, timeout=0.1)
        if not over.done():
            log.warning("%s is not ready after %.0f s", part.name, part.patience)
            await self._stop(part)
        return False

    async def _do(self, part: Part, step: Callable[[], None]) -> None:
        """Take one step of a part; what goes wrong there will not mend itself."""
        try:
            await asyncio.to_thread(step)
        except (RuntimeError, OSError) as problem:
            raise PartFailed(f"{part.name} cannot be set up: {problem}") from problem

    def _end_of_log(self, part: Part) -> str:
        path = self._folder.log(part.name)
        lines = path.read_text(errors="replace").splitlines()[-15:] if path.exists() else []
        return "\n".join([*lines, f"(from {path})"])

    # The end.

    async def _stop_all(self) -> None:
        """Stop the parts, each after those that need it; their ports stay theirs for next time."""
        log.info("stopping")
        by_name = {part.name: part for part in self._parts}
        while self._running:
            needed = {need for name in self._running for need in by_name[name].needs}
            free = [by_name[name] for name in self._running if name not in needed]
            await asyncio.gather(*(self._stop(part) for part in free))
        self._record |= {"parts": {}, "supervisor": None, "ready": False}
        self._write()

    async def _stop(self, part: Part) -> None:
        process = self._running[part.name]
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(part.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), processes.GRACE)
        except TimeoutError:
            log.warning("%s does not stop; it is killed", part.name)
        processes.send_to_group(process.pid, signal.SIGKILL)
        await process.wait()
        self._running.pop(part.name, None)

    # stack.json

    def _note(self, part: Part, **facts: object) -> None:
        self._record["parts"].setdefault(part.name, {}).update(facts)
        self._write()

    def _write(self) -> None:
        self._folder.write({**self._record, "ports": self._ports.chosen})
