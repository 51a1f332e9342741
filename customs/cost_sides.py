"""What an assessment and local costs make each item cost: one side of a landed cost.

Value and taxes are each item's own, as assessed; what is charged for the whole is shared over the
items by a recorded key, to the cent, so that parts sum to totals (domain A.9). ICMS is shared by
what it is charged on: each item's value, taxes, fee and AFRMM. Nothing here computes a tax.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from customs.apportion import apportion
from customs.duties.assessment import Assessment, TaxAmount
from customs.local_costs import KEYS, CostKind, ShareKey
from customs.tax_credits import CREDITS, TaxRegime

_ZERO = Decimal("0.00")
ON_THE_WHOLE = ("icms", "ibs", "cbs")
"""Taxes that are charged on the declaration, and shared by what they are charged on."""


class Goods(NamedTuple):
    """What is shared over: an item, its quantity and its weight."""

    id: str
    quantity: Decimal
    net_weight_kg: Decimal


class Charge(NamedTuple):
    """A local cost of the whole, from the price table or from an invoice."""

    kind: CostKind
    amount: Decimal
    shared_by: ShareKey
    document: str = ""


class Part(NamedTuple):
    """What one item bears of one kind."""

    amount: Decimal
    credit: Decimal = _ZERO


Shares = Mapping[str, Mapping[str, Part]]
"""Kind → item → what it bears."""


class Side(NamedTuple):
    """One side of the comparison: every cost by kind and item, and where it comes from."""

    shares: Shares
    charges: tuple[Charge, ...]


def table_charges(amounts: Mapping[CostKind, Decimal]) -> tuple[Charge, ...]:
    """Return the costs of a price table, each shared as is usual."""
    return tuple(Charge(kind, amount, KEYS[kind]) for kind, amount in amounts.items() if amount)


def side(
    assessment: Assessment,
    goods: Sequence[Goods],
    charges: Sequence[Charge],
    regime: TaxRegime | None,
    surcharges: Mapping[str, Decimal],
) -> Side:
    """Return what an assessment and local costs make each item cost.

    ``surcharges`` says per item how many points of its COFINS rate are surcharge, no credit.
    """
    known = {one.id: one for one in goods}
    keys = _Keys(assessment, [known[item.id] for item in assessment.items])
    back = {credit.tax for credit in CREDITS[regime]} if regime else set()
    shares = _own(assessment, back, surcharges)
    for kind in ("siscomex_fee", "afrmm"):
        shares[kind] = keys.share(getattr(assessment.totals, kind), KEYS[kind])
    before = [sum((parts[item.id].amount for parts in shares.values() if item.id in parts), _ZERO)
              for item in assessment.items]  # fmt: skip
    for tax in ON_THE_WHOLE:
        shared = keys.by(getattr(assessment.totals, tax) or _ZERO, before)
        shares[tax] = {i: Part(p.amount, p.amount if tax in back else _ZERO)
                       for i, p in shared.items()}  # fmt: skip
    return Side(shares | _local(keys, charges), tuple(charges))


def _own(
    assessment: Assessment, back: set[str], surcharges: Mapping[str, Decimal]
) -> dict[str, dict[str, Part]]:
    """Return what is each item's own: its value and its taxes."""
    shares = {"customs_value": {i.id: Part(i.customs_value) for i in assessment.items}}
    for item in assessment.items:
        for tax, amounts in item.taxes.items():
            credit = _credit_of(tax, amounts, back, surcharges.get(item.id, _ZERO))
            shares.setdefault(tax, {})[item.id] = Part(amounts.payable, credit)
    return shares


class _Keys:
    """Shares amounts over the items of an assessment."""

    def __init__(self, assessment: Assessment, goods: Sequence[Goods]) -> None:
        self._ids = [item.id for item in assessment.items]
        self._weights = {
            ShareKey.CUSTOMS_VALUE: [item.customs_value for item in assessment.items],
            ShareKey.NET_WEIGHT: [one.net_weight_kg for one in goods],
        }

    def share(self, amount: Decimal, key: ShareKey) -> dict[str, Part]:
        """Return what each item bears of ``amount`` by a recorded key."""
        return self.by(amount, self._weights[key])

    def by(self, amount: Decimal, weights: Sequence[Decimal]) -> dict[str, Part]:
        """Return what each item bears of ``amount``; what is taken back is shared as it was."""
        sign = -1 if amount < 0 else 1
        parts = apportion(abs(amount), weights)
        return {item: Part(sign * part) for item, part in zip(self._ids, parts, strict=True)}


def _local(keys: _Keys, charges: Sequence[Charge]) -> dict[str, dict[str, Part]]:
    """Return the local costs; what is charged twice by one key is shared as one sum."""
    sums: dict[tuple[CostKind, ShareKey], Decimal] = {}
    for one in charges:
        sums[one.kind, one.shared_by] = sums.get((one.kind, one.shared_by), _ZERO) + one.amount
    shares: dict[str, dict[str, Part]] = {}
    for (kind, key), amount in sums.items():
        for item, part in keys.share(amount, key).items():
            borne = shares.setdefault(kind, {}).get(item, Part(_ZERO)).amount
            shares[kind][item] = Part(borne + part.amount)
    return shares


def _credit_of(tax: str, amounts: TaxAmount, back: set[str], extra: Decimal) -> Decimal:
    """Return what of a tax comes back; of COFINS the part of its surcharge does not."""
    if tax not in back:
        return _ZERO
    if tax != "cofins" or not extra:
        return amounts.payable
    return apportion(amounts.payable, [amounts.rate - extra, extra])[0]
