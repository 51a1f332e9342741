"""Out of which lots a release is proposed: the first to expire as things stand today."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from customs.clock import BRASILIA
from customs.people import SYSTEM
from stock import steps
from stock.lots import LotEvent, LotEventKind
from stock.memory import MemoryLedger
from stock.movements import Lot
from tests.unit.planning.test_review import IMP, review

ADMITTED = datetime(2026, 3, 25, 12, tzinfo=BRASILIA)
OLD, NEW = "26BR1/1", "26BR3/1"


@pytest.fixture
def ledger() -> MemoryLedger:
    """Two lots of A: the older one expires first."""
    ledger = MemoryLedger()
    fact = steps.Fact("IMP", ADMITTED, ADMITTED)
    for lot, expires_on in ((OLD, "2027-03-25"), (NEW, "2027-06-01")):
        ledger.open_lot(
            Lot(lot=lot, import_reference="IMP", product="A", quantity=Decimal(30000),
                admitted_at=ADMITTED, expires_on=expires_on)
        )  # fmt: skip
    goods = (("A", OLD, Decimal(30000)), ("A", NEW, Decimal(30000)))
    ledger.post(steps.ordered(fact, goods, "STORY"))
    ledger.post(steps.shipped(fact, goods))
    ledger.post(steps.admitted(fact, goods))
    return ledger


def note(ledger: MemoryLedger, kind: LotEventKind, **more: object) -> None:
    """Note what happened to the older lot."""
    ledger.note(
        LotEvent.model_validate(
            {"key": kind, "lot": OLD, "kind": kind, "occurred_at": ADMITTED,
             "recorded_at": ADMITTED, "actor": SYSTEM, **more}
        )
    )  # fmt: skip


def drawn(ledger: MemoryLedger, on: date = date(2026, 4, 20)) -> list[str]:
    """Return the lots that a review of the day proposes to draw from."""
    found = review(ledger, on, imports=(IMP,), used=("IMP",), silent=("order",))
    return [d.lot for p in found.proposals for i in p.items for d in i.draws]


def test_the_lot_that_expires_first_goes_first(ledger: MemoryLedger) -> None:
    assert drawn(ledger) == [OLD]


def test_an_extension_puts_a_lot_behind_the_others(ledger: MemoryLedger) -> None:
    note(ledger, LotEventKind.EXTENDED, until=date(2028, 3, 25))

    assert drawn(ledger) == [NEW]


def test_a_lot_that_an_authority_holds_is_skipped(ledger: MemoryLedger) -> None:
    note(ledger, LotEventKind.BLOCKED, note="Anvisa")

    assert drawn(ledger) == [NEW]


def test_a_lot_whose_term_is_over_is_not_proposed(ledger: MemoryLedger) -> None:
    assert drawn(ledger, date(2027, 3, 29)) == [NEW]
