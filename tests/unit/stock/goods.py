"""Facts and goods for the ledger's tests, in its own notation."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from customs.people import SYSTEM
from stock.movements import Lot, Movement, Posting
from stock.steps import Fact, Goods

DAY_ONE = datetime(2026, 3, 2, 12, tzinfo=UTC)


def fact(reference: str = "IMP-1", day: int = 0) -> Fact:
    """Something that happened on a day of the story and was recorded an hour later."""
    when = DAY_ONE + timedelta(days=day)
    return Fact(reference, when, when + timedelta(hours=1))


def goods(quantity: str | int = 100, item: str = "A", lot: str = "L1") -> Goods:
    """A quantity of one item in one lot."""
    return ((item, lot, Decimal(quantity)),)


def moved(key: str, source: str, target: str, quantity: str | int, lot: str = "L1") -> Movement:
    """A quantity of item A going from one account to another."""
    size = Decimal(quantity)
    return Movement(
        key=key,
        reference=key.partition("/")[0],
        occurred_at=DAY_ONE,
        recorded_at=DAY_ONE,
        reason="moved",
        actor=SYSTEM,
        postings=(
            Posting(account=source, product="A", lot=lot, quantity=-size),
            Posting(account=target, product="A", lot=lot, quantity=size),
        ),
    )


def a_lot(name: str = "L1", expires_on: str = "2027-03-02", product: str = "A") -> Lot:
    """A lot of a hundred pieces."""
    return Lot(
        lot=name,
        import_reference="IMP-1",
        product=product,
        quantity=Decimal(100),
        admitted_at=DAY_ONE,
        expires_on=expires_on,
    )
