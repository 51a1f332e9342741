"""Rates that an item needs and the pack does not have on the day; benefits claimed in vain."""

from collections.abc import Iterator
from itertools import product

from customs.duties.additions import TaxGroup
from customs.duties.kinds import DEFENCE
from customs.duties.nomenclature import is_heading
from customs.duties.packs import RulesInForce
from customs.duties.problem import at, problem
from customs.duties.request import AssessmentRequest, RequestItem
from customs.duties.terms import TaxTerms, claimed_ex, preference
from customs.filing import FieldProblem


def rate_problems(
    request: AssessmentRequest, groups: list[TaxGroup], rules: RulesInForce
) -> Iterator[FieldProblem]:
    """Tell each rate that is missing and each claim that the pack does not know."""
    for group in groups:
        item = request.items[group.places[0]]
        wrong_code = rules.ncm_problem(item.ncm)
        # Before its first day a code may have been one of an edition that the pack does not hold.
        hopeless = group.terms.missing or rules.ended(item.ncm) or not is_heading(item.ncm)
        if wrong_code and hopeless:
            no_heading = "" if is_heading(item.ncm) else f", and there is no heading {item.ncm[:4]}"
            for place in group.places:
                yield problem(at(place, "ncm"), wrong_code + no_heading, "ncm_not_in_force")
            continue
        told = (*_missing(item, group, rules), *_claims(item, rules))
        for place, (field, message, code) in product(group.places, told):
            yield problem(at(place, field), message, code)
        counted = [terms for terms in group.terms.taxes if terms.per != "%"]
        for place, terms in product(group.places, counted):
            yield from _by_quantity(place, terms, request)


def _missing(
    item: RequestItem, group: TaxGroup, rules: RulesInForce
) -> Iterator[tuple[str, str, str]]:
    for tax in group.terms.missing:
        told = f"the rule pack has no rate of {tax.upper()} for {item.ncm} on {rules.day}"
        yield f"rates.{tax}", told, "rate_missing"


def _by_quantity(place: int, terms: TaxTerms, request: AssessmentRequest) -> Iterator[FieldProblem]:
    item, what = request.items[place], f"{terms.tax.upper()} is {terms.currency}/{terms.per}"
    # Given with the request, its currency is asked for with all the others.
    given = getattr(item.specific, terms.tax) is not None
    if not given and terms.currency != "BRL" and terms.currency not in request.exchange:
        wanted = f"exchange.{terms.currency}"
        yield problem(wanted, f"{what}: give the quote of {terms.currency}", "quote_missing")
    field = "quantity" if terms.per == "unit" else "net_weight_kg"
    if not getattr(item, field):
        yield problem(at(place, field), f"{what}: give more than 0", "quantity_missing")


def _claims(item: RequestItem, rules: RulesInForce) -> Iterator[tuple[str, str, str]]:
    for tax, field in (("ii", "ex"), ("ipi", "ipi_ex")):
        number = claimed_ex(tax, item)
        if number is not None and not rules.series(f"{tax}_ex", f"{item.ncm}/{number}"):
            told = f"the rule pack knows no ex {number} of {item.ncm} for {tax.upper()}"
            yield field, f"{told}: give its rate, or leave the ex out", "ex_unknown"
    if item.agreement is not None and preference(item, rules) is None:
        told = f"no preference of {item.agreement} for {item.ncm} of {item.origin} on {rules.day}"
        yield "agreement", f"{told}: leave it out, or give reductions.ii", "preference_unknown"
    if item.agreement is not None and item.ex is not None:
        yield "agreement", "an item claims the ex or the agreement, not both", "two_benefits"
    if item.origin is None and any(rules.defends(tax, item.ncm) for tax in DEFENCE):
        told = f"trade defence depends on the origin of {item.ncm}: give it, like CN"
        yield "origin", told, "origin_missing"
