"""What is wrong with a request: every problem at once, each with its field and what would be right."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from customs.countries import COUNTRIES
from customs.duties.additions import TaxGroup, number_additions, sort_of, tax_groups
from customs.duties.assessment import AssessmentRefused
from customs.duties.charge_checking import charge_problems
from customs.duties.customs_value import shares_freight
from customs.duties.incoterms import FREIGHT_INSIDE, INCOTERMS, INSURANCE_INSIDE
from customs.duties.kinds import KINDS
from customs.duties.money import Money
from customs.duties.packs import RulesInForce
from customs.duties.problem import at, problem
from customs.duties.rate_checking import rate_problems
from customs.duties.request import AssessmentRequest, RequestItem, moneys
from customs.duties.state_tax import STATES
from customs.filing import FieldProblem

TRANSPORTS = ("sea", "air", "road", "rail", "river", "lake", "post", "courier", "pipeline", "own")
"""Ways in which goods come; AFRMM knows the first only."""
_TERMS = frozenset(INCOTERMS.tags())
_CENT = Decimal("0.01")
_GRAM = Decimal("0.001")


def problems(request: AssessmentRequest, rules: RulesInForce) -> tuple[FieldProblem, ...]:
    """Return why ``request`` cannot be assessed; empty if it can."""
    return group_problems(request, tax_groups(request, number_additions(request), rules), rules)


def group_problems(
    request: AssessmentRequest, groups: list[TaxGroup], rules: RulesInForce
) -> tuple[FieldProblem, ...]:
    """Return why ``request`` cannot be assessed, its groups being known already."""
    words = tuple(_words(request))
    found = (
        *words,
        *_ids(request),
        *_origins(request),
        *_values(request),
        *_quotes(request),
        *_terms_of_sale(request),
        *_weights(request),
        *_links(request),
        *_additions(request),
        *rate_problems(request, groups, rules),
    )
    return found if words else (*found, *charge_problems(request, rules))


def negative_values(values: Sequence[Decimal]) -> None:
    """Refuse a declaration whose deductions leave less than nothing of a price.

    Raises:
        AssessmentRefused: with each such item.
    """
    if min(values) < 0:
        raise AssessmentRefused(
            tuple(
                problem(
                    at(place, "adjustments"),
                    f"deductions leave a customs value of {value}: take away less than the price",
                    "value_negative",
                )
                for place, value in enumerate(values)
                if value < 0
            )
        )


def _words(request: AssessmentRequest) -> Iterator[FieldProblem]:
    known: tuple[tuple[str, str, Iterable[str]], ...] = (
        ("kind", request.kind, KINDS.tags()),
        ("state", request.state, sorted(STATES)),
        ("transport", request.transport, TRANSPORTS),
    )
    for field, told, words in known:
        if told not in words:
            yield problem(
                field, f"no {field} {told!r}: one of {', '.join(words)}", f"{field}_unknown"
            )


def _ids(request: AssessmentRequest) -> Iterator[FieldProblem]:
    if not request.items:
        yield problem("items", "a declaration has at least one item", "items_missing")
    seen: set[str] = set()
    for place, item in enumerate(request.items):
        if item.id in seen:
            yield problem(at(place, "id"), f"item {item.id!r} is there twice", "id_twice")
        seen.add(item.id)


def _origins(request: AssessmentRequest) -> Iterator[FieldProblem]:
    for place, item in enumerate(request.items):
        if item.origin is not None and item.origin not in COUNTRIES:
            told = f"no country {item.origin!r}: its two letters, like CN (ISO 3166-1)"
            yield problem(at(place, "origin"), told, "origin_unknown")


def _values(request: AssessmentRequest) -> Iterator[FieldProblem]:
    for place, item in enumerate(request.items):
        if item.value is None and item.unit_price is None and item.customs_value is None:
            yield problem(
                at(place, "value"), "give the price or the customs value", "value_missing"
            )
        if item.value is not None and item.unit_price is not None:
            yield from _price(place, item, item.value, item.unit_price)
        if item.valuation_method != 1 and not item.valuation_reason.strip():
            yield problem(
                at(place, "valuation_reason"),
                f"method {item.valuation_method} needs its reason: why no sale gives the value",
                "valuation_unjustified",
            )


def _price(place: int, item: RequestItem, value: Money, unit: Money) -> Iterator[FieldProblem]:
    product = unit.amount * item.quantity
    if value.currency != unit.currency or abs(product - value.amount) >= _CENT:
        yield problem(
            at(place, "value"),
            f"{item.quantity} × {unit.amount} is {unit.currency} {product}, "
            f"not {value.currency} {value.amount}",
            "value_contradicts_price",
        )


def _quotes(request: AssessmentRequest) -> Iterator[FieldProblem]:
    if request.exchange.keys() >= set(request.currencies()):
        return
    for place, field, money in moneys(request):
        if money.currency != "BRL" and money.currency not in request.exchange:
            yield problem(
                at(place, f"{field}.currency"),
                f"no quote of {money.currency}: give exchange.{money.currency}",
                "quote_missing",
            )


def _terms_of_sale(request: AssessmentRequest) -> Iterator[FieldProblem]:
    for place, item in enumerate(request.items):
        term, field = item.incoterm, "incoterm"
        if term not in _TERMS:
            told = f"no Incoterm {term!r}: one of {', '.join(INCOTERMS.tags())}"
            yield problem(at(place, field), told, "incoterm_unknown")
        elif item.customs_value is not None:
            continue
        elif term not in FREIGHT_INSIDE:
            if item.freight is None and request.freight is None:
                told = f"the price under {term} holds no freight: give it here or for the whole"
                yield problem(at(place, "freight"), f"{told}; 0.00 if none", "freight_missing")
        elif _paid(item.freight or request.freight):
            told = f"the price under {term} holds the freight already: give no freight"
            without = f"{told}, or the Incoterm of a price without it (FOB, FCA)"
            yield problem(at(place, field), without, "incoterm_freight")
        elif term in INSURANCE_INSIDE and _paid(item.insurance or request.insurance):
            told = f"the price under {term} holds the insurance already: give none"
            without = f"{told}, or the Incoterm of a price without it"
            yield problem(at(place, field), without, "incoterm_insurance")


def _paid(charge: Money | None) -> bool:
    return charge is not None and charge.amount > 0


def _weights(request: AssessmentRequest) -> Iterator[FieldProblem]:
    whole = request.freight
    if whole is not None and whole.amount and whole.apportion_by == "net_weight":
        for place in shares_freight(request):
            if not request.items[place].net_weight_kg:
                yield problem(
                    at(place, "net_weight_kg"),
                    "freight is shared by net weight: give it, in kilograms",
                    "weight_missing",
                )
    told = request.net_weight_kg
    if told is not None:
        weighed = sum((item.net_weight_kg for item in request.items), Decimal(0))
        if abs(weighed - told) >= _GRAM:
            yield problem(
                "net_weight_kg",
                f"the items weigh {weighed} kg net, not {told} kg",
                "weights_do_not_add_up",
            )


def _links(request: AssessmentRequest) -> Iterator[FieldProblem]:
    drawn: dict[tuple[str, str], Decimal] = {}
    whole: dict[tuple[str, str], Decimal] = {}
    for place, item in enumerate(request.items):
        link = item.linked
        if link is None:
            continue
        if "quantity" in item.model_fields_set and item.quantity != link.quantity:
            told = f"{link.quantity} here and {item.quantity} of the item: it is one quantity"
            yield problem(at(place, "linked.quantity"), told, "linked_differs")
        source = (link.declaration, link.item)
        drawn[source] = drawn.get(source, Decimal(0)) + link.quantity
        admitted = whole.setdefault(source, link.admitted_quantity)
        if admitted != link.admitted_quantity:
            yield problem(
                at(place, "linked.admitted_quantity"),
                f"{link.admitted_quantity} here and {admitted} above: it is one item",
                "admitted_differs",
            )
        elif drawn[source] > admitted:
            yield problem(
                at(place, "linked.quantity"),
                f"{drawn[source]} cannot be drawn of {admitted}",
                "overdrawn",
            )


def _additions(request: AssessmentRequest) -> Iterator[FieldProblem]:
    sorts: dict[int, tuple[str | None, ...]] = {}
    for place, item in enumerate(request.items):
        if item.addition is None:
            continue
        sort = sort_of(item)
        found = sorts.setdefault(item.addition, sort)
        if found != sort:
            first = " ".join(str(part) for part in found)
            yield problem(
                at(place, "addition"),
                f"addition {item.addition} is of {first}: items of one addition "
                "have one NCM, origin, currency and Incoterm",
                "addition_mixed",
            )
