"""The promise of lots to one release: once it is asked for, its answer is waited for."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError


class Reservation:
    """Lots promised to a release, or refused to it."""

    def __init__(self) -> None:
        self.at: datetime | None = None
        self._posting: asyncio.Task[None] | None = None
        self._times = 0

    async def make(self, posting: Coroutine[Any, Any, None], at: datetime) -> str | None:
        """Have the lots reserved; return why not, if the ledger refuses."""
        self._posting = asyncio.create_task(posting)
        try:
            # Who stops waiting does not stop the ledger: what it did must be known to be undone.
            await asyncio.shield(self._posting)
        except ActivityError as error:
            return error.cause.message if isinstance(error.cause, ApplicationError) else ""
        self.at = at
        return None

    def renew(self, at: datetime) -> None:
        """Promise the lots anew: what was filed of them was cancelled."""
        self.at = at
        self._times += 1

    async def renewed(self) -> None:
        """Wait until the lots are promised anew."""
        before = self._times
        await workflow.wait_condition(lambda: self._times > before)

    async def stands(self) -> bool:
        """Return whether the lots are reserved, once that is known."""
        if self._posting is not None:
            with suppress(ActivityError):
                await self._posting
                return True
        return False
