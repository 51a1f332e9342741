"""Dates as papers print them."""

from datetime import date

import pytest

from documents.dates import PrintedDate, find_date, month_first, month_hint

DAY = date(2026, 1, 27)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-27",
        "27/01/2026",
        "27.01.26",
        "JAN. 27, 2026",
        "27-JAN-2026",
        "27 de janeiro de 2026",
        "27 Janvier 2026",
        "27. Januar 2026",
        "le 27 janvier 2026",
        "2026年1月27日",
        "日期2026年1月27日",
        "Santos, January 27th, 2026",
    ],
)
def test_one_day_in_many_hands(text: str) -> None:
    found = find_date(text, None)
    assert found is not None
    assert (found.value, found.doubtful) == (DAY, False)


def test_a_date_that_could_be_two_is_doubtful_until_another_settles_it() -> None:
    alone = find_date("11/2/2021", None)
    assert alone is not None
    assert alone.doubtful
    settled = find_date("11/2/2021", month_first("ordered 3/29/2021, shipped 11/2/2021"))
    assert settled is not None
    assert (settled.value, settled.doubtful) == (date(2021, 11, 2), False)


def test_an_address_in_the_united_states_is_a_hint_and_a_brazilian_one_is_none() -> None:
    assert month_hint("Port Elmsworth, OH 44999")
    assert not month_hint("Santos, SP 11010-999")


@pytest.mark.parametrize("text", ["31/02/2026", "12345", "8482.10.10", "1.234.567,00", "99 items"])
def test_what_is_no_date_is_no_date(text: str) -> None:
    assert find_date(text, None) is None


def test_the_first_of_a_month_may_be_an_ordinal_of_its_tongue() -> None:
    assert [find_date(text, None) for text in ("1er juin 2026", "1º de junho de 2026")] == [
        PrintedDate(date(2026, 6, 1))
    ] * 2
