"""What agreed papers say of each ordered item and of the charges, in place of the order's values."""

from collections.abc import Sequence
from decimal import Decimal

from customs.goods import Item
from customs.papers import FoundCharges, FoundGoods, Place
from documents.checks import number
from documents.sides import Side

_WEIGHED = ("commercial_invoice", "packing_list")
_CHARGED = ("commercial_invoice", "bill_of_lading", "air_waybill")
"""Papers that state something, the one that is believed first coming first."""
_SAID_BY = {
    "quantity": ("commercial_invoice",),
    "unit_price": ("commercial_invoice",),
    "net_weight_kg": _WEIGHED,
}


def found_goods(items: Sequence[Item], sides: Sequence[Side]) -> tuple[FoundGoods, ...]:
    """Return quantity and price of the invoice, and the net weight of whoever states it."""
    said = (_found(item.id, sides) for item in items)
    return tuple(found for found in said if found != FoundGoods(item=found.item))


def found_charges(sides: Sequence[Side]) -> FoundCharges:
    """Return freight and insurance as the papers state them."""
    freight, freight_currency = _charge("freight", sides)
    insurance, insurance_currency = _charge("insurance", sides)
    return FoundCharges(
        freight=freight,
        freight_currency=freight_currency,
        insurance=insurance,
        insurance_currency=insurance_currency,
    )


def found_places(items: Sequence[Item], sides: Sequence[Side]) -> dict[str, Place]:
    """Return where each found value stands: ``{item}.{field}``, ``freight``, ``insurance``."""
    said = {
        f"{item.id}.{name}": place
        for item in items
        for name, kinds in _SAID_BY.items()
        if (place := _place(item.id, name, _of(sides, kinds)))
    }
    for name in ("freight", "insurance"):
        side = next((s for s in _of(sides, _CHARGED) if s.field(f"{name}_amount")), None)
        field = side.field(f"{name}_amount") if side else None
        if side is not None and field is not None:
            said[name] = side.place(field)
    return said


def _place(item: str, name: str, sides: Sequence[Side]) -> Place | None:
    for side in sides:
        for line in side.lines_of(item):
            if name in line:
                return side.place(line[name])
    return None


def _found(item: str, sides: Sequence[Side]) -> FoundGoods:
    invoices = [side for side in sides if side.kind == "commercial_invoice"]
    weights = [w for side in _of(sides, _WEIGHED) if (w := side.of_item(item, "net_weight_kg"))]
    return FoundGoods(
        item=item,
        quantity=invoices[0].of_item(item, "quantity") if invoices else None,
        unit_price=_price(invoices[0], item) if invoices else None,
        net_weight_kg=weights[0] if weights else None,
    )


def _price(invoice: Side, item: str) -> Decimal | None:
    """Return the one price of an item; lines at several prices say none."""
    prices = [number(line, "unit_price") for line in invoice.lines_of(item)]
    return prices[0] if prices and len(set(prices)) == 1 else None


def _charge(name: str, sides: Sequence[Side]) -> tuple[Decimal | None, str | None]:
    for side in _of(sides, _CHARGED):
        amount = side.number(f"{name}_amount") if side.field(f"{name}_amount") else None
        currency = side.field(f"{name}_currency") or side.field("currency")
        if amount is not None and currency is not None:
            return amount, currency.value
    return None, None


def _of(sides: Sequence[Side], kinds: tuple[str, ...]) -> list[Side]:
    return [side for kind in kinds for side in sides if side.kind == kind]
