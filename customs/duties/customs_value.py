"""Customs value: price and charges up to the place of entry, in BRL, per item (RA art. 77).

Charges of the whole declaration are shared in the cents of their currency, freight by net
weight or value and insurance by value, among the items that bring none of their own, so
that the parts sum to what the transport document says.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Generic

from customs.apportion import CENT
from customs.duties.calculator import Calculator, N
from customs.duties.incoterms import FREIGHT_INSIDE, INSURANCE_INSIDE
from customs.duties.money import Money
from customs.duties.request import AssessmentRequest, RequestItem


class Valuation(Generic[N]):
    """Values the items of one request, which has been checked."""

    def __init__(self, calc: Calculator[N], request: AssessmentRequest) -> None:
        self._calc = calc
        self._request = request
        self._prices: list[N | None] = []
        self._quotes: dict[str, N] = {}

    def values(self) -> tuple[list[N], list[N]]:
        """Return the customs value of each item, and what freight there is in BRL (unrounded)."""
        self._prices = [self._price(place, item) for place, item in enumerate(self._request.items)]
        freight, insurance = self._freight(), self._insurance()
        extras = self._shared_adjustments()
        values = []
        for place, item in enumerate(self._request.items):
            if item.freight is not None:
                freight[place] = self._own("freight", place, item, item.freight)
            if item.insurance is not None:
                insurance[place] = self._own("insurance", place, item, item.insurance)
            exact = self._exact(place, item, freight.get(place), insurance.get(place))
            if place in extras or item.adjustments:
                exact = self._adjusted(exact, extras.get(place, []), place, item)
            values.append(self._calc.cents("customs_value", exact))
        return values, list(freight.values())

    def brl(self, name: str, amount: N, currency: str) -> N:
        """Return an amount of a currency in BRL, at the quote of the request."""
        if currency == "BRL":
            return amount
        return self._calc.multiply(name, amount, self._quote(currency))

    @property
    def used(self) -> tuple[str, ...]:
        """The currencies of which a quote was used."""
        return tuple(self._quotes)

    def _quote(self, currency: str) -> N:
        quote = self._quotes.get(currency)
        if quote is None:
            rate = self._request.exchange[currency]
            quote = self._quotes[currency] = self._calc.field("quote", rate, f"exchange.{currency}")
        return quote

    def _price(self, place: int, item: RequestItem) -> N | None:
        """Return the price in BRL; with a unit price that agrees it is quantity × unit price."""
        calc, unit, value = self._calc, item.unit_price, item.value
        if unit is not None and (value is None or value.amount == unit.amount * item.quantity):
            quantity = calc.item("quantity", item.quantity, place, "quantity")
            price = calc.item("unit_price", unit.amount, place, "unit_price")
            return self.brl("value_brl", calc.multiply("value", quantity, price), unit.currency)
        if value is None:
            return None
        return self.brl(
            "value_brl", calc.item("value", value.amount, place, "value"), value.currency
        )

    def _exact(self, place: int, item: RequestItem, freight: N | None, insurance: N | None) -> N:
        """Return the value as given, or price, freight and insurance in one sum."""
        if item.customs_value is not None:
            given = item.customs_value
            return self._calc.item("customs_value_given", given, place, "customs_value")
        parts = [part for part in (self._prices[place], freight, insurance) if part is not None]
        return parts[0] if len(parts) == 1 else self._calc.total("cif", parts)

    def _adjusted(self, value: N, shared: list[tuple[str, N]], place: int, item: RequestItem) -> N:
        calc = self._calc
        if item.customs_value is not None:
            return value
        for effect, amount in [*shared, *self._adjustments(place, item)]:
            adjust = calc.add if effect == "addition" else calc.subtract
            value = adjust("adjusted_value", value, amount)
        return value

    def _own(self, name: str, place: int, item: RequestItem, money: Money) -> N:
        """Return an item's own charge in BRL; of an admission's item, the part drawn of it."""
        calc, linked = self._calc, item.linked
        amount = calc.item(name, money.amount, place, name)
        if linked is not None:
            drawn = calc.item("drawn", linked.quantity, place, "linked.quantity")
            admitted = calc.item(
                "admitted", linked.admitted_quantity, place, "linked.admitted_quantity"
            )
            amount = calc.multiply(f"{name}_times_drawn", amount, drawn)
            amount = calc.divide(f"{name}_drawn", amount, admitted)
        return self.brl(f"{name}_brl", amount, money.currency)

    def _adjustments(self, place: int, item: RequestItem) -> list[tuple[str, N]]:
        return [
            (
                one.effect,
                self.brl(
                    f"{one.effect}_brl",
                    self._calc.item(one.type, one.amount, place, f"adjustments.{number}"),
                    one.currency,
                ),
            )
            for number, one in enumerate(item.adjustments)
        ]

    def _freight(self) -> dict[int, N]:
        """Return the freight in BRL of each item that shares that of the whole."""
        whole = self._request.freight
        if whole is None:
            return {}
        weigh = self._weight if whole.apportion_by == "net_weight" else self._worth
        return self._shared("freight", whole, shares_freight(self._request), weigh)

    def _insurance(self) -> dict[int, N]:
        whole = self._request.insurance
        if whole is None:
            return {}
        items = enumerate(self._request.items)
        sharing = [
            p for p, i in items if i.insurance is None and i.incoterm not in INSURANCE_INSIDE
        ]
        return self._shared("insurance", whole, sharing, self._worth)

    def _shared_adjustments(self) -> dict[int, list[tuple[str, N]]]:
        shared: dict[int, list[tuple[str, N]]] = {}
        for number, one in enumerate(self._request.adjustments):
            weigh = self._weight if one.apportion_by == "net_weight" else self._worth
            everybody = range(len(self._request.items))
            parts = self._shared(one.type, one, everybody, weigh, f"adjustments.{number}")
            for place, part in parts.items():
                shared.setdefault(place, []).append((one.effect, part))
        return shared

    def _shared(
        self,
        name: str,
        whole: Money,
        sharing: Sequence[int],
        weigh: Callable[[int], N],
        path: str = "",
    ) -> dict[int, N]:
        if not whole.amount or not sharing:
            return {}
        calc = self._calc
        amount = calc.field(name, whole.amount, path or name)
        if whole.amount != whole.amount.quantize(CENT):
            amount = calc.cents(f"{name}_cents", amount)
        if len(sharing) == 1:
            return {sharing[0]: self.brl(f"{name}_brl", amount, whole.currency)}
        weights = [weigh(place) for place in sharing]
        parts = calc.share(name, amount, weights, calc.total(f"{name}_key", weights))
        if whole.currency != "BRL":
            named, quote = f"{name}_brl", self._quote(whole.currency)
            parts = [calc.multiply(named, part, quote) for part in parts]
        return dict(zip(sharing, parts, strict=True))

    def _weight(self, place: int) -> N:
        weight: Decimal = self._request.items[place].net_weight_kg
        return self._calc.item("net_weight_kg", weight, place, "net_weight_kg")

    def _worth(self, place: int) -> N:
        """Return an item's price in BRL, or the customs value if that is all that is known."""
        price = self._prices[place]
        if price is not None:
            return price
        given = self._request.items[place].customs_value or Decimal(0)
        return self._calc.item("customs_value_given", given, place, "customs_value")


def shares_freight(request: AssessmentRequest) -> list[int]:
    """Return the places of the items among which the freight of the whole is shared."""
    return [
        place
        for place, item in enumerate(request.items)
        if item.freight is None and item.incoterm not in FREIGHT_INSIDE
    ]
