"""The rules of the regime's term: extensions with their limits, horizons, who owes a loss."""

from datetime import date

import pytest

from customs.losses import FoundAt, debtor_of
from customs.regime_clock import (
    NoExtension,
    granted,
    limit_of,
    next_horizon,
    refused,
    regime_clock,
    requested,
)
from customs.regime_terms import RegimeTerms
from tests.workflows.orders import PARTIES

CLOCK = regime_clock(date(2026, 3, 25))
DAY = date(2026, 12, 1)


def test_an_extension_moves_the_term_the_decision_and_the_abandonment() -> None:
    asked = requested(CLOCK, date(2028, 3, 25), False, DAY)
    moved = granted(asked, None)

    assert asked.expires_on == CLOCK.expires_on, "a request alone moves nothing"
    assert moved.expires_on == date(2028, 3, 25)
    assert moved.decide_on == date(2027, 12, 26)
    assert moved.abandonment_on == date(2028, 5, 9)
    assert moved.extensions == 1


def test_customs_may_grant_less_than_was_asked_and_a_refusal_moves_nothing() -> None:
    asked = requested(CLOCK, date(2028, 3, 25), False, DAY)

    assert granted(asked, date(2027, 9, 25)).expires_on == date(2027, 9, 25)
    assert refused(asked) == CLOCK


@pytest.mark.parametrize(
    ("until", "special", "on", "why"),
    [
        (date(2028, 3, 26), False, DAY, "2028-03-25 at most"),
        (date(2029, 3, 26), True, DAY, "IN SRF 241/2002, art. 27"),
        (date(2027, 3, 25), False, DAY, "no later"),
        (date(2028, 3, 25), False, date(2027, 3, 26), "while it is in force"),
    ],
)
def test_an_extension_that_the_law_does_not_know_is_refused(
    until: date, special: bool, on: date, why: str
) -> None:
    with pytest.raises(NoExtension, match=why):
        requested(CLOCK, until, special, on)


def test_on_the_last_day_an_extension_may_still_be_asked_for() -> None:
    assert requested(CLOCK, date(2028, 3, 25), False, CLOCK.expires_on).requested_until


def test_two_requests_are_not_open_at_once_and_no_answer_comes_unasked() -> None:
    asked = requested(CLOCK, date(2028, 3, 25), False, DAY)

    with pytest.raises(NoExtension, match="not answered"):
        requested(asked, date(2028, 3, 25), False, DAY)
    with pytest.raises(NoExtension, match="no extension was asked"):
        granted(CLOCK, None)
    with pytest.raises(NoExtension, match="no extension was asked"):
        refused(CLOCK)


def test_the_special_limit_is_three_years_from_admission() -> None:
    assert limit_of(CLOCK, special=True) == date(2029, 3, 25)


def test_the_horizons_come_one_after_the_other_and_then_none() -> None:
    horizons = RegimeTerms().horizons
    days, after = [], None
    while upcoming := next_horizon(CLOCK, after, horizons):
        after = upcoming[0]
        days.append((CLOCK.expires_on - after).days)

    assert days == [180, 120, 90, 60, 30, 15, 7]


def test_horizons_are_put_in_order_and_none_lies_after_the_term() -> None:
    assert RegimeTerms(horizons=(10, 30, 10)).horizons == (30, 10)
    with pytest.raises(ValueError, match="above 0"):
        RegimeTerms(horizons=(0,))


@pytest.mark.parametrize(
    ("moment", "role"),
    [
        (FoundAt.SEA, "carrier"),
        (FoundAt.TRANSIT, "transit_carrier"),
        (FoundAt.CUSTODY, "depositary"),
        (FoundAt.DISPATCH, "nobody"),
    ],
)
def test_the_moment_says_who_owes(moment: FoundAt, role: str) -> None:
    assert debtor_of(moment, PARTIES).role == role
