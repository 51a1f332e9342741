"""The ledger held against what others say of its lots."""

from datetime import date
from decimal import Decimal

import pytest

from customs.people import SYSTEM
from stock import steps
from stock.correcting import correction
from stock.extracts import BadExtract, read_extract
from stock.lots import LotEventKind
from stock.memory import MemoryLedger
from stock.reconciling import Kind, LotCount, LotDifference, Source, our_counts, reconcile
from tests.unit.stock.goods import DAY_ONE, a_lot, fact, goods


@pytest.fixture
def ledger() -> MemoryLedger:
    """A hundred pieces in bond: sixty free, thirty reserved, ten under declaration."""
    ledger = MemoryLedger()
    ledger.open_lot(a_lot())
    ledger.post(steps.ordered(fact(), goods(), "S"))
    ledger.post(steps.shipped(fact(), goods()))
    ledger.post(steps.admitted(fact(), goods()))
    ledger.post(steps.reserved(fact("R-1", 1), goods(40)))
    ledger.post(steps.in_clearance(fact("R-1", 2), goods(10), "D-1"))
    return ledger


def differences(
    ledger: MemoryLedger, *counts: LotCount, source: Source = Source.WAREHOUSE
) -> list[LotDifference]:
    """What differs between the ledger and these counts."""
    return reconcile(our_counts(ledger.lot_states(), ledger.balances(), source), counts, source)


def count(quantity: str | int, lot: str = "L1", **more: object) -> LotCount:
    """What somebody says of a lot."""
    return LotCount(lot=lot, quantity=Decimal(quantity), **more)  # type: ignore[arg-type]


def test_goods_under_declaration_are_in_the_warehouse_and_no_longer_the_systems(
    ledger: MemoryLedger,
) -> None:
    assert differences(ledger, count(100)) == []
    assert differences(ledger, count(90), source=Source.PORTAL) == []
    assert differences(ledger, count(100), source=Source.WORKFLOWS) == []


def test_each_difference_has_its_class(ledger: MemoryLedger) -> None:
    told = count(97, place="B-2", blocked=True, expires_on=date(2027, 3, 3))
    found = differences(ledger, told, count(5, "L9"))

    assert [(d.kind, d.ours, d.theirs) for d in found] == [
        (Kind.QUANTITY, "100", "97"),
        (Kind.PLACE, "", "B-2"),
        (Kind.BLOCKED, "no", "yes"),
        (Kind.EXPIRY, "2027-03-02", "2027-03-03"),
        (Kind.UNKNOWN_LOT, "0", "5"),
    ]
    assert [(d.kind, d.ours) for d in differences(ledger)] == [(Kind.LOT_MISSING, "100")]


def test_rows_of_one_lot_in_two_places_are_added(ledger: MemoryLedger) -> None:
    assert differences(ledger, count(70), count(30)) == []


def test_a_lot_of_which_nothing_is_left_need_not_be_told() -> None:
    ledger = MemoryLedger()
    ledger.open_lot(a_lot())

    assert differences(ledger) == []


@pytest.mark.parametrize(("theirs", "free"), [(97, 57), (103, 63)])
def test_the_suggested_movement_takes_the_difference_away(
    ledger: MemoryLedger, theirs: int, free: int
) -> None:
    [difference] = differences(ledger, count(theirs))
    told = correction(difference, a_lot(), ledger.balances(lot="L1"), SYSTEM, DAY_ONE)
    assert told is not None
    assert told.movement is not None
    ledger.post(told.movement)

    assert told.movement.corrects == "IMP-1/admitted"
    assert differences(ledger, count(theirs)) == []
    assert [b.quantity for b in ledger.balances("bonded")] == [free]


def test_what_is_promised_is_not_taken_by_a_suggestion(ledger: MemoryLedger) -> None:
    [difference] = differences(ledger, count(39))

    assert correction(difference, a_lot(), ledger.balances(lot="L1"), SYSTEM, DAY_ONE) is None


def test_another_place_is_a_lot_event_and_a_term_is_the_customs_own(ledger: MemoryLedger) -> None:
    place, expiry = differences(ledger, count(100, place="B-2", expires_on=date(2027, 9, 1)))
    told = correction(place, a_lot(), (), SYSTEM, DAY_ONE)
    assert told is not None
    assert told.event is not None
    ledger.note(told.event)

    assert told.event.kind is LotEventKind.MOVED
    assert ledger.lot_states()[0].place == "B-2"
    assert correction(expiry, a_lot(), (), SYSTEM, DAY_ONE) is None


def test_a_warehouse_writes_as_brazil_or_as_a_program_does() -> None:
    ours = read_extract(b"lot,quantity,blocked,expires_on\nL1,1200.5,no,2027-03-02\n")
    brazils = "lot;quantity;blocked;expires_on\nL1;1.200,5;não;02/03/2027\n".encode()

    assert ours == read_extract(brazils)
    assert (ours[0].quantity, ours[0].place, ours[0].blocked) == (Decimal("1200.5"), None, False)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lot\nL1", "no column quantity"),
        ("lot,quantity\nL1,ten", "line 2: 'ten' is no quantity"),
        ("lot,quantity\nL1,-1", "line 2"),
        ("lot,quantity\n,1", "no lot is named"),
        ("lot,quantity,blocked\nL1,1,perhaps", "write yes or no"),
        ("lot,quantity,expires_on\nL1,1,2027-02-30", "line 2"),
    ],
)
def test_an_extract_that_cannot_be_read_says_where(text: str, why: str) -> None:
    with pytest.raises(BadExtract, match=why):
        read_extract(text.encode())
