"""From the order and its papers to the goods that a declaration names."""

from collections.abc import Iterable
from decimal import Decimal

from customs.apportion import apportion
from customs.goods import Charges, Item
from customs.orders import DeclaredGoods
from customs.papers import FoundGoods, PaperRead, Reconciliation


def as_found(item: Item, found: Iterable[FoundGoods]) -> Item:
    """Return ``item`` with what the agreed papers say of it in place of the order's values."""
    for one in found:
        if one.item == item.id:
            said = {
                name: value
                for name, value in one.model_dump(exclude={"item"}).items()
                if value is not None
            }
            return item.model_copy(update=said)
    return item


def entry_goods(
    items: Iterable[Item], charges: Charges, papers: Reconciliation | None
) -> tuple[DeclaredGoods, ...]:
    """Return the goods of an entry declaration.

    Freight is shared by net weight and insurance by value, to the cent of their
    currency, by largest remainder (domain A.9). Papers that agree, or whose
    differences a person accepted, override the order.
    """
    settled = papers or Reconciliation()
    goods = [as_found(item, settled.found) for item in items]
    said = {k: v for k, v in settled.charges.model_dump().items() if v is not None}
    paid = charges.model_copy(update=said)
    freight = apportion(paid.freight, [item.net_weight_kg for item in goods])
    insurance = apportion(paid.insurance, [item.quantity * item.unit_price for item in goods])
    return tuple(
        DeclaredGoods(
            item=item,
            freight=freight[place],
            freight_currency=paid.freight_currency,
            insurance=insurance[place],
            insurance_currency=paid.insurance_currency,
        )
        for place, item in enumerate(goods)
    )


def paper_facts(papers: Iterable[PaperRead]) -> dict[str, dict[str, str]]:
    """Return number, date and total of each paper in force, by kind."""
    return {paper.kind: dict(paper.headline) for paper in papers if paper.kind}


def part_of(amount: Decimal, quantity: Decimal, whole: Decimal) -> Decimal:
    """Return the share of ``amount`` that ``quantity`` is of ``whole``, to the cent."""
    return (amount * quantity / whole).quantize(Decimal("0.01"))
