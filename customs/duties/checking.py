"""What is wrong with a request: every problem at once, each with its field and what would be right."""

from collections.abc import Iterator

from customs.duties.additions import number_additions, tax_groups
from customs.duties.assessment import TAXES
from customs.duties.charges import icms_rate
from customs.duties.customs_value import FREIGHT_INSIDE
from customs.duties.federal import find_rate
from customs.duties.packs import RulesInForce
from customs.duties.request import AssessmentRequest, Money, RequestItem
from customs.filing import FieldProblem


def problems(request: AssessmentRequest, rules: RulesInForce) -> tuple[FieldProblem, ...]:
    """Return why ``request`` cannot be assessed; empty if it can."""
    return (
        *_ids(request),
        *_values(request),
        *_quotes(request),
        *_freight(request),
        *_rates(request, rules),
        *_dated(request, rules),
    )


def _problem(field: str, message: str, code: str) -> FieldProblem:
    return FieldProblem(field=field, message=message, code=code)


def _ids(request: AssessmentRequest) -> Iterator[FieldProblem]:
    if not request.items:
        yield _problem("items", "a declaration has at least one item", "items_missing")
    seen: set[str] = set()
    for place, item in enumerate(request.items):
        if item.id in seen:
            yield _problem(f"items[{place}].id", f"item {item.id!r} is there twice", "id_twice")
        seen.add(item.id)


def _values(request: AssessmentRequest) -> Iterator[FieldProblem]:
    for place, item in enumerate(request.items):
        if item.value is None and item.customs_value is None:
            yield _problem(
                f"items[{place}].value", "give the price or the customs value", "value_missing"
            )
        if item.linked is not None and item.linked.quantity > item.linked.admitted_quantity:
            yield _problem(
                f"items[{place}].linked.quantity",
                f"{item.linked.quantity} cannot be drawn of {item.linked.admitted_quantity}",
                "overdrawn",
            )


def _quotes(request: AssessmentRequest) -> Iterator[FieldProblem]:
    for field, money in _moneys(request):
        if money.currency != "BRL" and money.currency not in request.exchange:
            yield _problem(
                f"{field}.currency",
                f"no quote of {money.currency}: give exchange.{money.currency}",
                "quote_missing",
            )


def _moneys(request: AssessmentRequest) -> Iterator[tuple[str, Money]]:
    told: list[tuple[str, Money | None]] = [
        ("freight", request.freight),
        ("insurance", request.insurance),
    ]
    for place, item in enumerate(request.items):
        told += [
            (f"items[{place}].value", item.value),
            (f"items[{place}].freight", item.freight),
            (f"items[{place}].insurance", item.insurance),
        ]
    return ((field, money) for field, money in told if money is not None)


def _freight(request: AssessmentRequest) -> Iterator[FieldProblem]:
    whole = request.freight
    if whole is not None and whole.amount and whole.apportion_by == "net_weight":
        for place, item in enumerate(request.items):
            if item.freight is None and not item.net_weight_kg:
                yield _problem(
                    f"items[{place}].net_weight_kg",
                    "freight is shared by net weight: give it, in kilograms",
                    "weight_missing",
                )
    for place, item in enumerate(request.items):
        if item.incoterm in FREIGHT_INSIDE and _pays_freight(request, item):
            yield _problem(
                f"items[{place}].incoterm",
                f"the price under {item.incoterm} holds the freight already: "
                "give no freight, or the Incoterm of a price without it (FOB, FCA)",
                "incoterm_freight",
            )


def _pays_freight(request: AssessmentRequest, item: RequestItem) -> bool:
    charge = item.freight or request.freight
    return item.customs_value is None and charge is not None and charge.amount > 0


def _rates(request: AssessmentRequest, rules: RulesInForce) -> Iterator[FieldProblem]:
    for group in tax_groups(request, number_additions(request)):
        missing = [tax for tax in TAXES if find_rate(tax, group, rules) is None]
        wrong_code = rules.ncm_problem(group.ncm)
        for place in group.places:
            if wrong_code and (missing or rules.knows(group.ncm)):
                yield _problem(f"items[{place}].ncm", wrong_code, "ncm_not_in_force")
                continue
            for tax in missing:
                yield _problem(
                    f"items[{place}].rates.{tax}",
                    f"the rule pack has no rate of {tax.upper()} for {group.ncm} on {rules.day}",
                    "rate_missing",
                )


def _dated(request: AssessmentRequest, rules: RulesInForce) -> Iterator[FieldProblem]:
    if rules.rule("siscomex_fee", "declaration") is None:
        yield _problem(
            "registered_on",
            f"the rule pack has no utilisation fee on {rules.day}",
            "rate_missing",
        )
    if request.afrmm_due and request.afrmm is None and not rules.rule("afrmm", request.transport):
        yield _problem(
            "afrmm",
            f"the rule pack has no AFRMM for {request.transport} on {rules.day}: give it",
            "rate_missing",
        )
    if request.kind != "admission":
        try:
            icms_rate(request, rules)
        except LookupError as missing:
            yield _problem("icms.rate", f"{missing.args[0]}: give it", "rate_missing")
