"""Why one assessment differs from another: named terms that sum to the difference exactly.

The one request is turned into the other a step at a time – goods, quantity, price, freight,
insurance, exchange, claims, rules, the rest – and what each step moves an amount by is its term.
Amounts are followed without their roundings, so that a term says what its cause is worth; what
the roundings make of it is a term of its own, and the last.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from customs.apportion import CENT
from customs.duties.assessment import AssessmentRefused
from customs.duties.calculator import ZERO
from customs.duties.derivation import Derivation, replay
from customs.duties.engine import derive
from customs.duties.money import Money
from customs.duties.packs import RulePack
from customs.duties.request import AssessmentRequest, RequestItem
from customs.payload import Payload


class Term(Payload):
    """What one cause is worth, in BRL: ``quantity``, ``price``, ``exchange``, … ``rounding``."""

    name: str
    amount: Decimal


class Comparison(Payload):
    """One amount of two assessments, and the terms between them; those of 0.00 are left out."""

    path: str
    before: Decimal
    after: Decimal
    terms: tuple[Term, ...]


class Dated(NamedTuple):
    """A request and the rules that it was assessed by."""

    request: AssessmentRequest
    pack: RulePack


def compare(before: Dated, after: Dated, paths: Sequence[str]) -> list[Comparison]:
    """Return how the amounts at ``paths`` (``totals.icms``, ``items.B.taxes.ii.due``) came to differ.

    Items are the same if they have one id. An amount that only one of them has is 0 in the other.
    """
    stages = _stages(before, after)
    trees = [
        (name, tree.document())
        for place, (name, stage) in enumerate(stages)
        if (tree := _derived(stage, must=place in (0, len(stages) - 1))) is not None
    ]
    exact = [(name, replay(tree, rounded=False)) for name, tree in trees]
    told = [replay(tree) for _, tree in (trees[0], trees[-1])]
    return [_comparison(path, exact, told) for path in paths]


def _derived(stage: Dated, *, must: bool) -> Derivation | None:
    """Return how the amounts of a stage come about; None: half-way there may be no rate, or less
    than nothing of a price. What its step changed is then told with the next one.
    """
    try:
        return derive(stage.request, stage.pack)
    except (LookupError, AssessmentRefused):
        if must:
            raise
        return None


def _comparison(
    path: str, exact: list[tuple[str, dict[str, Decimal]]], told: list[dict[str, Decimal]]
) -> Comparison:
    first, last = (amounts.get(path, ZERO) for amounts in told)
    values = [(name, amounts.get(path, ZERO)) for name, amounts in exact]
    moved = [
        Term(name=name, amount=(value - values[place][1]).quantize(CENT, ROUND_HALF_UP))
        for place, (name, value) in enumerate(values[1:])
    ]
    terms = [term for term in moved if term.amount]
    rest = last - first - sum((term.amount for term in terms), ZERO)
    terms += [Term(name="rounding", amount=rest)] if rest else []
    return Comparison(path=path, before=first, after=last, terms=tuple(terms))


# From one request to the other.

Step = Callable[[AssessmentRequest, AssessmentRequest], AssessmentRequest]


def _stages(before: Dated, after: Dated) -> list[tuple[str, Dated]]:
    """Return every request on the way, each under the name of what was changed last."""
    request = before.request
    quotes = after.request.exchange | request.exchange
    stages = [("before", before)]
    request = request.model_copy(update={"exchange": quotes})
    for name, step in _STEPS:
        request = step(request, after.request)
        stages.append((name, Dated(request, before.pack)))
    request = request.model_copy(update={"registered_on": after.request.registered_on})
    stages.append(("rules", Dated(request, after.pack)))
    return [*stages, ("other", after)]


def _goods(one: AssessmentRequest, other: AssessmentRequest) -> AssessmentRequest:
    """Take what only the other declares, and leave out what it does not."""
    known = {item.id: item for item in one.items}
    items = tuple(known.get(item.id, item) for item in other.items)
    return one.model_copy(update={"items": items})


def _quantity(one: AssessmentRequest, other: AssessmentRequest) -> AssessmentRequest:
    weight = {"net_weight_kg": other.net_weight_kg}
    return _each(one, other, _with_quantity).model_copy(update=weight)


def _with_quantity(one: RequestItem, other: RequestItem) -> dict[str, Any]:
    ratio = other.quantity / one.quantity if one.quantity else Decimal(1)
    linked = one.linked
    if linked is not None and other.linked is not None:
        linked = linked.model_copy(update={"quantity": other.linked.quantity})
    changed = {
        "quantity": other.quantity,
        "net_weight_kg": other.net_weight_kg,
        "value": _times(one.value, ratio),
        "linked": linked,
    }
    # Of an admission's item the charges are told whole, and the quantity drawn shares them.
    own = {} if linked else {name: _times(getattr(one, name), ratio) for name in _CHARGES}
    return changed | own


def _times(money: Money | None, ratio: Decimal) -> Money | None:
    # Not checked as what is told by people: it may have any number of places.
    if money is None or not money.amount:
        return money
    return money.model_copy(update={"amount": money.amount * ratio})


def _taking(*names: str) -> Step:
    """Return the step that takes these fields of the request, and of each item, from the other."""

    def step(one: AssessmentRequest, other: AssessmentRequest) -> AssessmentRequest:
        def of_item(_: RequestItem, theirs: RequestItem) -> dict[str, Any]:
            return {n: getattr(theirs, n) for n in names if n in RequestItem.model_fields}

        own = {n: getattr(other, n) for n in names if n in AssessmentRequest.model_fields}
        return _each(one, other, of_item).model_copy(update=own)

    return step


def _each(
    one: AssessmentRequest,
    other: AssessmentRequest,
    change: Callable[[RequestItem, RequestItem], dict[str, Any]],
) -> AssessmentRequest:
    theirs = {item.id: item for item in other.items}
    items = [item.model_copy(update=change(item, theirs[item.id])) for item in one.items]
    return one.model_copy(update={"items": tuple(items)})


_CHARGES = ("freight", "insurance")
_STEPS: tuple[tuple[str, Step], ...] = (
    ("goods", _goods),
    ("quantity", _quantity),
    ("price", _taking("value", "unit_price", "incoterm", "customs_value", "adjustments")),
    ("freight", _taking("freight", "linked", "afrmm", "afrmm_due", "afrmm_base")),
    ("insurance", _taking("insurance")),
    ("exchange", _taking("exchange")),
    ("claims", _taking("ncm", "origin", "producer", "rates", "specific", "reductions", "relief",
                       "ex", "ipi_ex", "agreement", "icms", "state")),
)  # fmt: skip
"""Cause → what is taken from the other request for it, in the order in which people ask."""
