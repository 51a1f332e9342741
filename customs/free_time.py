"""Container free time: from discharge to the return of the empty (practice in Brazil)."""

from datetime import date, timedelta

from customs.payload import Payload


class FreeTime(Payload):
    """How the free days of a container were used; days are calendar days, discharge the first."""

    last_free_day: date
    used: int
    """Days from discharge to the empty's return, or to the day of asking, both counted."""
    unused: int
    """Free days left over."""
    due: int
    """Days of demurrage."""


def free_time(discharged_on: date, free_days: int, ended_on: date) -> FreeTime:
    """Return the state of a container's free time.

    ``ended_on`` is the day the empty was returned, or today while it is not.
    """
    used = (ended_on - discharged_on).days + 1
    return FreeTime(
        last_free_day=discharged_on + timedelta(days=free_days - 1),
        used=used,
        unused=max(free_days - used, 0),
        due=max(used - free_days, 0),
    )
