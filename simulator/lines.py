"""The lines of a declaration as they are valued: price, freight and insurance in currency."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simulator.money import ZERO, apportion, decimal
from simulator.rates import TAXES
from simulator.store import Body

SUSPENSION = ("5", "1052")
"""Regime and legal basis of an admission to a bonded warehouse: suspended, nothing to pay."""

Find = Callable[[str], Body | None]
"""Finds another declaration by its number."""


@dataclass(frozen=True)
class Money:
    """An amount in a currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Line:
    """One item, with its part of the charges of the whole declaration."""

    number: int
    ncm: str
    quantity: Decimal
    price: Money
    freight: Money
    insurance: Money
    suspended: frozenset[str]
    """The taxes that are suspended."""
    likeness: tuple[str, ...]
    """What items of one addition have in common."""

    @property
    def addition(self) -> tuple[Any, ...]:
        """Items with the same key are rounded and charged together."""
        return (self.ncm, self.price.currency, *self.likeness, tuple(sorted(self.suspended)))


@dataclass(frozen=True)
class Link:
    """The item of an admission that a line draws from."""

    number: str
    item: int


def in_order(body: Body) -> list[Body]:
    """Return the items of a declaration by their number."""
    return [body["items"][key] for key in sorted(body["items"], key=int)]


def is_special(body: Body) -> bool:
    """Say whether a declaration is one in *situação especial*: the goods are in the country."""
    return bool(body["cover"]["carga"].get("motivoSituacaoEspecial"))


def quantity_of(item: Body) -> Decimal:
    """Return the commercial quantity."""
    return decimal(item["mercadoria"]["quantidadeComercial"])


def is_admission(body: Body) -> bool:
    """Say whether a declaration puts goods under the bonded regime."""
    return not is_special(body) and any(_suspended(item) for item in in_order(body))


def link_of(item: Body) -> Link | None:
    """Return the admission item that an item draws from."""
    for linked in item.get("declaracoesVinculadas") or []:
        if linked.get("tipo") == "DUIMP":
            return Link(str(linked["numero"]), int(linked["numeroItem"]))
    return None


def lines_of(body: Body, find: Find) -> list[Line]:
    """Return the lines of a declaration, charges shared out or taken from the admission."""
    items = in_order(body)
    if is_special(body):
        charges = [_from_admission(item, find) for item in items]
    else:
        charges = _shared(body["cover"]["carga"], items)
    return [_line(item, *pair) for item, pair in zip(items, charges, strict=True)]


def _line(item: Body, freight: Money, insurance: Money) -> Line:
    incoterm = item["condicaoVenda"]["incoterm"]["codigo"]
    made_in = (item.get("fabricante") or item["exportador"]).get("pais") or {}
    return Line(
        number=int(item["identificacao"]["numeroItem"]),
        ncm=str(item["produto"].get("ncm", "")),
        quantity=quantity_of(item),
        price=_price(item),
        freight=freight,
        insurance=insurance,
        suspended=frozenset(_suspended(item)) & frozenset(TAXES),
        likeness=(str(made_in.get("codigo", "")), incoterm),
    )


def _price(item: Body) -> Money:
    goods = item["mercadoria"]
    amount = decimal(goods["valorUnitarioMoedaNegociada"]) * quantity_of(item)
    return Money(amount, goods["moedaNegociada"]["codigo"])


def _suspended(item: Body) -> list[str]:
    return [
        _code(tax, "tributo")
        for tax in item.get("tributos") or []
        if (_code(tax, "regime"), _code(tax, "fundamento")) == SUSPENSION
    ]


def _code(tax: Body, name: str) -> str:
    return str((tax.get(name) or {}).get("codigo", ""))


def _shared(cargo: Body, items: list[Body]) -> list[tuple[Money, Money]]:
    """Share freight by net weight and insurance by value."""
    freight, insurance = _charge(cargo.get("frete")), _charge(cargo.get("seguro"))
    weights = [decimal(item["mercadoria"]["pesoLiquido"]) for item in items]
    prices = [_price(item).amount for item in items]
    by_weight, by_price = apportion(freight.amount, weights), apportion(insurance.amount, prices)
    return [
        (Money(by_weight[n], freight.currency), Money(by_price[n], insurance.currency))
        for n in range(len(items))
    ]


def _charge(charge: Body | None) -> Money:
    if not charge:
        return Money(ZERO, "USD")
    return Money(decimal(charge["valorMoedaNegociada"]), charge["codigoMoedaNegociada"])


def _from_admission(item: Body, find: Find) -> tuple[Money, Money]:
    """Take the drawn part of the admission item's own freight and insurance."""
    link = link_of(item)
    admission = find(link.number) if link else None
    if link is None or admission is None or str(link.item) not in admission["items"]:
        return Money(ZERO, "USD"), Money(ZERO, "USD")
    whole = next(line for line in lines_of(admission, find) if line.number == link.item)
    part = quantity_of(item) / whole.quantity
    return (
        Money(whole.freight.amount * part, whole.freight.currency),
        Money(whole.insurance.amount * part, whole.insurance.currency),
    )
