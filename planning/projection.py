"""A position run down day by day by demand: when it meets its minimum, when it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planning.demand import WeeklyDemand


@dataclass(frozen=True)
class Projection:
    """A position over the days to come; each day is given as it opens."""

    days: tuple[tuple[date, Decimal], ...]
    min_on: date | None
    """First day that opens at or below the minimum; None inside the horizon."""
    short_on: date | None
    """First day whose demand is not met in full."""


def project(
    position: Decimal, demand: WeeklyDemand, start: date, minimum: Decimal, horizon: int
) -> Projection:
    """Run ``position``, as it opens ``start``, down by ``demand`` for ``horizon`` days."""
    openings = tuple(
        (day, position - demand.between(start, day))
        for day in (start + timedelta(days=n) for n in range(horizon + 1))
    )
    min_on = next((day for day, left in openings if left <= minimum), None)
    # A day that opens below nothing follows one that was not served in full.
    short = next((day for day, left in openings if left < 0), None)
    return Projection(openings, min_on, short - timedelta(days=1) if short else None)
