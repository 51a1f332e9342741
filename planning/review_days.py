"""When a programme is looked at: every working morning, at the place's own hour."""

from datetime import datetime, time, timedelta

from customs.clock import BRASILIA

MORNING = time(8)
"""Hour of the daily review, in Brasília."""

_SATURDAY = 5


def next_morning(now: datetime) -> datetime:
    """Return the next morning after ``now`` that is no Saturday or Sunday.

    Holidays are not left out: a review on one costs a query and proposes no less.
    """
    here = now.astimezone(BRASILIA)
    morning = datetime.combine(here.date(), MORNING, BRASILIA)
    while morning <= here or morning.weekday() >= _SATURDAY:
        morning += timedelta(days=1)
    return morning
