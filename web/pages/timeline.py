"""Stages and milestones as a page shows them: what was reached, what stands, what was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from customs.journey import fold
from customs.milestones import Classifier, MilestoneReached
from customs.plan import Regime
from customs.stages import StageReached
from customs.views import ImportView, ReleaseView

ROADS = {
    "direct": ("BOOKED", "IN_TRANSIT", "ARRIVED", "FILED", "RELEASED_AWAITING_DELIVERY", "CLOSED"),
    "bonded": (
        "BOOKED",
        "IN_TRANSIT",
        "ARRIVED",
        "IN_CUSTOMS_TRANSIT",
        "AT_WAREHOUSE",
        "ADMISSION_FILED",
        "IN_BOND",
        "RELEASING",
        "CLOSED",
    ),
    "release": (
        "CALLED_OFF",
        "ACCEPTED",
        "FUNDED",
        "FILED",
        "RELEASED_AWAITING_DELIVERY",
        "DELIVERED",
    ),
    "exit": ("CALLED_OFF", "ACCEPTED", "FILED", "RELEASED_AWAITING_DELIVERY", "LEFT_BOND"),
}
"""The stages of each road, as they lie ahead."""


@dataclass(frozen=True)
class Step:
    """A stage of the road: when it was reached, if it was, and whether it is now."""

    stage: str
    reached: StageReached | None
    now: bool


def steps(view: ImportView | ReleaseView) -> list[Step]:
    """Return the road with what was reached on it; an early end is its last step."""
    reached = {stage.stage: stage for stage in view.stages}
    road = _road(view)
    ends = [stage.stage for stage in view.stages if stage.stage not in road]
    return [
        Step(stage=stage, reached=reached.get(stage), now=stage == view.stage)
        for stage in (*road, *ends)
    ]


def _road(view: ImportView | ReleaseView) -> tuple[str, ...]:
    if isinstance(view, ReleaseView):
        return ROADS["exit" if view.order.plan.steps else "release"]
    road = ROADS[view.order.plan.regime]
    if view.order.plan.regime is Regime.BONDED and not view.order.plan.customs_transit:
        return tuple(stage for stage in road if stage != "IN_CUSTOMS_TRANSIT")
    return road


class Standing(StrEnum):
    """What became of a reported event."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    RETRACTION = "retraction"


@dataclass(frozen=True)
class Event:
    """A reported event, and what became of it."""

    news: MilestoneReached
    standing: Standing

    @property
    def certain(self) -> bool:
        """Return whether it has happened, and was neither planned nor estimated."""
        return self.news.classifier is Classifier.ACTUAL


def events(news: Iterable[MilestoneReached]) -> list[Event]:
    """Return every event in the order in which they occurred; nothing is left out."""
    told = list(news)
    stands = {(one.source, one.event_id) for one in fold(told)}
    taken_back = {one.retracts for one in told if one.retracts}
    found = [Event(one, _standing(one, stands, taken_back)) for one in told]
    return sorted(found, key=lambda event: (event.news.occurred_at, event.news.recorded_at))


def _standing(
    one: MilestoneReached, stands: set[tuple[str, str]], taken_back: set[str]
) -> Standing:
    if one.retracts:
        return Standing.RETRACTION
    if (one.source, one.event_id) in stands:
        return Standing.STANDS
    return Standing.WITHDRAWN if one.event_id in taken_back else Standing.SUPERSEDED
