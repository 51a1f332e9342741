"""The date that bites next: what an import or release must not let pass."""

from dataclasses import dataclass
from datetime import date

from customs.clock import brazilian_date
from customs.views import ImportView, ReleaseView
from web.pages.words import N_

SOON = 30
"""Days before a limit of the regime from which it is marked."""


@dataclass(frozen=True)
class NextDate:
    """A date, what happens on it, and how far off it is."""

    on: date
    what: str
    days: int
    presses: bool
    """It is a limit, and it is near or past."""


def next_date(view: ImportView | ReleaseView, today: date) -> NextDate | None:
    """Return the nearest date to come; a limit that has passed stays until it is dealt with."""
    if not view.open:
        return None
    dates = _of_import(view) if isinstance(view, ImportView) else _of_release(view)
    coming = [(on, what, limit) for on, what, limit in dates if on >= today]
    passed = [(on, what, limit) for on, what, limit in dates if on < today and limit]
    if not coming and not passed:
        return None
    on, what, limit = min(coming) if coming else max(passed)
    days = (on - today).days
    return NextDate(on=on, what=what, days=days, presses=limit and days <= SOON)


def _of_import(view: ImportView) -> list[tuple[date, str, bool]]:
    clock = view.regime_clock
    if clock is not None:
        return [
            (clock.decide_on, N_("decide: extend or leave"), True),
            (clock.expires_on, N_("regime expires"), True),
            (clock.abandonment_on, N_("abandonment"), True),
        ]
    return [(brazilian_date(view.eta), N_("arrival"), False)] if view.eta else []


def _of_release(view: ReleaseView) -> list[tuple[date, str, bool]]:
    return [(view.order.wanted_on, N_("wanted"), False)] if view.order.wanted_on else []
