"""The counter of the clock: moving a story's time, and asking for a row again."""

import asyncio
from datetime import datetime

from customs.acts import Refresh, Tick
from customs.clock import ClockReading
from customs.people import Actor
from gateways.doors import Unavailable
from records.snapshots import KINDS
from wiring.desk.counter import Counter
from wiring.desk.errors import Away, Conflict, NotFound
from wiring.desk.lists import all_open

_ID_NAMES = {
    "import": "reference",
    "release": "reference",
    "transit": "reference",
    "clearance": "id",
    "task": "id",
    "programme": "name",
    "rules": "id",
}
"""Kind of snapshot → the field of its body that is its id; its workflow is ``{kind}/{id}``."""
_AT_ONCE = 8


class ClockCounter(Counter):
    """Moves the story clock and tells everyone who waits for a date."""

    async def move_clock(self, to: datetime, actor: Actor) -> ClockReading:
        """Move the story clock on, the outside world's with it, and tick every open workflow.

        Raises:
            Conflict: the clock is past that moment already.
            Away: the outside world could not be told; repeat it.
        """
        async with self.act(actor, "clock.move", "clock", to=to.isoformat()):
            try:
                await asyncio.to_thread(self.ports.clock.move, to)
            except ValueError as problem:
                raise Conflict("clock-goes-forward", f"{problem}.", field="to") from problem
            await self._tell_outside(to)
            await self._tick(to)
            return await self.clock()

    async def begin_story(self, at: datetime, actor: Actor) -> ClockReading:
        """Let a story begin at ``at``, which may be earlier than where another one ended.

        Nobody is ticked: what belongs to the other story keeps the time that it knows.

        Raises:
            Away: the outside world could not be told; repeat it.
        """
        async with self.act(actor, "clock.begin", "clock", at=at.isoformat()):
            await asyncio.to_thread(self.ports.clock.begin, at)
            await self._tell_outside(at)
            return await self.clock()

    async def refresh(self, kind: str, id: str, actor: Actor) -> None:
        """Ask a workflow to write its row again.

        Raises:
            NotFound: no open workflow of that kind has that id.
        """
        async with self.act(actor, "snapshot.refresh", id, kind=kind):
            known = kind in KINDS
            if not known or not await self.signal(f"{kind}/{id}", "refresh", Refresh()):
                raise NotFound("not-running", f"There is no open {kind} {id!r}.")

    async def _tell_outside(self, to: datetime) -> None:
        if self.ports.outside_clock is None:
            return
        try:
            await self.ports.outside_clock.set(to)
        except Unavailable as problem:
            raise Away(
                "outside-away", f"The simulator's clock was not moved: {problem}."
            ) from problem

    async def _tick(self, to: datetime) -> None:
        ids = await asyncio.to_thread(self._open_workflows)
        turn = asyncio.Semaphore(_AT_ONCE)

        async def tick(id: str) -> None:
            async with turn:
                await self.signal(id, "tick", Tick(now=to))

        await asyncio.gather(*(tick(id) for id in ids))

    def _open_workflows(self) -> list[str]:
        return [
            f"{kind}/{body[name]}"
            for kind, name in _ID_NAMES.items()
            for body in all_open(self.ports.snapshots, kind, name)
        ]
