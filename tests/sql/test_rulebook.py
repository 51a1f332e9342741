"""Quotes and rule packs are written once: the first quote stands, and packs follow one another."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from customs.activation import PackActivation
from customs.payload import StoredRef
from customs.quotes import Quote
from records.rulebook import BaseChanged, QuoteContradicted
from records.sql import SqlPackBook, SqlQuoteBook

NOW = datetime(2026, 4, 22, 12, tzinfo=UTC)
TEXT = StoredRef(key="a", sha256="a", media_type="application/toml", size=1)


def a_quote(rate: str = "5.2870", source: str = "BCB") -> Quote:
    return Quote(currency="USD", rate=Decimal(rate), quote_date=date(2026, 4, 20), source=source)


def an_activation(sha256: str, key: str, hours: int = 0) -> PackActivation:
    return PackActivation(
        key=key,
        sha256=sha256,
        text=TEXT,
        valid_from=NOW + timedelta(hours=hours),
        proposed_by="bruna",
        approved_by="ana",
    )


def test_a_quote_is_kept_with_its_day_and_source(engine: Engine) -> None:
    book = SqlQuoteBook(engine)
    book.keep(a_quote(), NOW)
    book.keep(a_quote(source="somebody else"), NOW)

    assert book.find("USD", date(2026, 4, 20)) == a_quote()
    assert book.find("USD", date(2026, 4, 21)) is None


def test_a_contradicting_second_answer_is_an_alarm_and_the_first_stands(engine: Engine) -> None:
    book = SqlQuoteBook(engine)
    book.keep(a_quote(), NOW)

    with pytest.raises(QuoteContradicted, match=r"5\.2900.*5\.2870"):
        book.keep(a_quote("5.2900"), NOW)
    assert book.find("USD", date(2026, 4, 20)) == a_quote()


@pytest.mark.parametrize("table", ["exchange_quote", "rule_pack_activation"])
def test_neither_is_ever_rewritten(owner: Engine, table: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), owner.begin() as connection:
        connection.execute(text(f"delete from {table}"))


def test_a_pack_is_in_force_from_its_instant_until_the_next(engine: Engine) -> None:
    book = SqlPackBook(engine)
    book.activate(an_activation("old", "shipped/old", hours=-1))
    book.activate(an_activation("new", "task/1"), base="old")

    held = [book.in_force(NOW + timedelta(hours=hours)) for hours in (-2, -1, 0, 5)]
    assert [each and each.sha256 for each in held] == [None, "old", "new", "new"]
    assert [each.sha256 for each in book.all()] == ["new", "old"]


def test_a_repeated_activation_is_one_and_an_earlier_pack_may_come_back(engine: Engine) -> None:
    book = SqlPackBook(engine)
    book.activate(an_activation("old", "shipped/old", hours=-1))
    for _ in range(2):
        book.activate(an_activation("new", "task/1"), base="old")
    book.activate(an_activation("old", "task/2", hours=1), base="new")

    assert [each.key for each in book.all()] == ["task/2", "task/1", "shipped/old"]


def test_what_was_compared_with_an_older_pack_is_refused(engine: Engine) -> None:
    book = SqlPackBook(engine)
    book.activate(an_activation("old", "shipped/old", hours=-1))
    book.activate(an_activation("new", "task/1"), base="old")

    with pytest.raises(BaseChanged, match="in force is new"):
        book.activate(an_activation("other", "task/2", hours=1), base="old")


def test_of_two_approvals_that_cross_the_later_written_is_refused(engine: Engine) -> None:
    book = SqlPackBook(engine)
    book.activate(an_activation("old", "shipped/old", hours=-1))
    book.activate(an_activation("approved later", "task/1", hours=2), base="old")

    with pytest.raises(BaseChanged, match="in force is approved later"):
        book.activate(an_activation("approved first", "task/2", hours=1), base="old")


def test_each_version_of_the_house_brings_its_own_pack_until_people_decide(engine: Engine) -> None:
    book = SqlPackBook(engine)
    for version in ("old", "new"):
        book.activate(an_activation(version, f"shipped/{version}", hours=-1))
    book.activate(an_activation("decided", "task/1"), base="old")

    held = book.in_force(NOW)
    assert held is not None
    assert (held.sha256, held.shipped) == ("decided", False)
