"""A house with goods in bond: two lots of one item, of two consigned imports."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from customs.clock import ClockReading
from customs.orders import ImportOrder
from customs.people import SYSTEM
from customs.views import ImportView
from stock import steps
from stock.ledger import Ledger
from stock.lots import LotEvent, LotEventKind
from stock.movements import Lot
from tests.unit.desk.house import NOW, House
from tests.workflows.orders import an_import
from wiring.desk.releases import StartRelease

OLD, NEW = "26BR1/1", "26BR2/1"
ADMITTED = NOW - timedelta(days=30)
TERMS = {OLD: date(2027, 3, 1), NEW: date(2027, 4, 12)}


def an_order(reference: str, **changes: Any) -> ImportOrder:
    """Return the consigned import of a lot."""
    order = an_import(reference).model_copy(update={"clock": ClockReading(now=NOW)})
    return order.model_copy(update=changes)


def in_bond(house: House, ledger: Ledger | None = None, quantity: int = 100) -> House:
    """Put 100 bearings of each of two imports into bond."""
    book = ledger or house.ledger
    for reference, lot in (("IMP-OLD", OLD), ("IMP-NEW", NEW)):
        order = an_order(reference)
        view = ImportView(reference=reference, stage="IN_BOND", stages=(), order=order)
        house.snapshots.put("import", reference, view)
        goods = (("A", lot, Decimal(quantity)),)
        fact = steps.Fact(reference, ADMITTED, ADMITTED)
        book.open_lot(
            Lot(
                lot=lot,
                import_reference=reference,
                product="A",
                quantity=Decimal(quantity),
                admitted_at=ADMITTED,
                expires_on=TERMS[lot].isoformat(),
            )
        )
        book.post(steps.ordered(fact, goods, reference))
        book.post(steps.shipped(fact, goods))
        book.post(steps.admitted(fact, goods))
    return house


def happened(house: House, kind: LotEventKind, **more: Any) -> None:
    """Note what happened to the older lot."""
    event = {"key": f"old/{kind}", "lot": OLD, "kind": kind, "occurred_at": ADMITTED}
    told = event | {"recorded_at": ADMITTED, "actor": SYSTEM, **more}
    house.ledger.note(LotEvent.model_validate(told))


def asked(quantity: str = "40", **changes: Any) -> StartRelease:
    """Return a form that calls bearings off."""
    line = {"item": "A", "quantity": quantity} | changes.pop("line", {})
    return StartRelease.model_validate({"reference": "REL-1", "items": [line]} | changes)
