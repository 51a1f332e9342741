"""The filing journal: what is asked is written before the call, the answer after it.

An entry without an answer is a lost one: whoever repeats the call looks first.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from gateways.doors import Refused
from records.ports import BusinessClock, FilingJournal, JournalEntry

T = TypeVar("T")
_DONE = 200


@dataclass(frozen=True)
class Step:
    """One call as it is written down: whose, which, and what is asked."""

    clearance: str
    name: str
    request: str

    @property
    def request_sha256(self) -> str:
        """The hash by which a repeated call is known."""
        return sha256(self.request.encode()).hexdigest()


class Journalling:
    """Makes calls, each between two lines of the journal."""

    def __init__(self, journal: FilingJournal, clock: BusinessClock) -> None:
        self._journal = journal
        self._clock = clock

    async def call(self, step: Step, do: Callable[[], Awaitable[T]]) -> T:
        """Make a call and keep what was asked and answered."""
        entry = await asyncio.to_thread(self._begin, step)
        try:
            answer = await do()
        except Refused as refusal:
            await self._answered(entry, refusal.status, refusal.problems)
            raise
        await self._answered(entry, _DONE, answer)
        return answer

    async def answers(self, step: Step) -> list[Any]:
        """Return what the same call was answered before, oldest first; None: its answer is lost."""
        entries = await self._entries(step.clearance)
        return [
            json.loads(entry.answer) if entry.answer is not None else None
            for entry in entries
            if (entry.step, entry.request_sha256) == (step.name, step.request_sha256)
            and entry.status in (_DONE, None)
        ]

    async def requests(self, clearance: str, name: str) -> list[Any]:
        """Return what a clearance asked for in one kind of step."""
        return [
            json.loads(entry.request)
            for entry in await self._entries(clearance)
            if entry.step == name
        ]

    async def _entries(self, clearance: str) -> list[JournalEntry]:
        return await asyncio.to_thread(self._journal.entries, clearance)

    def _begin(self, step: Step) -> int:
        entry = JournalEntry(
            clearance=step.clearance,
            step=step.name,
            request_sha256=step.request_sha256,
            request=step.request,
            at=self._clock.read().now,
        )
        return self._journal.about_to(entry)

    async def _answered(self, entry: int, status: int, answer: Any) -> None:
        text = json.dumps(answer, ensure_ascii=False)
        await asyncio.to_thread(self._journal.answered, entry, status, text)
