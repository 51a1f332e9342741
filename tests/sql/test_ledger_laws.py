"""What PostgreSQL itself refuses, even to the owner: a person at a prompt, or a wrong migration."""

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from stock.sql import SqlLedger
from tests.unit.stock.goods import a_lot, moved


@pytest.fixture
def ledger(engine: Engine) -> SqlLedger:
    """A ledger with ten A in bond and one lot."""
    ledger = SqlLedger(engine)
    ledger.post(moved("IMP-1/x", "supplier:S", "bonded", 10))
    ledger.open_lot(a_lot())
    return ledger


def attempt(engine: Engine, *statements: str) -> str:
    """Run statements as one transaction and return why they were refused."""
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    except DatabaseError as refused:
        return str(refused.orig).splitlines()[0]
    return "not refused"


@pytest.mark.parametrize("table", ["movement", "posting", "lot", "balance", "audit"])
@pytest.mark.parametrize("verb", ["delete from {}", "truncate {} cascade"])
def test_nothing_is_deleted(owner: Engine, ledger: SqlLedger, table: str, verb: str) -> None:
    assert "is append-only" in attempt(owner, verb.format(table))


@pytest.mark.parametrize(
    "change",
    [
        "update movement set occurred_at = now()",
        "update posting set quantity = quantity * 2",
        "update lot set expires_on = expires_on + 1",
        "update balance set quantity = quantity + 1",
        "update balance set quantity = quantity",
        "insert into balance values ('bonded', 'B', 'L1', 5)",
    ],
)
def test_nothing_is_changed_by_hand(owner: Engine, ledger: SqlLedger, change: str) -> None:
    assert "is append-only" in attempt(owner, change)


MOVEMENT = (
    "insert into movement (key, reference, occurred_at, recorded_at, reason, actor, fact, lines)"
    " values ('X/1', 'X', '2026-03-02T12:00Z', '2026-03-02T12:00Z', 'x', '{}', 'f', 2)"
)
LINE = "((select id from movement where key = 'X/1'), {}, '{}', 'A', 'L1', {}, '{}')"
POSTINGS = "insert into posting values "


def line(number: int, account: str, quantity: str, day: str = "2026-03-02T12:00Z") -> str:
    """One posting as a row of SQL."""
    return LINE.format(number, account, quantity, day)


def test_postings_that_do_not_net_to_zero_are_refused(owner: Engine, ledger: SqlLedger) -> None:
    lines = ", ".join([line(1, "bonded", "-3"), line(2, "lost", "2")])
    assert "does not net to zero: A -1" in attempt(owner, MOVEMENT, POSTINGS + lines)


def test_a_posting_without_its_counterpart_is_refused(owner: Engine, ledger: SqlLedger) -> None:
    assert "does not net" in attempt(owner, MOVEMENT, POSTINGS + line(1, "lost", "1"))


def test_lines_are_not_added_to_a_movement_later(owner: Engine, ledger: SqlLedger) -> None:
    later = ", ".join([line(3, "bonded", "-1"), line(4, "lost", "1")]).replace("X/1", "IMP-1/x")
    assert "are not those it was made of" in attempt(owner, POSTINGS + later)


def test_a_posting_has_the_time_of_its_movement(owner: Engine, ledger: SqlLedger) -> None:
    lines = ", ".join([line(1, "bonded", "-1"), line(2, "lost", "1", "2026-03-03Z")])
    assert "are not those it was made of" in attempt(owner, MOVEMENT, POSTINGS + lines)


def test_more_than_there_is_is_refused_at_the_prompt_too(owner: Engine, ledger: SqlLedger) -> None:
    lines = ", ".join([line(1, "bonded", "-11"), line(2, "lost", "11")])
    assert "bonded A L1 holds 10, asked 11" in attempt(owner, MOVEMENT, POSTINGS + lines)


@pytest.mark.parametrize("quantity", ["'NaN'", "'Infinity'", "1e15"])
def test_a_quantity_is_a_number_of_goods(owner: Engine, ledger: SqlLedger, quantity: str) -> None:
    lines = ", ".join([line(1, "supplier:S", quantity), line(2, "lost", "1")])
    assert "ck_posting_finite" in attempt(owner, MOVEMENT, POSTINGS + lines)


def test_a_correction_of_nothing_is_refused(ledger: SqlLedger) -> None:
    ghost = moved("X/2", "bonded", "lost", 1).model_copy(update={"corrects": "X/never"})
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="fk_movement_corrects"):
        ledger.post(ghost)
    assert [balance.quantity for balance in ledger.balances("bonded")] == [10]
