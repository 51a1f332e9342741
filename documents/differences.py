"""Differences: the rules by which the papers of an import are held against each other.

Rule ids are permanent: tasks, reports and statistics name them.
"""

from collections.abc import Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import Difference
from documents.pair_rules import PAIR_RULES
from documents.sides import Side
from documents.telling import Stated, about, told

MEASURES = {
    "packages": ("Volumes", "volumes", Decimal(0)),
    "gross_weight_kg": ("Peso bruto", "kg", Decimal("0.05")),
    "net_weight_kg": ("Peso líquido", "kg", Decimal("0.05")),
}
"""Figure of the whole shipment → how it is called, its unit, the tolerance of rounding."""

RULES = {
    "packages": "packages", "gross_weight_kg": "gross_weight", "net_weight_kg": "net_weight",
}  # fmt: skip
"""Figure → permanent id of the rule that compares it."""


def all_differences(items: Sequence[Item], order: str, sides: Sequence[Side]) -> list[Difference]:
    """Return every difference, quantities first, in the order that people work them."""
    found: list[Difference] = []
    for item in items:
        found += _quantity(item, order, sides)
    for measure in MEASURES:
        found += _measure(measure, sides)
    for rule in PAIR_RULES:
        found += rule(items, order, sides)
    return found


def _quantity(item: Item, order: str, sides: Sequence[Side]) -> list[Difference]:
    stated: Stated = [(order, item.quantity)]
    found = []
    for side in sides:
        if not side.matches:
            continue
        quantity = side.of_item(item.id, "quantity")
        if quantity is not None:
            stated.append((side.name, quantity))
        elif side.kind == "commercial_invoice" and not side.lines_of(item.id):
            found.append(_missing(item, order, side))
    label = f"Quantidade do item {item.id}"
    return found + about(item, told("quantity", label, "peças", stated, Decimal(0)))


def _missing(item: Item, order: str, side: Side) -> Difference:
    return Difference(
        rule="item_missing",
        message=f"Item {item.id} ({item.description}): está no {order} e não foi achado na {side.name}.",
        left=item.description,
        right="",
        left_paper=order,
        right_paper=side.name,
        item=item.id,
    )


def _measure(measure: str, sides: Sequence[Side]) -> list[Difference]:
    label, unit, tolerance = MEASURES[measure]
    stated = [(side.name, value) for side in sides if (value := side.number(measure)) is not None]
    return told(RULES[measure], label, unit, stated, tolerance) if stated else []
