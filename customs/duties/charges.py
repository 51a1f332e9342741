"""Charges on the whole declaration: utilisation fee, AFRMM, ICMS, and IBS and CBS as information."""

from decimal import Decimal

from customs.duties.assessment import Derivation
from customs.duties.federal import HUNDRED
from customs.duties.packs import RulesInForce
from customs.duties.request import AssessmentRequest, IcmsTerms
from customs.duties.rounding import ZERO, cents
from customs.payload import Payload


class Charge(Payload):
    """An amount in BRL and how it came about; None where there is no such amount."""

    amount: Decimal | None
    derivation: Derivation


class Icms(Payload):
    """The state's tax and its base; no base where the tax does not arise."""

    base: Decimal | None
    amount: Decimal
    derivation: Derivation


def utilisation_fee(additions: int, rules: RulesInForce) -> Charge:
    """Return the Siscomex fee of a declaration: a price, and a falling price per addition."""
    declaration = rules.rule("siscomex_fee", "declaration")
    steps = rules.steps("siscomex_fee")
    amount = declaration.value if declaration is not None else ZERO
    for place, (first, rule) in enumerate(steps):
        last = steps[place + 1][0] - 1 if place + 1 < len(steps) else additions
        amount += max(min(additions, last) - first + 1, 0) * rule.value
    return Charge(
        amount=cents(amount),
        derivation=Derivation(
            formula="price of the declaration + price of each addition by its step",
            inputs={"additions": str(additions)},
            rule=declaration.id if declaration is not None else "",
        ),
    )


def afrmm(request: AssessmentRequest, freight_brl: Decimal, rules: RulesInForce) -> Charge:
    """Return the AFRMM payable with this declaration (Lei 10.893/2004): a part of the freight."""
    if request.afrmm is not None:
        given = Derivation(formula="given", inputs={"afrmm": str(request.afrmm)}, rule="given")
        return Charge(amount=cents(request.afrmm), derivation=given)
    rule = rules.rule("afrmm", request.transport)
    if not request.afrmm_due or rule is None or request.kind == "admission":
        return Charge(amount=ZERO, derivation=Derivation(formula="not due", inputs={}))
    inputs = {"freight_brl": str(freight_brl), "rate": str(rule.value)}
    return Charge(
        amount=cents(freight_brl * rule.value / HUNDRED),
        derivation=Derivation(formula="freight × rate", inputs=inputs, rule=rule.id),
    )


def icms(request: AssessmentRequest, before: Decimal, rules: RulesInForce) -> Icms:
    """Return the ICMS on ``before``: the sum of value, federal taxes, fee, AFRMM and the rest.

    The tax is part of its own base (LC 87/1996 art. 13 V): the base is grossed
    up with the effective rate. Into bond no ICMS arises.
    """
    if request.kind == "admission":
        none = Derivation(formula="not due", inputs={})
        return Icms(base=None, amount=ZERO, derivation=none)
    terms = request.icms or IcmsTerms()
    rate, rule = icms_rate(request, rules)
    kept, effective = _reduced(rate, terms)
    charged = terms.charge_rate if terms.charge_rate is not None else rate
    base = cents(before / (1 - effective / HUNDRED) * kept)
    inputs = {
        "before": str(before),
        "rate": str(rate),
        "effective_rate": str(effective),
        "kept_base": str(kept),
        "charge_rate": str(charged),
    }
    return Icms(
        base=base,
        amount=cents(base * charged / HUNDRED),
        derivation=Derivation(
            formula="before / (1 - effective rate) × kept base × charge rate",
            inputs=inputs,
            rule=rule,
        ),
    )


def icms_rate(request: AssessmentRequest, rules: RulesInForce) -> tuple[Decimal, str]:
    """Return the nominal ICMS rate and its rule.

    Raises:
        LookupError: neither the request nor the pack has one for the state and day.
    """
    if request.icms is not None and request.icms.rate is not None:
        return request.icms.rate, "given"
    rule = rules.rule("icms", request.state)
    if rule is None:
        raise LookupError(f"no ICMS rate of {request.state!r} on {rules.day}")
    return rule.value, rule.id


def informational(
    tax: str, request: AssessmentRequest, base: Decimal, rules: RulesInForce
) -> Charge:
    """Return IBS or CBS as information: nothing of it is payable in 2026 (LC 214/2025 art. 348).

    None while an item lacks its cClassTrib, or for a day without a rate. Whether
    PIS and COFINS belong to the base is disputed: they are left out.
    """
    rule = rules.rule(tax)
    if request.kind == "admission" or rule is None:
        why = "suspended in bond" if request.kind == "admission" else "no rate on this day"
        return Charge(amount=None, derivation=Derivation(formula=why, inputs={}))
    if any(item.class_trib is None for item in request.items):
        return Charge(amount=None, derivation=Derivation(formula="no cClassTrib", inputs={}))
    inputs = {"base": str(base), "rate": str(rule.value)}
    return Charge(
        amount=cents(base * rule.value / HUNDRED),
        derivation=Derivation(formula="base × rate", inputs=inputs, rule=rule.id),
    )


def _reduced(rate: Decimal, terms: IcmsTerms) -> tuple[Decimal, Decimal]:
    """Return the part of the base that is kept, and the effective rate in percent."""
    if terms.base_reduction is not None:
        kept = 1 - terms.base_reduction / HUNDRED
        effective = terms.effective_rate
        return kept, effective if effective is not None else rate * kept
    if terms.effective_rate is None or not rate:
        return Decimal(1), terms.effective_rate or rate
    # Only an effective rate is told: the base is reduced until the rate gives it.
    return min(Decimal(1), terms.effective_rate / rate), terms.effective_rate
