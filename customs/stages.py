"""The stage of an import or a release: a fold over milestones, never set by hand.

A stage is left for an earlier one in two cases: an import goes back from
``RELEASING`` to ``IN_BOND`` when every release called off has ended, and the fact
that made a stage may be withdrawn, as a registration is once customs cancels the
declaration. News that comes late takes its place in the list and does not move
the current stage.
"""

from collections.abc import Iterable, Sequence

from pydantic import AwareDatetime

from customs.journey import fold
from customs.milestones import Classifier, MilestoneReached
from customs.payload import Payload
from customs.plan import ImportPlan, Regime


class StageReached(Payload):
    """A stage with the two clocks of the fact that caused it."""

    stage: str
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime


_Road = Sequence[tuple[str, tuple[str, ...]]]
"""Stages in order, each with the milestones of which the first one reaches it."""

_TO_PORT: _Road = (
    ("BOOKED", ("BOOKED",)),
    ("IN_TRANSIT", ("DEPARTED",)),
    ("ARRIVED", ("ARRIVED", "DISCHARGED")),
)
_BONDED: _Road = (
    *_TO_PORT,
    ("IN_CUSTOMS_TRANSIT", ("TRANSIT_DEPARTED",)),
    ("AT_WAREHOUSE", ("CARGO_PRESENT",)),
    ("ADMISSION_FILED", ("ADMISSION_REGISTERED",)),
    ("IN_BOND", ("ADMITTED",)),
)
_DIRECT: _Road = (
    *_TO_PORT,
    ("FILED", ("CONSUMPTION_REGISTERED",)),
    ("RELEASED_AWAITING_DELIVERY", ("CUSTOMS_RELEASED",)),
)
_RELEASE: _Road = (
    ("CALLED_OFF", ("RELEASE_CALLED_OFF",)),
    ("ACCEPTED", ("ACCEPTED",)),
    ("FUNDED", ("FUNDED",)),
    ("FILED", ("CONSUMPTION_REGISTERED", "EXIT_REGISTERED")),
    ("RELEASED_AWAITING_DELIVERY", ("CUSTOMS_RELEASED", "EXIT_RELEASED")),
    ("DELIVERED", ("DELIVERED_DOMESTIC",)),
    ("LEFT_BOND", ("LEFT_BOND",)),
)
_CANCELLED: _Road = (("CANCELLED", ("CANCELLED",)),)
_ENDS: _Road = (("CLOSED", ("CLOSED",)), *_CANCELLED, ("ABANDONED", ("ABANDONED",)))


def import_stages(plan: ImportPlan, news: Iterable[MilestoneReached]) -> tuple[StageReached, ...]:
    """Return the stages that an import has reached, in the order of its road; the last is now."""
    facts = _actuals(news)
    if plan.regime is Regime.DIRECT:
        return (*_along(_DIRECT, facts), *_end(_ENDS, facts))
    road = _BONDED if plan.customs_transit else _without(_BONDED, "IN_CUSTOMS_TRANSIT")
    return (*_along(road, facts), *_releasing(facts), *_end(_ENDS, facts))


def release_stages(news: Iterable[MilestoneReached]) -> tuple[StageReached, ...]:
    """Return the stages that a release has reached, in the order of its road; the last is now."""
    facts = _actuals(news)
    # A delivery told of goods that customs still hold is an early or mistaken word: no stage.
    free = _first(("CUSTOMS_RELEASED",), facts) is not None
    road = _RELEASE if free else _without(_RELEASE, "DELIVERED")
    return (*_along(road, facts), *_end(_CANCELLED, facts))


def _actuals(news: Iterable[MilestoneReached]) -> list[MilestoneReached]:
    return [n for n in fold(news) if n.classifier is Classifier.ACTUAL]


def _without(road: _Road, stage: str) -> _Road:
    return tuple(step for step in road if step[0] != stage)


def _along(road: _Road, facts: list[MilestoneReached]) -> list[StageReached]:
    reached = ((stage, _first(tags, facts)) for stage, tags in road)
    return [_stage(stage, fact) for stage, fact in reached if fact is not None]


def _end(ends: _Road, facts: list[MilestoneReached]) -> list[StageReached]:
    return sorted(_along(ends, facts), key=lambda s: (s.occurred_at, s.recorded_at))[:1]


def _releasing(facts: list[MilestoneReached]) -> list[StageReached]:
    """Walk the releases: in bond again whenever as many have ended as were called off."""
    steps = {"RELEASE_CALLED_OFF": 1, "RELEASE_ENDED": -1}
    walk = sorted(
        (n for n in facts if n.tag in steps), key=lambda n: (n.occurred_at, -steps[n.tag])
    )
    stages: list[StageReached] = []
    under_way = 0
    for fact in walk:
        # A release that gave up before it reserved anything ends without having been called off.
        before, under_way = under_way, max(0, under_way + steps[fact.tag])
        if (before > 0) != (under_way > 0):
            stages.append(_stage("RELEASING" if under_way > 0 else "IN_BOND", fact))
    return stages


def _first(tags: tuple[str, ...], facts: list[MilestoneReached]) -> MilestoneReached | None:
    return next((n for n in facts if n.tag in tags), None)


def _stage(stage: str, fact: MilestoneReached) -> StageReached:
    return StageReached(stage=stage, occurred_at=fact.occurred_at, recorded_at=fact.recorded_at)
