"""Statements: who says what of a fact, with the place on the page where it is said."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from customs.goods import Item
from customs.papers import Place
from documents.facts import Fact
from documents.likeness import Value, valued
from documents.ordered import Ordered
from documents.reading import Field
from documents.sides import Side, numeric, sure


class Statement(NamedTuple):
    """One side's word on a fact."""

    who: str
    """How messages call the side: "romaneio HY-1-PL1"."""
    source: str
    """``order`` or the kind of paper."""
    text: str
    value: Value
    place: Place | None = None
    confidence: float = 1.0


def statements(
    fact: Fact, item: Item | None, order: Ordered, sides: Sequence[Side]
) -> list[Statement]:
    """Return what all sides state of a fact, who is believed first coming first."""
    by_kind = {side.kind: side for side in sides}
    found: list[Statement] = []
    for source, field in fact.stated_by.items():
        if source == "order":
            found += _ordered(fact, item, order, field)
        elif source == "catalogue" and item is not None:
            found += _catalogued(fact, item, order, field)
        elif source in by_kind:
            found += _stated(fact, item, by_kind[source], field)
    return found


def _ordered(fact: Fact, item: Item | None, order: Ordered, field: str) -> list[Statement]:
    said = order.of_item(item, field) if item is not None else order.of_shipment(field)
    if said is None:
        return []
    value = said if isinstance(said, Decimal) else valued(fact.compare, said)
    return [] if value is None else [Statement(order.name, "order", str(said), value)]


def _catalogued(fact: Fact, item: Item, order: Ordered, field: str) -> list[Statement]:
    said = order.in_catalogue(item, field)
    value = valued(fact.compare, said[1]) if said else None
    return [Statement(said[0], "catalogue", said[1], value)] if said and value else []


def _stated(fact: Fact, item: Item | None, side: Side, field: str) -> list[Statement]:
    if fact.compare == "number" and (item is None or fact.lines == "sum"):
        return _summed(item, side, field)
    lines = side.lines_of(item.id) if item is not None else [side.reading.fields]
    fields = (line.get(field) for line in lines)
    return _distinct([s for f in fields if f is not None and sure(f) for s in _read(fact, side, f)])


def _read(fact: Fact, side: Side, field: Field) -> list[Statement]:
    value = valued(fact.compare, field.value)
    if value is None:
        return []
    place = side.place(field)
    return [Statement(side.name, side.kind, field.value, value, place, field.confidence)]


def _summed(item: Item | None, side: Side, name: str) -> list[Statement]:
    """Return a figure of the header, or of the lines together, placed where its first part is."""
    value = side.number(name) if item is None else side.of_item(item.id, name)
    if value is None:
        return []
    header = side.field(name) if item is None else None
    lines = side.reading.lines if item is None else side.lines_of(item.id)
    parts = (
        [header] if header else [line[name] for line in lines if numeric(line, name) is not None]
    )
    sureness = min((part.confidence for part in parts), default=1.0)
    place = side.place(parts[0]) if parts else None
    return [Statement(side.name, side.kind, str(value), value, place, sureness)]


def _distinct(found: list[Statement]) -> list[Statement]:
    """Return one statement a value: ten lines at one price say it once."""
    return list({repr(statement.value): statement for statement in reversed(found)}.values())[::-1]
