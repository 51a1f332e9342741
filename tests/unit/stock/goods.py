"""Facts and goods for the ledger's tests, in its own notation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

from customs.people import SYSTEM
from stock import accounts, steps
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


BUYER, PAPER = "99100002000110", "D-1"
ON_AN_IMPORT: dict[str, Callable[[Fact, Goods], Movement]] = {
    "ordered": lambda f, g: steps.ordered(f, g, "S"),
    "shipped": steps.shipped,
    "undone": lambda f, g: steps.undone(f, g, "S", shipped=True),
    "found_short": lambda f, g: steps.found_short(f, g, PAPER),
    "found_over": lambda f, g: steps.found_over(f, g, PAPER),
    "admitted": steps.admitted,
    "direct_in_clearance": lambda f, g: steps.direct_in_clearance(f, g, PAPER),
    "allotted": lambda f, g: steps.allotted(f, g, BUYER, PAPER),
    "unallotted": lambda f, g: steps.unallotted(f, g, BUYER, PAPER),
    **{
        gone: partial(steps.gone, destination=gone, source=accounts.bonded(), document=PAPER)
        for gone in accounts.GONE
    },
}
"""Every movement that an import makes of its goods."""
ON_A_RELEASE: dict[str, Callable[[Fact, Goods], Movement]] = {
    "reserved": steps.reserved,
    "reserved_of_allotment": lambda f, g: steps.reserved_of_allotment(f, g, BUYER),
    "unreserved": steps.unreserved,
    "overdue": steps.overdue,
    "in_clearance": lambda f, g: steps.in_clearance(f, g, PAPER),
    "withdrawn": lambda f, g: steps.withdrawn(f, g, PAPER),
    "cleared": lambda f, g: steps.cleared(f, g, PAPER),
    "picked_up": steps.picked_up,
    "delivered": lambda f, g: steps.delivered(f, g, "main"),
}
"""Every movement that a release makes."""
