"""Lots and their terms: what the ledger in PostgreSQL and the one in memory both keep."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customs.people import SYSTEM
from stock import steps
from stock.ledger import Ledger
from stock.lots import LotEvent, LotEventKind
from stock.memory import MemoryLedger
from stock.movements import LotExpired, MovementConflict, Overdrawn, TooEarly, UnknownLot
from stock.sql import SqlLedger
from stock.steps import Fact
from tests.unit.stock.goods import DAY_ONE, a_lot, fact, goods, moved

AFTER = 366
"""Days from admission to the first day after the term."""


@pytest.fixture(params=["sql", "memory"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """A ledger with a lot of a hundred in bond, in term until 2 March 2027."""
    sql = request.param == "sql"
    made: Ledger = SqlLedger(request.getfixturevalue("engine")) if sql else MemoryLedger()
    made.open_lot(a_lot())
    made.post(moved("IMP-1/x", "supplier:S", "bonded", 100))
    return made


def event(kind: LotEventKind, day: int, key: str = "E1", **said: object) -> LotEvent:
    """Something that happened to the lot on a day."""
    when = DAY_ONE + timedelta(days=day)
    told = {"occurred_at": when, "recorded_at": when + timedelta(days=1), "actor": SYSTEM}
    return LotEvent.model_validate({"key": key, "lot": "L1", "kind": kind, **told, **said})


def test_the_last_day_of_the_term_is_in_time_and_the_next_is_not(ledger: Ledger) -> None:
    ledger.post(steps.reserved(fact("R-1", AFTER - 1), goods(10)))
    with pytest.raises(LotExpired, match="expired on 2027-03-02; reserved was asked"):
        ledger.post(steps.reserved(fact("R-2", AFTER), goods(10)))
    ledger.post(steps.overdue(fact("R-2", AFTER), goods(10)))
    assert {b.account: b.quantity for b in ledger.balances("reserved")} == {
        "reserved:R-1": 10, "reserved:R-2": 10,
    }  # fmt: skip


def test_what_was_promised_in_time_goes_its_way_after_the_term(ledger: Ledger) -> None:
    ledger.post(steps.reserved(fact("R-1", AFTER - 1), goods(10)))
    ledger.post(steps.in_clearance(fact("R-1", AFTER), goods(10), "D1"))
    ledger.post(steps.unreserved(fact("R-1", AFTER), goods(0)))
    assert ledger.balances("in_clearance:D1")[0].quantity == 10


def test_an_extension_counts_from_the_day_it_was_granted(ledger: Ledger) -> None:
    ledger.note(event(LotEventKind.EXTENSION_REQUESTED, 300))
    (asked,) = ledger.lot_states()
    ledger.note(event(LotEventKind.EXTENDED, 310, "E2", until=date(2028, 3, 2)))
    (state,) = ledger.lot_states()
    assert asked.extension_requested_at == DAY_ONE + timedelta(days=300)
    assert (state.expires_on, state.abandonment_on) == (date(2028, 3, 2), date(2028, 4, 16))
    assert (state.extensions, state.extension_requested_at) == (1, None)
    ledger.post(steps.reserved(fact("R-1", AFTER), goods(10)))
    (before,) = ledger.lot_states(as_of=DAY_ONE + timedelta(days=305))
    assert before.expires_on == date(2027, 3, 2)


def test_an_event_is_noted_once_and_of_a_lot_that_is_there(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.note(event(LotEventKind.MOVED, 5, place="B-12"))
    with pytest.raises(MovementConflict, match="E1 was noted with other content"):
        ledger.note(event(LotEventKind.MOVED, 5, place="C-1"))
    with pytest.raises(UnknownLot, match="'L9'"):
        ledger.note(event(LotEventKind.BLOCKED, 5, "E3").model_copy(update={"lot": "L9"}))
    assert [e.place for e in ledger.lot_events("L1")] == ["B-12"]


def test_no_movement_is_older_than_its_lot(ledger: Ledger) -> None:
    with pytest.raises(TooEarly, match="lot L1 was admitted at 2026-03-02"):
        ledger.post(steps.reserved(fact("R-1", -1), goods(10)))
    assert ledger.balances("reserved") == []


def test_what_was_known_on_a_day_is_not_what_was_so_on_it(ledger: Ledger) -> None:
    late = Fact("R-1", DAY_ONE + timedelta(days=2), DAY_ONE + timedelta(days=9))
    ledger.post(steps.reserved(late, goods(10)))
    on = DAY_ONE + timedelta(days=5)
    assert [b.quantity for b in ledger.balances("bonded", as_of=on)] == [90]
    assert [b.quantity for b in ledger.balances("bonded", known_at=on)] == [100]
    both = ledger.balances("bonded", as_of=on, known_at=DAY_ONE + timedelta(days=20))
    assert [b.quantity for b in both] == [90]


def test_of_a_batch_all_is_posted_or_nothing(ledger: Ledger) -> None:
    fits = [steps.reserved(fact(f"R-{n}", 1), goods(30)) for n in range(3)]
    with pytest.raises(Overdrawn):
        ledger.post_many([*fits, steps.reserved(fact("R-9", 1), goods(30))])
    assert ledger.balances("reserved") == []
    ledger.post_many(fits)
    ledger.post_many(fits)
    assert sum(b.quantity for b in ledger.balances("reserved")) == 90


@pytest.mark.parametrize("destination", ["exported", "transferred", "destroyed", "lost"])
def test_goods_that_leave_otherwise_are_counted_where_they_went(
    ledger: Ledger, destination: str
) -> None:
    ledger.post(steps.gone(fact("IMP-1", 9), goods(4), destination, "bonded", "ACT-7"))
    assert ledger.balances(destination)[0].account == f"{destination}:IMP-1"
    assert ledger.balances("bonded")[0].quantity == 96
    assert len(ledger.movements(lot="L1")) == 2


def test_a_pool_is_shared_out_and_taken_back(ledger: Ledger) -> None:
    ledger.post(steps.allotted(fact("IMP-1", 1), goods(60), "99100002000110", "A-1"))
    with pytest.raises(Overdrawn, match="bonded holds 40 A of lot L1; 50 was asked"):
        ledger.post(steps.reserved(fact("R-1", 2), goods(50)))
    ledger.post(steps.reserved_of_allotment(fact("R-1", 2), goods(50), "99100002000110"))
    ledger.post(steps.unallotted(fact("IMP-1", 3), goods(10), "99100002000110", "A-1"))
    held = {b.account.partition(":")[0]: b.quantity for b in ledger.balances() if b.lot}
    assert held == {"bonded": 50, "reserved": 50, "supplier": Decimal(-100)}
