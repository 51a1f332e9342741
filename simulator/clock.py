"""The simulator's business clock: the machine's, or a story's that stands still until moved."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from simulator.store import Store

BRASILIA = ZoneInfo("America/Sao_Paulo")
"""Where registrations get their date."""


class BusinessClock:
    """Dates registrations, quotes and releases. Tokens, quotas and delays keep to real time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> datetime:
        """Return the business instant, in Brasília."""
        story = self._store.setting("clock")
        told = datetime.fromisoformat(story) if story else datetime.now(BRASILIA)
        return told.astimezone(BRASILIA)

    def today(self) -> date:
        """Return the business day in Brasília."""
        return self.now().date()

    def is_story(self) -> bool:
        """Say whether the clock stands still."""
        return bool(self._store.setting("clock"))

    def move(self, to: datetime | None) -> None:
        """Let a story's clock stand at ``to``; None gives the machine's back."""
        self._store.keep_setting("clock", to.isoformat() if to else None)


def written(instant: datetime) -> str:
    """Write an instant as the foreign-trade system does, its offset without a colon."""
    return instant.astimezone(BRASILIA).strftime("%Y-%m-%dT%H:%M:%S%z")
