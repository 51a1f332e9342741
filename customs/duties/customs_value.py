"""Customs value: price, freight and insurance in BRL, per item (GATT Art. VII; RA art. 77).

Freight is shared by net weight or value and insurance by value, in the cents of
its currency, so that the parts sum to what the transport document says.
"""

from collections.abc import Sequence
from decimal import Decimal

from customs.apportion import apportion
from customs.duties.assessment import Derivation
from customs.duties.request import AssessmentRequest, Money, RequestItem
from customs.duties.rounding import ZERO, cents
from customs.payload import Payload

FREIGHT_INSIDE = frozenset({"CFR", "C+F", "CPT", "CIF", "CIP", "DAP"})
"""Incoterms whose price already holds the international freight."""


class ItemValue(Payload):
    """The customs value of one item, and its freight in BRL (unrounded, the base of AFRMM)."""

    customs_value: Decimal
    freight_brl: Decimal
    derivation: Derivation


def customs_values(request: AssessmentRequest) -> list[ItemValue]:
    """Return the customs value of each item, in order. The request has been checked."""
    freight = _shares(request.freight, _freight_keys(request), request)
    insurance = _shares(request.insurance, [_price(i) for i in request.items], request)
    return [
        _item_value(item, freight[place], insurance[place], request.exchange)
        for place, item in enumerate(request.items)
    ]


def _freight_keys(request: AssessmentRequest) -> list[Decimal]:
    if request.freight is not None and request.freight.apportion_by == "value":
        return [_price(item) for item in request.items]
    return [item.net_weight_kg for item in request.items]


def _price(item: RequestItem) -> Decimal:
    return item.value.amount if item.value is not None else Decimal(0)


def _shares(
    whole: Money | None, weights: Sequence[Decimal], request: AssessmentRequest
) -> list[Money | None]:
    if whole is None or not whole.amount:
        return [None] * len(request.items)
    parts = apportion(cents(whole.amount), weights)
    return [Money(amount=part, currency=whole.currency) for part in parts]


def _item_value(
    item: RequestItem, freight: Money | None, insurance: Money | None, quotes: dict[str, Decimal]
) -> ItemValue:
    freight = _own(item, item.freight) or freight
    insurance = _own(item, item.insurance) or insurance
    freight_brl = _brl(freight, quotes)
    if item.customs_value is not None:
        value = cents(item.customs_value)
        how = Derivation(formula="given", inputs={"customs_value": str(value)}, rule="given")
    else:
        value = cents(_brl(item.value, quotes) + freight_brl + _brl(insurance, quotes))
        parts = {"price": item.value, "freight": freight, "insurance": insurance}
        how = Derivation(formula="price + freight + insurance", inputs=_inputs(parts, quotes))
    return ItemValue(customs_value=value, freight_brl=freight_brl, derivation=how)


def _own(item: RequestItem, charge: Money | None) -> Money | None:
    """Return the item's own charge; drawn from an admission's item, the part drawn of it."""
    if charge is None or item.linked is None:
        return charge
    drawn = charge.amount * item.linked.quantity / item.linked.admitted_quantity
    return Money(amount=drawn, currency=charge.currency)


def _brl(money: Money | None, quotes: dict[str, Decimal]) -> Decimal:
    if money is None:
        return ZERO
    return money.amount if money.currency == "BRL" else money.amount * quotes[money.currency]


def _inputs(parts: dict[str, Money | None], quotes: dict[str, Decimal]) -> dict[str, str]:
    told = {name: money for name, money in parts.items() if money is not None}
    amounts = {name: f"{money.currency} {money.amount}" for name, money in told.items()}
    used = {m.currency for m in told.values()} - {"BRL"}
    return {**amounts, **{f"quote {currency}": str(quotes[currency]) for currency in sorted(used)}}
