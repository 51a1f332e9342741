"""Charges on the whole declaration: utilisation fee, AFRMM, and the IBS and CBS of the reform."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Generic, NamedTuple

from customs.duties.calculator import ZERO, Calculator, N
from customs.duties.customs_value import Valuation
from customs.duties.incoterms import FREIGHT_INSIDE
from customs.duties.kinds import KINDS
from customs.duties.packs import Rule, RulesInForce
from customs.duties.request import AssessmentRequest
from customs.duties.terms import HUNDRED

REFORM = ("cbs", "ibs")
"""Taxes on consumption that the reform of 2026 to 2033 brings (LC 214/2025)."""
AFRMM_UNTOLD = (
    "AFRMM is not told: its freight or rate is not known; payable is without it; "
    "give afrmm or afrmm_base"
)
NO_CLASS_TRIB = "IBS and CBS are not told: an item has no class_trib"
PAID_WITHOUT = "they are to be paid on this day: payable is without them"


class ReformTax(NamedTuple, Generic[N]):
    """IBS or CBS: what is told for information, or what is to be paid."""

    informational: N | None
    payable: N | None


def utilisation_fee(
    calc: Calculator[N], request: AssessmentRequest, additions: int, rules: RulesInForce
) -> N:
    """Return the Siscomex fee of a declaration: a price, and a falling price per addition."""
    if request.siscomex_fee is not None:
        given = calc.field("siscomex_fee_given", request.siscomex_fee, "siscomex_fee")
        return calc.cents("siscomex_fee", given)
    declaration = rules.exactly("siscomex_fee", "declaration")
    if declaration is None:
        raise LookupError(f"no utilisation fee on {rules.day}: the request was not checked")
    prices = [
        (first, calc.rule("price_of_addition", rule.value, rule))
        for first, rule in rules.steps("siscomex_fee")
        if first <= additions
    ]
    count = calc.field("number_of_additions", Decimal(additions), "items")
    of_additions = calc.steps("fee_of_additions", count, prices)
    price = calc.rule("price_of_declaration", declaration.value, declaration)
    return calc.cents("siscomex_fee", calc.add("fee_exact", price, of_additions))


def afrmm(
    calc: Calculator[N],
    request: AssessmentRequest,
    valuation: Valuation[N],
    freights: Sequence[N],
    rules: RulesInForce,
) -> N:
    """Return the AFRMM payable with this declaration (Lei 10.893/2004): a part of the freight."""
    if request.afrmm is not None:
        return calc.cents("afrmm", calc.field("afrmm_given", request.afrmm, "afrmm"))
    rule = afrmm_rule(request, rules)
    if rule is None or (freight_unknown(request) and not request.afrmm_due):
        return calc.constant(ZERO)
    base = request.afrmm_base
    if base is None:
        freight = calc.total("freight_brl", freights)
    else:
        told = calc.field("afrmm_base", base.amount, "afrmm_base")
        freight = valuation.brl("freight_brl", told, base.currency)
    rate = calc.rule("afrmm_rate", rule.value, rule)
    fraction = calc.divide("afrmm_fraction", rate, calc.constant(HUNDRED))
    return calc.cents("afrmm", calc.multiply("afrmm_exact", freight, fraction))


def afrmm_rule(request: AssessmentRequest, rules: RulesInForce) -> Rule | None:
    """Return the rule by which AFRMM arises with a declaration; None: it does not, or is unknown."""
    due = request.afrmm_due
    if not KINDS[request.kind].releases or due is False:
        return None
    return rules.exactly("afrmm", afrmm_key(request))


def afrmm_untold(request: AssessmentRequest, rules: RulesInForce) -> bool:
    """Return whether AFRMM may be due and cannot be computed: then it is null, and not nothing."""
    said = request.afrmm is not None or request.afrmm_due is not None
    if said or not KINDS[request.kind].releases:
        return False
    if afrmm_rule(request, rules) is None:
        return request.transport in ("river", "lake")
    return freight_unknown(request)


def afrmm_key(request: AssessmentRequest) -> str:
    """Return the key of AFRMM's series for the way the goods came."""
    return "/".join(part for part in (request.transport, request.navigation) if part)


def freight_unknown(request: AssessmentRequest) -> bool:
    """Return whether the freight on which AFRMM stands is inside a price, or nowhere."""
    untold = request.freight is None
    return request.afrmm_base is None and any(
        item.freight is None and (untold or item.incoterm in FREIGHT_INSIDE)
        for item in request.items
    )


def reform_tax(
    calc: Calculator[N], tax: str, request: AssessmentRequest, base: N, rules: RulesInForce
) -> ReformTax[N]:
    """Return IBS or CBS: as information while nothing of it is payable, else as what is paid.

    In 2026 payment is waived (LC 214/2025 art. 348). There is neither while an item
    lacks its cClassTrib, on a day without a rate, and while the goods stay in bond
    (art. 85). Whether PIS and COFINS belong to the base is disputed: they are left out.
    """
    rule, payable = rules.exactly(tax, "*"), rules.exactly(f"{tax}_payable", "*")
    if rule is None or not KINDS[request.kind].releases or lacks_class_trib(request):
        return ReformTax(None, None)
    hundred = calc.constant(HUNDRED)
    rate = calc.rule(f"{tax}_rate", rule.value, rule)
    fraction = calc.divide(f"{tax}_fraction", rate, hundred)
    amount = calc.cents(tax, calc.multiply(f"{tax}_exact", base, fraction))
    if payable is None or not payable.value:
        return ReformTax(amount, None)
    told = calc.rule(f"{tax}_payable", payable.value, payable)
    part = calc.divide(f"{tax}_payable_fraction", told, hundred)
    return ReformTax(None, calc.cents(tax, calc.multiply(f"{tax}_to_pay", amount, part)))


def reform_is_paid(rules: RulesInForce) -> bool:
    """Return whether IBS or CBS are to be paid on a day, and are no mere information."""
    told = [rules.exactly(f"{tax}_payable", "*") for tax in REFORM]
    return any(rule is not None and rule.value for rule in told)


def lacks_class_trib(request: AssessmentRequest) -> bool:
    """Return whether an item has no classification for IBS and CBS."""
    return any(item.class_trib is None for item in request.items)
