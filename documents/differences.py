"""Differences: the papers of an import held against each other and against the order, fact by fact."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference, Place
from customs.payload import Payload
from documents.exposure import act_in_force, fine
from documents.facts import Fact, fact_book
from documents.ordered import Ordered
from documents.pair_rules import PAIR_RULES, PENALTIES
from documents.sides import Side
from documents.statements import Statement, statements
from documents.telling import label_of, outliers, told


class Cell(Payload):
    """What one side says of one fact: a cell of the table in which papers stand side by side."""

    fact: str
    label: str
    item: str | None
    source: str
    """``order`` or the kind of paper."""
    who: str
    value: str
    agrees: bool
    """Whether it says what most say."""
    place: Place | None = None
    confidence: float = 1.0


class Compared(Payload):
    """All differences, quantities first, and all that was compared."""

    differences: tuple[Difference, ...]
    cells: tuple[Cell, ...]


def compared(order: Ordered, sides: Sequence[Side]) -> Compared:
    """Return what all papers and the order say of every fact, and where they differ."""
    found: list[Difference] = []
    cells: list[Cell] = []
    for fact, item in _compared(order):
        stated = statements(fact, item, order, sides)
        found += told(fact, item, stated, _unit(fact, item, order))
        cells += _cells(fact, item, stated)
    for rule in PAIR_RULES:
        found += rule(order, sides)
    return Compared(differences=tuple(found), cells=tuple(cells))


def priced(
    found: Sequence[Difference], on: date, operation_brl: Decimal | None, order: Ordered
) -> tuple[Difference, ...]:
    """Return the differences, each with the fine that it alone puts at stake on a day."""
    families = PENALTIES | {fact.id: fact.penalty for fact in fact_book().facts}
    priced_one = []
    for difference in found:
        family = families.get(difference.rule, "") if difference.severity == "error" else ""
        apart = _apart_brl(difference, operation_brl, order)
        cost = {"fine_brl": fine(family, on, operation_brl, apart), "act": act_in_force(on, family)}
        priced_one.append(difference.model_copy(update=cost))
    return tuple(priced_one)


def _apart_brl(
    difference: Difference, operation_brl: Decimal | None, order: Ordered
) -> Decimal | None:
    """Return by how much a price is off in BRL, reckoned at the operation's own value in BRL."""
    item = next((item for item in order.items if item.id == difference.item), None)
    worth = sum((i.quantity * i.unit_price for i in order.items), Decimal(0))
    if difference.rule != "unit_price" or item is None or not operation_brl or not worth:
        return None
    off = abs(Decimal(difference.right) - Decimal(difference.left)) * item.quantity
    return off * operation_brl / worth


def _compared(order: Ordered) -> Iterator[tuple[Fact, Item | None]]:
    for fact in fact_book().facts:
        if fact.per == "item":
            yield from ((fact, item) for item in order.items)
        else:
            yield fact, None


def _unit(fact: Fact, item: Item | None, order: Ordered) -> str:
    currency = item.currency if item else order.of_shipment("currency")
    return fact.unit.format(currency=currency or "")


def _cells(fact: Fact, item: Item | None, stated: Sequence[Statement]) -> list[Cell]:
    agreeing, _ = outliers(fact, stated)
    return [
        Cell(
            fact=fact.id,
            label=label_of(fact, item),
            item=item.id if item else None,
            source=statement.source,
            who=statement.who,
            value=statement.text,
            agrees=statement in agreeing,
            place=statement.place,
            confidence=statement.confidence,
        )
        for statement in stated
    ]
