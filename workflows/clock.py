"""The business clock inside a workflow: told by messages, never read."""

from collections.abc import Callable
from datetime import datetime

from temporalio import workflow

from customs.clock import ClockMode, ClockReading


class BusinessTime:
    """Business time as this workflow knows it.

    In system mode it is Temporal's own clock and a wait is a timer. In story mode
    it stands still until a message brings a later time.
    """

    def __init__(self, reading: ClockReading) -> None:
        self._mode = reading.mode
        self._told = reading.now

    def tell(self, now: datetime) -> None:
        """Note that the business clock was seen to stand at ``now``; it never goes back."""
        self._told = max(self._told, now)

    def now(self) -> datetime:
        """Return the business time."""
        return workflow.now() if self._mode is ClockMode.SYSTEM else self._told

    def reading(self) -> ClockReading:
        """Return the clock as it is handed on to a child."""
        return ClockReading(mode=self._mode, now=self.now())

    async def wait(self, condition: Callable[[], bool], until: datetime) -> bool:
        """Wait for ``condition``; return False if ``until`` came first."""
        if self._mode is ClockMode.STORY:
            await workflow.wait_condition(lambda: condition() or self._told >= until)
            return condition()
        try:
            await workflow.wait_condition(condition, timeout=until - workflow.now())
        except TimeoutError:
            return False
        return True

    async def until(self, moment: datetime) -> None:
        """Wait for a moment of business time."""
        await self.wait(lambda: self.now() >= moment, moment)
