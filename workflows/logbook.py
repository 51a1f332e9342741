"""The milestones of one import or release: heard once each, folded, never deleted."""

from datetime import datetime

from customs.journey import actual, fold
from customs.milestones import MilestoneReached

TRANSIT_STATES = {
    "TRANSIT_CONCLUDED": "concluded",
    "SEALS_CHECKED": "seals_checked",
    "TRANSIT_ARRIVED": "arrived",
    "TRANSIT_DEPARTED": "departed",
    "TRANSIT_AUTHORISED": "authorised",
    "TRANSIT_REQUESTED": "requested",
}
"""What a milestone makes of a customs transit, the furthest first."""


class Logbook:
    """All news of one journey, in the order it was heard."""

    def __init__(self) -> None:
        self._news: list[MilestoneReached] = []
        self._heard: dict[tuple[str, str], bool] = {}

    def hear(self, news: MilestoneReached) -> bool:
        """Note the news; return False if this event was heard before."""
        key = (news.source, news.event_id)
        if key in self._heard:
            return False
        self._heard[key] = True
        self._news.append(news)
        return True

    def note(self, tag: str, event_id: str, occurred_at: datetime, recorded_at: datetime) -> bool:
        """Note something that the house itself did or was answered."""
        return self.hear(
            MilestoneReached(
                event_id=event_id,
                tag=tag,
                occurred_at=occurred_at,
                recorded_at=recorded_at,
                source="entreposto",
            )
        )

    def all(self) -> tuple[MilestoneReached, ...]:
        """Return every event, the withdrawn ones too."""
        return tuple(self._news)

    def standing(self) -> tuple[MilestoneReached, ...]:
        """Return what stands after duplicates, estimates and retractions."""
        return fold(self._news)

    def reached(self, *tags: str) -> MilestoneReached | None:
        """Return the first actual event that stands, of the first of ``tags`` that has one."""
        for tag in tags:
            event = actual(self._news, tag)
            if event is not None:
                return event
        return None
