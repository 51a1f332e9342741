"""The story's admission with half of it drawn, in a fake house."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from customs.declarations.assembling import build
from customs.people import SYSTEM
from stock import steps
from stock.lots import LotEvent, LotEventKind
from stock.movements import Lot
from stock.steps import Fact
from tests.unit.customs.orders import admission
from tests.unit.desk.house import House

NUMBER = "26BR00009907010"
ADMITTED = datetime(2026, 3, 25, 13, 5, tzinfo=UTC)
WHOLE = {"A": Decimal(60000), "B": Decimal(9000)}


def admit(house: House) -> None:
    """Bring the story's goods into bond, and take half of them to the buyer."""
    asked = build(admission()).assessment
    request = asked.model_copy(
        update={"registered_on": date(2026, 3, 24), "exchange": {"USD": Decimal("5.3120")}}
    )
    ref = house.store.put_json(request.model_dump(mode="json"))
    lots = [_lot(place, item) for place, item in enumerate(WHOLE, start=1)]
    for lot in lots:
        house.ledger.open_lot(lot.model_copy(update={"request": ref}))
    goods = tuple((lot.product, lot.lot, lot.quantity) for lot in lots)
    half = tuple((item, lot, quantity / 2) for item, lot, quantity in goods)
    entered, left = Fact("IMP-1", ADMITTED, ADMITTED), _later("IMP-1-R1", 28)
    house.ledger.post_many(
        [
            steps.ordered(entered, goods, "VMI-1"),
            steps.shipped(entered, goods),
            steps.admitted(entered, goods),
            steps.reserved(_later("IMP-1-R1", 26), half),
            steps.in_clearance(left, half, "26BR00009901176"),
            steps.cleared(left, half, "26BR00009901176"),
            steps.picked_up(_later("IMP-1-R1", 29), half),
            steps.delivered(_later("IMP-1-R1", 30), half, "main"),
            steps.reserved(_later("IMP-1-R2", 40), ((*goods[0][:2], Decimal(12000)),)),
        ]
    )
    house.ledger.note(_moved(lots[0].lot))


def _later(reference: str, days: int) -> Fact:
    at = ADMITTED + timedelta(days=days)
    return Fact(reference, at, at + timedelta(hours=1))


def _lot(place: int, item: str) -> Lot:
    return Lot(
        lot=f"{NUMBER}/{place}",
        import_reference="IMP-1",
        product=item,
        quantity=WHOLE[item],
        admitted_at=ADMITTED,
        expires_on="2027-03-25",
        customs_value=Decimal("365839.56") if item == "A" else Decimal("170425.95"),
        suspended={"ii": Decimal("58534.33")} if item == "A" else {"ii": Decimal("27268.15")},
        place="R-01",
        owner="Ningbo Haiyue Bearing Co.",
        beneficiary="99100001000175",
    )


def _moved(lot: str) -> LotEvent:
    at = ADMITTED + timedelta(days=3)
    return LotEvent(
        key=f"{lot}/moved/1", lot=lot, kind=LotEventKind.MOVED, place="R-07",
        occurred_at=at, recorded_at=at, actor=SYSTEM,
    )  # fmt: skip
