"""The milestones of one import or release: heard once each, folded, never deleted."""

from datetime import datetime

from customs.journey import fold
from customs.milestones import Classifier, MilestoneReached

HOUSE = "entreposto"
"""Source of what the house itself notes."""

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
        self._heard: dict[tuple[str, str], MilestoneReached] = {}
        # Every wait condition asks at every turn: the fold is made once for each event heard.
        self._standing: tuple[MilestoneReached, ...] | None = None
        self._reached: dict[str, MilestoneReached] = {}

    def hear(self, news: MilestoneReached) -> bool:
        """Note the news; return False if this event was heard before."""
        key = (news.source, news.event_id)
        if key in self._heard:
            return False
        self._heard[key] = news
        self._news.append(news)
        self._standing = None
        return True

    def note(self, tag: str, event_id: str, occurred_at: datetime, recorded_at: datetime) -> bool:
        """Note something that the house itself did or was answered."""
        return self.hear(
            MilestoneReached(
                event_id=event_id,
                tag=tag,
                occurred_at=occurred_at,
                recorded_at=recorded_at,
                source=HOUSE,
            )
        )

    def withdraw(self, event_id: str, occurred_at: datetime, recorded_at: datetime) -> bool:
        """Take back what the house noted; False if it never did, or took it back before."""
        noted = self._heard.get((HOUSE, event_id))
        if noted is None:
            return False
        return self.hear(
            MilestoneReached(
                event_id=f"{event_id}/withdrawn",
                tag=noted.tag,
                occurred_at=occurred_at,
                recorded_at=recorded_at,
                source=HOUSE,
                retracts=event_id,
            )
        )

    def all(self) -> tuple[MilestoneReached, ...]:
        """Return every event, the withdrawn ones too."""
        return tuple(self._news)

    def standing(self) -> tuple[MilestoneReached, ...]:
        """Return what stands after duplicates, estimates and retractions."""
        if self._standing is None:
            self._standing = fold(self._news)
            self._reached = {}
            for one in self._standing:
                if one.classifier is Classifier.ACTUAL:
                    self._reached.setdefault(one.tag, one)
        return self._standing

    def reached(self, *tags: str) -> MilestoneReached | None:
        """Return the first actual event that stands, of the first of ``tags`` that has one."""
        self.standing()
        return next((self._reached[tag] for tag in tags if tag in self._reached), None)
