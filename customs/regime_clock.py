"""The clock of bonded entry: one calendar year from release, then 45 days to abandonment."""

from datetime import date, timedelta

from customs.views import RegimeClock

ABANDONMENT_AFTER = timedelta(days=45)
"""Goods not dealt with so long after the limit are abandoned (DL 1.455/1976 art. 23 II d)."""
DECISION_BEFORE = timedelta(days=90)
"""The house's own horizon: extension or exit must be decided by then. Not a legal figure."""


def regime_clock(admitted_on: date) -> RegimeClock:
    """Return the dates of goods whose admission was released on ``admitted_on`` (RA 408, 409)."""
    expires_on = _a_year_after(admitted_on)
    return RegimeClock(
        admitted_on=admitted_on,
        decide_on=expires_on - DECISION_BEFORE,
        expires_on=expires_on,
        abandonment_on=expires_on + ABANDONMENT_AFTER,
    )


def _a_year_after(day: date) -> date:
    # A term in years ends on the same day of the month; where that day does not
    # exist it ends on the next one (Lei 810/1949 art. 3; Código Civil art. 132 §3).
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
