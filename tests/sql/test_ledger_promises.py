"""What every ledger promises, the one in PostgreSQL and the one in memory alike."""

from datetime import timedelta
from decimal import Decimal

import pytest

from stock import steps
from stock.ledger import Ledger
from stock.memory import MemoryLedger
from stock.movements import Movement, MovementConflict, Overdrawn, Posting
from stock.sql import SqlLedger
from tests.unit.stock.goods import DAY_ONE, a_lot, fact, goods, moved


@pytest.fixture(params=["memory", "sql"])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """A ledger that holds a hundred A of lot L1 in bond."""
    empty: Ledger = MemoryLedger()
    if request.param == "sql":
        empty = SqlLedger(request.getfixturevalue("engine"))
    empty.post(steps.ordered(fact(), goods(), "LUME"))
    empty.post(steps.shipped(fact(day=1), goods()))
    empty.post(steps.admitted(fact(day=30), goods()))
    return empty


def held(ledger: Ledger, prefix: str = "") -> dict[str, Decimal]:
    """Account → quantity."""
    return {balance.account: balance.quantity for balance in ledger.balances(prefix)}


def test_a_movement_posted_twice_is_kept_once(ledger: Ledger) -> None:
    for _ in range(3):
        ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", 40))
    assert held(ledger, "reserved") == {"reserved:REL-1": 40}
    assert len(ledger.movements("REL-1")) == 1


def test_the_same_act_recorded_later_is_the_same_movement(ledger: Ledger) -> None:
    first = moved("REL-1/reserved", "bonded", "reserved:REL-1", 40)
    ledger.post(first)
    ledger.post(first.model_copy(update={"recorded_at": DAY_ONE + timedelta(days=9)}))
    assert ledger.movements("REL-1") == [first]


def test_other_content_under_a_used_key_is_refused(ledger: Ledger) -> None:
    ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", 40))
    with pytest.raises(MovementConflict, match="REL-1/reserved"):
        ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", 41))
    assert held(ledger, "reserved") == {"reserved:REL-1": 40}


def test_more_than_there_is_is_refused_and_nothing_moves(ledger: Ledger) -> None:
    with pytest.raises(Overdrawn) as refused:
        ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", "100.5"))
    assert str(refused.value) == "bonded holds 100 A of lot L1; 100.5 was asked"
    assert refused.value.asked == Decimal("100.5")
    assert held(ledger) == {"supplier:LUME": -100, "bonded": 100}
    ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", 100))
    assert held(ledger) == {"supplier:LUME": -100, "reserved:REL-1": 100}


@pytest.mark.parametrize(
    "account",
    ["bonded", "reserved:R", "in_clearance:D", "cleared:R", "to_domestic:R", "domestic:main"],
)
def test_no_account_of_goods_falls_below_zero(ledger: Ledger, account: str) -> None:
    with pytest.raises(Overdrawn, match=f"{account} holds 0 A of lot L9; 1 was asked"):
        ledger.post(moved("X/1", account, "lost", 1, lot="L9"))


def test_a_lot_is_not_lent_to_another(ledger: Ledger) -> None:
    ledger.post(moved("X/1", "supplier:LUME", "bonded", 50, lot="L2"))
    with pytest.raises(Overdrawn, match="holds 50 A of lot L2; 51 was asked"):
        ledger.post(moved("X/2", "bonded", "reserved:R", 51, lot="L2"))


def test_one_account_named_twice_in_a_movement_counts_as_a_whole(ledger: Ledger) -> None:
    there = moved("X/1", "bonded", "reserved:R", 60)
    twice = there.model_copy(update={"postings": there.postings * 2})
    with pytest.raises(Overdrawn, match="120 was asked"):
        ledger.post(twice)


def test_what_was_there_on_a_day_is_told_by_when_things_occurred(ledger: Ledger) -> None:
    def on(day: int) -> dict[str, Decimal]:
        at = DAY_ONE + timedelta(days=day)
        return {b.account: b.quantity for b in ledger.balances(as_of=at)}

    assert on(-1) == {}
    assert on(0) == {"supplier:LUME": -100, "on_order:IMP-1": 100}
    assert on(29) == {"supplier:LUME": -100, "in_transit:IMP-1": 100}
    assert on(30) == {"supplier:LUME": -100, "bonded": 100}


def test_balances_are_found_by_the_start_of_the_account_and_by_lot(ledger: Ledger) -> None:
    ledger.post(moved("X/1", "supplier:100%_B", "bonded", 5, lot="L2"))
    assert held(ledger, "supplier:100%") == {"supplier:100%_B": -5}
    assert held(ledger, "supplier:1_0") == {}
    assert [b.quantity for b in ledger.balances("bonded", lot="L2")] == [5]
    later = DAY_ONE + timedelta(days=99)
    assert [b.quantity for b in ledger.balances("bonded", "L2", later)] == [5]


def test_movements_come_back_as_they_were_posted(ledger: Ledger) -> None:
    said = moved("REL-1/x", "bonded", "reserved:REL-1", "40.250")
    both = (*said.postings, *moved("REL-1/x", "bonded", "reserved:REL-2", 2).postings)
    said = said.model_copy(update={"postings": both, "corrects": "IMP-1/admitted"})
    ledger.post(said)
    assert ledger.movements("REL-1") == [said]
    assert [m.key for m in ledger.movements("IMP-1")] == [
        "IMP-1/ordered",
        "IMP-1/shipped",
        "IMP-1/admitted",
    ]
    assert len(ledger.movements()) == 4


def test_lots_come_earliest_to_expire_first(ledger: Ledger) -> None:
    late, soon = a_lot("L1", "2027-09-01"), a_lot("L2", "2027-03-02")
    other = a_lot("L3", "2027-04-02", product="B")
    for lot in (late, soon, other, late):
        ledger.open_lot(lot)
    assert ledger.lots() == [soon, other, late]
    assert ledger.lots(product="A") == [soon, late]
    assert ledger.lots(import_reference="IMP-2") == []


def test_a_lot_is_not_opened_twice_with_other_content(ledger: Ledger) -> None:
    ledger.open_lot(a_lot("L1"))
    with pytest.raises(MovementConflict, match="lot L1"):
        ledger.open_lot(a_lot("L1", product="B"))


def test_the_ledger_nets_to_zero(ledger: Ledger) -> None:
    ledger.post(moved("REL-1/reserved", "bonded", "reserved:REL-1", 40))
    assert sum(held(ledger).values()) == 0
    postings: list[Posting] = [p for m in ledger.movements() for p in m.postings]
    assert sum(p.quantity for p in postings) == 0


def test_a_correction_names_what_it_corrects(ledger: Ledger) -> None:
    wrong: Movement = moved("REL-1/reserved", "bonded", "reserved:REL-1", 40)
    ledger.post(wrong)
    back = moved("REL-1/correction-1", "reserved:REL-1", "bonded", 40)
    ledger.post(back.model_copy(update={"corrects": wrong.key}))
    assert held(ledger, "bonded") == {"bonded": 100}
    assert ledger.movements("REL-1")[-1].corrects == "REL-1/reserved"
