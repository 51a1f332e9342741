"""What goods cost once they are here: estimate against actual, per item and per piece.

Gross is all that was spent, credits are what the acquirer gets back, net is the rest. Every line
says of which amount of the assessment, or of which invoices, it is.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from pydantic import computed_field

from customs.cost_sides import ON_THE_WHOLE, Goods, Part, Side
from customs.duties.kinds import DEFENCE, TAXES
from customs.local_costs import KEYS, CostKind
from customs.payload import Payload

_ZERO = Decimal("0.00")
_ORDER = (
    "customs_value",
    *TAXES,
    *DEFENCE,
    "siscomex_fee",
    "afrmm",
    *ON_THE_WHOLE,
    *map(str, CostKind),
)
_PIECE = Decimal("0.0001")


class Pair(Payload):
    """One figure, as expected and as it came, in BRL."""

    estimate: Decimal | None = None
    actual: Decimal | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def difference(self) -> Decimal | None:
        """Actual less estimate; None unless both are known."""
        if self.estimate is None or self.actual is None:
            return None
        return self.actual - self.estimate


class CostLine(Payload):
    """One kind of cost of one item, or of the whole."""

    kind: str
    """``customs_value``, a tax, ``siscomex_fee``, ``afrmm``, or a local cost's kind."""
    amount: Pair
    credit: Pair
    """What of it the acquirer gets back."""
    shared_by: tuple[str, ...] = ()
    """By what it was shared over the items; empty: it is the item's own."""
    path: str = ""
    """Amount of the assessment that it is, or is a share of."""
    documents: tuple[str, ...] = ()
    """Numbers of the invoices that it is of."""


class ItemCost(Payload):
    """What one item costs, or all of them (``id`` empty)."""

    id: str
    quantity: Decimal
    lines: tuple[CostLine, ...]
    gross: Pair
    credits: Pair
    net: Pair
    gross_per_unit: Pair
    net_per_unit: Pair


def item_costs(
    goods: Sequence[Goods], estimate: Side | None, actual: Side | None
) -> tuple[tuple[ItemCost, ...], ItemCost]:
    """Return each item's cost, and that of all of them together."""
    kinds = _kinds(estimate, actual)
    items = tuple(_item(one, kinds, estimate, actual) for one in goods)
    lines = [_total(kind, items) for kind in kinds]
    quantity = _sum(one.quantity for one in goods)
    return items, _cost("", quantity, [line for line in lines if line is not None])


def _kinds(*sides: Side | None) -> list[str]:
    """Return the kinds that cost anything, as they come: value, taxes, fees, local costs."""
    found = {
        str(kind)
        for one in sides
        if one is not None
        for kind, parts in one.shares.items()
        if any(part.amount for part in parts.values())
    }
    return [kind for kind in _ORDER if kind in found]


def _item(
    goods: Goods, kinds: Sequence[str], estimate: Side | None, actual: Side | None
) -> ItemCost:
    lines = []
    for kind in kinds:
        before, after = _part(estimate, kind, goods.id), _part(actual, kind, goods.id)
        lines.append(
            CostLine(
                kind=kind,
                amount=Pair(estimate=_amount(before), actual=_amount(after)),
                credit=Pair(estimate=_credit(before), actual=_credit(after)),
                shared_by=_shared_by(kind, actual or estimate),
                path=_path(kind, goods.id),
                documents=_documents(kind, actual),
            )
        )
    return _cost(goods.id, goods.quantity, lines)


def _part(one: Side | None, kind: str, item: str) -> Part | None:
    return one.shares.get(kind, {}).get(item, Part(_ZERO)) if one else None


def _amount(part: Part | None) -> Decimal | None:
    return part.amount if part else None


def _credit(part: Part | None) -> Decimal | None:
    return part.credit if part else None


def _shared_by(kind: str, one: Side | None) -> tuple[str, ...]:
    if kind in ON_THE_WHOLE:
        return ("icms_base",)
    used = {charge.shared_by for charge in (one.charges if one else ()) if charge.kind == kind}
    return tuple(sorted(used)) or ((KEYS[kind],) if kind in KEYS else ())


def _path(kind: str, item: str) -> str:
    if kind in set(CostKind):
        return ""
    if kind in ("siscomex_fee", "afrmm", *ON_THE_WHOLE):
        return f"totals.{kind}"
    return f"items.{item}.{kind}" if kind == "customs_value" else f"items.{item}.taxes.{kind}.due"


def _documents(kind: str, one: Side | None) -> tuple[str, ...]:
    charges = one.charges if one else ()
    return tuple(dict.fromkeys(c.document for c in charges if c.kind == kind and c.document))


def _total(kind: str, items: Sequence[ItemCost]) -> CostLine | None:
    lines = [line for item in items for line in item.lines if line.kind == kind]
    if not lines:
        return None
    path = f"totals.{kind}" if lines[0].path else ""
    summed = {"amount": _pair(line.amount for line in lines),
              "credit": _pair(line.credit for line in lines), "path": path}  # fmt: skip
    return lines[0].model_copy(update=summed)


def _cost(id: str, quantity: Decimal, lines: Sequence[CostLine]) -> ItemCost:
    gross = _pair(line.amount for line in lines)
    back = _pair(line.credit for line in lines)
    net = Pair(
        estimate=_less(gross.estimate, back.estimate), actual=_less(gross.actual, back.actual)
    )
    return ItemCost(
        id=id,
        quantity=quantity,
        lines=tuple(lines),
        gross=gross,
        credits=back,
        net=net,
        gross_per_unit=_each(gross, quantity),
        net_per_unit=_each(net, quantity),
    )


def _pair(pairs: Iterable[Pair]) -> Pair:
    all_of = list(pairs)
    before = [pair.estimate for pair in all_of if pair.estimate is not None]
    after = [pair.actual for pair in all_of if pair.actual is not None]
    return Pair(estimate=_sum(before) if before else None, actual=_sum(after) if after else None)


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return one - (other or _ZERO) if one is not None else None


def _each(pair: Pair, quantity: Decimal) -> Pair:
    """Return a figure per piece, to a hundredth of a cent."""

    def of(amount: Decimal | None) -> Decimal | None:
        if amount is None or not quantity:
            return None
        return (amount / quantity).quantize(_PIECE, ROUND_HALF_UP)

    return Pair(estimate=of(pair.estimate), actual=of(pair.actual))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, _ZERO)
