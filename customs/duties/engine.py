"""The assessment of duties: the one place where a tax is computed."""

from decimal import Decimal

from customs.duties.additions import number_additions, tax_groups
from customs.duties.assessment import (
    TAXES,
    Assessment,
    AssessmentRefused,
    Derivation,
    ItemAssessment,
    TaxAmount,
    Totals,
)
from customs.duties.charges import Charge, afrmm, icms, informational, utilisation_fee
from customs.duties.checking import problems
from customs.duties.customs_value import ItemValue, customs_values
from customs.duties.federal import assess_group
from customs.duties.packs import RulePack, RulesInForce
from customs.duties.request import AssessmentRequest
from customs.duties.rounding import ZERO


def assess(request: AssessmentRequest, pack: RulePack) -> Assessment:
    """Return the duties of ``request`` under the rules of its registration date.

    Raises:
        AssessmentRefused: with every problem of the request.
    """
    rules = pack.on(request.registered_on)
    wrong = problems(request, rules)
    if wrong:
        raise AssessmentRefused(wrong)
    values = customs_values(request)
    items = _items(request, values, rules)
    totals, derivations = _totals(request, values, items, rules)
    return Assessment(
        kind=request.kind,
        registered_on=request.registered_on,
        items=items,
        totals=totals,
        calculated={tax: _sum(items, tax, "calculated") for tax in TAXES},
        suspended={tax: _sum(items, tax, "suspended") for tax in TAXES},
        quotes={name: str(request.exchange[name]) for name in request.currencies()},
        rule_pack=pack.sha256,
        derivations=derivations,
        notes=_notes(derivations),
    )


def _items(
    request: AssessmentRequest, values: list[ItemValue], rules: RulesInForce
) -> tuple[ItemAssessment, ...]:
    additions = number_additions(request)
    taxes: list[dict[str, TaxAmount]] = [{} for _ in values]
    for group in tax_groups(request, additions):
        own = [values[place].customs_value for place in group.places]
        assessed = assess_group(group, own, rules, suspended=request.kind == "admission")
        for place, amounts in zip(group.places, assessed, strict=True):
            taxes[place] = amounts
    return tuple(
        ItemAssessment(
            id=item.id,
            addition=additions[place],
            customs_value=values[place].customs_value,
            taxes=taxes[place],
            derivation=values[place].derivation,
        )
        for place, item in enumerate(request.items)
    )


def _totals(
    request: AssessmentRequest,
    values: list[ItemValue],
    items: tuple[ItemAssessment, ...],
    rules: RulesInForce,
) -> tuple[Totals, dict[str, Derivation]]:
    value = sum((v.customs_value for v in values), ZERO)
    federal = {tax: _sum(items, tax, "payable") for tax in TAXES}
    fee = utilisation_fee(len({item.addition for item in items}), rules)
    freight = afrmm(request, sum((v.freight_brl for v in values), ZERO), rules)
    charges = _of(fee) + _of(freight)
    duties = sum(federal.values(), ZERO)
    state = icms(request, value + duties + charges + request.other_in_icms_base, rules)
    reform_base = value + federal["ii"] + charges
    cbs = informational("cbs", request, reform_base, rules)
    ibs = informational("ibs", request, reform_base, rules)
    totals = Totals(
        customs_value=value,
        **federal,
        siscomex_fee=_of(fee),
        afrmm=_of(freight),
        icms_base=state.base,
        icms=state.amount,
        cbs_informational=cbs.amount,
        ibs_informational=ibs.amount,
        payable=duties + charges + state.amount,
    )
    derivations = {
        "siscomex_fee": fee.derivation,
        "afrmm": freight.derivation,
        "icms": state.derivation,
        "cbs_informational": cbs.derivation,
        "ibs_informational": ibs.derivation,
    }
    return totals, derivations


def _of(charge: Charge) -> Decimal:
    return charge.amount if charge.amount is not None else ZERO


def _sum(items: tuple[ItemAssessment, ...], tax: str, what: str) -> Decimal:
    return sum((getattr(item.taxes[tax], what) for item in items), ZERO)


def _notes(derivations: dict[str, Derivation]) -> tuple[str, ...]:
    if derivations["cbs_informational"].formula == "no cClassTrib":
        return ("IBS and CBS are not told: an item has no class_trib",)
    return ()
