"""Charges of the whole declaration that cannot be computed: what to give instead."""

from collections.abc import Iterator

from customs.duties.charges import afrmm_key, afrmm_rule, freight_unknown
from customs.duties.kinds import KINDS
from customs.duties.packs import RulesInForce
from customs.duties.problem import problem
from customs.duties.request import AssessmentRequest
from customs.duties.state_tax import expense_rule, icms_rule
from customs.filing import FieldProblem


def charge_problems(request: AssessmentRequest, rules: RulesInForce) -> Iterator[FieldProblem]:
    """Tell what is missing for fee, AFRMM and ICMS. The kind is a known one."""
    if request.siscomex_fee is None and rules.exactly("siscomex_fee", "declaration") is None:
        message = f"the rule pack has no utilisation fee on {rules.day}: give siscomex_fee"
        yield problem("registered_on", message, "rate_missing")
    # The base of PIS and COFINS held ICMS once, whatever the kind of declaration.
    old_base = rules.flag("pis_cofins_formula")
    if KINDS[request.kind].releases or old_base:
        yield from _state(request, rules)
    if KINDS[request.kind].releases:
        yield from _ship(request, rules)


def _ship(request: AssessmentRequest, rules: RulesInForce) -> Iterator[FieldProblem]:
    if request.afrmm is not None or request.afrmm_due is False:
        return
    wanted = request.afrmm_due or request.transport == "sea"
    if wanted and afrmm_rule(request, rules) is None:
        yield problem(
            "afrmm",
            f"the rule pack has no AFRMM for {afrmm_key(request)} on {rules.day}: give it",
            "rate_missing",
        )
    elif request.afrmm_due and freight_unknown(request):
        message = "the freight on which AFRMM stands is not known: give it, or afrmm"
        yield problem("afrmm_base", message, "freight_unknown")


def _state(request: AssessmentRequest, rules: RulesInForce) -> Iterator[FieldProblem]:
    terms = request.icms
    if (terms is None or terms.rate is None) and icms_rule(request, rules) is None:
        message = f"no ICMS rate of {request.state!r} on {rules.day}: give it"
        yield problem("icms.rate", message, "rate_missing")
    elif terms is not None and terms.rate is not None and terms.rate >= 100:
        yield problem("icms.rate", "the tax is part of its base: less than 100", "rate_too_high")
    for name in request.expenses:
        if expense_rule(name, request, rules) is None:
            yield problem(
                f"expenses.{name}",
                f"no rule says whether {name} is in the ICMS base of {request.state}: "
                "leave it out, or give it in other_in_icms_base",
                "expense_unknown",
            )
