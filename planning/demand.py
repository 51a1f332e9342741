"""Weekly demand, and what it asks of any span of days.

A week's demand falls evenly on its seven days: of a step that is taken once a
week nothing could be said about a Saturday. The last week that was reported goes
on until a later one is; before the first there is no demand that we know of.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

WEEK = 7
"""Days of a week."""


@dataclass(frozen=True)
class WeeklyDemand:
    """Demand of one item: pieces a week, from each Monday that a report names."""

    weeks: tuple[tuple[date, Decimal], ...]

    @classmethod
    def of(cls, reports: dict[date, Decimal]) -> "WeeklyDemand":
        """Return the demand that ``reports`` (any day of a week → pieces a week) say."""
        by_monday = {_monday(day): quantity for day, quantity in sorted(reports.items())}
        return cls(tuple(sorted(by_monday.items())))

    def between(self, start: date, end: date) -> Decimal:
        """Return the pieces asked for from ``start`` up to, and without, ``end``.

        Each stretch of equal weeks is multiplied before it is divided by seven, so
        that whole weeks come out whole.
        """
        total = Decimal(0)
        for n, (monday, quantity) in enumerate(self.weeks):
            until = self.weeks[n + 1][0] if n + 1 < len(self.weeks) else end
            days = (min(until, end) - max(monday, start)).days
            if days > 0:
                total += quantity * days / WEEK
        return total


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
