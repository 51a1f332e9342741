"""The clock of bonded entry: a year from release, extensions to two and three, then 45 days."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from customs.clock import BRASILIA
from customs.regime_terms import RegimeTerms
from customs.views import RegimeClock

ABANDONMENT_AFTER = timedelta(days=45)
"""Goods not dealt with so long after the limit are abandoned (DL 1.455/1976 art. 23 II d)."""

_TERMS = RegimeTerms()
DECISION_BEFORE = timedelta(days=_TERMS.decide_days)
"""The house's own horizon where no plan says another: extension or exit is decided by then."""
_ORDINARY = "RA art. 408, caput; IN SRF 241/2002, art. 25"
_SPECIAL = "RA art. 408, §1; IN SRF 241/2002, art. 27"


class NoExtension(ValueError):
    """The term may not be extended so; says why, with the article."""


def regime_clock(admitted_on: date, terms: RegimeTerms = _TERMS) -> RegimeClock:
    """Return the dates of goods whose admission was released on ``admitted_on`` (RA 408, 409)."""
    return _clock(admitted_on, years_after(admitted_on, terms.years), terms)


def requested(
    clock: RegimeClock, until: date, special: bool, on: date, terms: RegimeTerms = _TERMS
) -> RegimeClock:
    """Return the clock with an extension asked for on a day and not answered yet.

    Raises:
        NoExtension: the term is over, another request is open, or ``until`` is no later day
            or one beyond the limit.
    """
    if on > clock.expires_on:
        raise NoExtension(
            f"the regime ended on {clock.expires_on}: an extension is asked for while it is in "
            "force (RA art. 408, by analogy with art. 373)"
        )
    if clock.requested_until is not None:
        raise NoExtension(
            f"an extension until {clock.requested_until} was asked for and is not answered yet"
        )
    _may_last(clock, until, special, terms)
    return clock.model_copy(update={"requested_until": until, "special": special})


def granted(clock: RegimeClock, until: date | None, terms: RegimeTerms = _TERMS) -> RegimeClock:
    """Return the clock moved by the extension that customs granted, as asked or until a day.

    Raises:
        NoExtension: none was asked for, or ``until`` is no later day or one beyond the limit.
    """
    asked = _asked(clock)
    _may_last(clock, until or asked, clock.special, terms)
    moved = _clock(clock.admitted_on, until or asked, terms)
    return moved.model_copy(update={"extensions": clock.extensions + 1, "special": clock.special})


def refused(clock: RegimeClock) -> RegimeClock:
    """Return the clock after customs refused the extension: the term stays.

    Raises:
        NoExtension: none was asked for.
    """
    _asked(clock)
    return clock.model_copy(update={"requested_until": None})


def limit_of(clock: RegimeClock, special: bool, terms: RegimeTerms = _TERMS) -> date:
    """Return the last day to which the stay may be extended."""
    years = terms.special_years if special else terms.ordinary_years
    return years_after(clock.admitted_on, years)


def next_horizon(
    clock: RegimeClock, after: date | None, horizons: Iterable[int]
) -> tuple[date, int] | None:
    """Return the next day of warning later than ``after``, and how many days are left then."""
    days = ((clock.expires_on - timedelta(days=left), left) for left in horizons)
    return min((each for each in days if after is None or each[0] > after), default=None)


def start_of(day: date) -> datetime:
    """Return the first moment of a day in Brasília."""
    return datetime.combine(day, time.min, BRASILIA)


def years_after(day: date, years: int) -> date:
    """Return the last day of a term in years.

    It ends on the same day of the month; where that day does not exist it ends on the next
    one (Lei 810/1949 art. 3; Código Civil art. 132 §3).
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _asked(clock: RegimeClock) -> date:
    if clock.requested_until is None:
        raise NoExtension("no extension was asked for")
    return clock.requested_until


def _may_last(clock: RegimeClock, until: date, special: bool, terms: RegimeTerms) -> None:
    if until <= clock.expires_on:
        raise NoExtension(f"the term runs until {clock.expires_on} already; {until} is no later")
    limit = limit_of(clock, special, terms)
    if until > limit:
        article = _SPECIAL if special else _ORDINARY
        raise NoExtension(
            f"goods admitted on {clock.admitted_on} may stay until {limit} at most; "
            f"{until} was asked ({article})"
        )


def _clock(admitted_on: date, expires_on: date, terms: RegimeTerms) -> RegimeClock:
    return RegimeClock(
        admitted_on=admitted_on,
        decide_on=expires_on - timedelta(days=terms.decide_days),
        expires_on=expires_on,
        abandonment_on=expires_on + timedelta(days=terms.abandonment_days),
    )
