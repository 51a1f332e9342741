"""The steps of an import and a release, told on the ledger in memory."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from stock import steps
from stock.memory import MemoryLedger
from stock.movements import Movement
from tests.unit.stock.goods import fact, goods


def held(ledger: MemoryLedger) -> dict[str, int]:
    """Account and lot → quantity."""
    return {f"{b.account} {b.lot}".strip(): int(b.quantity) for b in ledger.balances()}


def in_bond() -> MemoryLedger:
    """A ledger with a hundred A in bond."""
    ledger = MemoryLedger()
    ledger.post(steps.ordered(fact(), goods(), "LUME"))
    ledger.post(steps.shipped(fact(day=1), goods()))
    ledger.post(steps.admitted(fact(day=30), goods()))
    return ledger


def test_an_import_brings_what_the_supplier_owed_into_bond() -> None:
    assert held(in_bond()) == {"supplier:LUME": -100, "bonded L1": 100}


def test_a_release_brings_its_part_to_the_buyer_and_leaves_the_rest() -> None:
    ledger, release, part = in_bond(), fact("REL-1", day=40), goods(40)
    ledger.post(steps.reserved(release, part))
    assert held(ledger)["reserved:REL-1 L1"] == 40
    ledger.post(steps.in_clearance(release, part, "26BR1"))
    assert held(ledger)["in_clearance:26BR1 L1"] == 40
    ledger.post(steps.cleared(release, part, "26BR1"))
    assert held(ledger)["cleared:REL-1 L1"] == 40
    ledger.post(steps.picked_up(release, part))
    assert held(ledger)["to_domestic:REL-1 L1"] == 40
    ledger.post(steps.delivered(release, part, "main"))
    assert held(ledger) == {"supplier:LUME": -100, "bonded L1": 60, "domestic:main L1": 40}


def test_what_was_reserved_goes_back_to_its_own_lot() -> None:
    ledger = in_bond()
    ledger.post(steps.reserved(fact("REL-1"), goods(40)))
    ledger.post(steps.unreserved(fact("REL-1"), goods(40)))
    assert held(ledger) == {"supplier:LUME": -100, "bonded L1": 100}


def test_a_direct_import_is_cleared_without_ever_being_in_bond() -> None:
    ledger, all_of_it = MemoryLedger(), goods(lot="")
    ledger.post(steps.ordered(fact(), all_of_it, "LUME"))
    ledger.post(steps.shipped(fact(day=1), all_of_it))
    ledger.post(steps.direct_in_clearance(fact(day=5), all_of_it, "26BR2"))
    ledger.post(steps.cleared(fact(day=6), all_of_it, "26BR2"))
    ledger.post(steps.picked_up(fact(day=7), all_of_it))
    ledger.post(steps.delivered(fact(day=8), all_of_it, "main"))
    assert held(ledger) == {"supplier:LUME": -100, "domestic:main": 100}


def test_goods_of_a_cancelled_declaration_may_be_declared_again() -> None:
    ledger, release, part = in_bond(), fact("REL-1"), goods(40)
    ledger.post(steps.reserved(release, part))
    for declaration in ("26BR1", "26BR2"):
        ledger.post(steps.in_clearance(release, part, declaration))
        ledger.post(steps.withdrawn(release, part, declaration))
    assert held(ledger) == {"supplier:LUME": -100, "bonded L1": 60, "reserved:REL-1 L1": 40}


@pytest.mark.parametrize("shipped", [False, True])
def test_a_cancelled_order_leaves_nothing_owed(shipped: bool) -> None:
    ledger = MemoryLedger()
    ledger.post(steps.ordered(fact(), goods(), "LUME"))
    if shipped:
        ledger.post(steps.shipped(fact(day=1), goods()))
    ledger.post(steps.undone(fact(day=2), goods(), "LUME", shipped))
    assert held(ledger) == {}


@pytest.mark.parametrize(
    ("build", "key"),
    [
        (lambda: steps.ordered(fact(), goods(), "LUME"), "IMP-1/ordered"),
        (lambda: steps.shipped(fact(), goods()), "IMP-1/shipped"),
        (lambda: steps.admitted(fact(), goods()), "IMP-1/admitted"),
        (lambda: steps.reserved(fact(), goods()), "IMP-1/reserved"),
        (lambda: steps.unreserved(fact(), goods()), "IMP-1/unreserved"),
        (lambda: steps.in_clearance(fact(), goods(), "26BR1"), "IMP-1/in_clearance/26BR1"),
        (lambda: steps.withdrawn(fact(), goods(), "26BR1"), "IMP-1/withdrawn/26BR1"),
        (lambda: steps.undone(fact(), goods(), "LUME", True), "IMP-1/undone"),
        (lambda: steps.direct_in_clearance(fact(), goods(), "26BR1"), "IMP-1/in_clearance/26BR1"),
        (lambda: steps.cleared(fact(), goods(), "26BR1"), "IMP-1/cleared/26BR1"),
        (lambda: steps.picked_up(fact(), goods()), "IMP-1/picked_up"),
        (lambda: steps.delivered(fact(), goods(), "main"), "IMP-1/delivered"),
    ],
)
def test_the_keys_of_steps_are_permanent(build: Callable[[], Movement], key: str) -> None:
    assert build().key == key


def test_one_item_from_two_lots_is_one_movement() -> None:
    both = (("A", "L1", Decimal(3)), ("A", "L2", Decimal(4)), ("B", "L3", Decimal(1)))
    movement = steps.reserved(fact("REL-1"), both)
    assert [(p.account, p.lot, int(p.quantity)) for p in movement.postings] == [
        ("bonded", "L1", -3),
        ("reserved:REL-1", "L1", 3),
        ("bonded", "L2", -4),
        ("reserved:REL-1", "L2", 4),
        ("bonded", "L3", -1),
        ("reserved:REL-1", "L3", 1),
    ]
