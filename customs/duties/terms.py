"""The rates of an item under the rules of a day: given, claimed or general, each with its rule.

What is looked up depends on few things of an item; equal ones are looked up once a day.
"""

from decimal import Decimal
from typing import NamedTuple

from customs.duties.kinds import DEFENCE, TAXES
from customs.duties.money import SpecificRate
from customs.duties.packs import KEPT, SURCHARGED, Rule, RulesInForce
from customs.duties.request import (
    NO_RATES,
    NO_REDUCTIONS,
    NO_RELIEF,
    NO_SPECIFIC,
    AssessmentRequest,
    RequestItem,
)

HUNDRED = Decimal(100)
_RATES, _RELIEF, _REDUCTIONS, _SPECIFIC = (
    tuple(told.__dict__.values()) for told in (NO_RATES, NO_RELIEF, NO_REDUCTIONS, NO_SPECIFIC)
)
"""What most items say: nothing."""


class Part(NamedTuple):
    """One number that makes up a rate or a reduction: of a rule, or given under a path."""

    value: Decimal
    rule: Rule | None
    path: str = ""


class TaxTerms(NamedTuple):
    """How one tax of an item is counted."""

    tax: str
    rate: tuple[Part, ...]
    """Percent points that add up; or one amount per quantity, if ``per`` says of what."""
    per: str
    """``%``, or ``unit``, ``kg``, ``t``."""
    currency: str
    """Of an amount per quantity."""
    reduction: tuple[Part, ...]
    """Percents of the calculated tax that are taken away, one after the other."""
    relief: str
    label: str
    """Ids of the rules, as lists show them; ``given`` if the request said it."""
    note: str = ""


class ItemTerms(NamedTuple):
    """All terms of an item, and the taxes for which neither request nor pack has a rate."""

    taxes: tuple[TaxTerms, ...]
    missing: tuple[str, ...]


def likeness(item: RequestItem) -> tuple[object, ...]:
    """Return all that the terms of an item depend on."""
    return (
        item.ncm,
        item.origin,
        item.producer,
        item.ex,
        item.ipi_ex,
        item.agreement,
        _RATES if item.rates is NO_RATES else tuple(item.rates.__dict__.values()),
        _RELIEF if item.relief is NO_RELIEF else tuple(item.relief.__dict__.values()),
        _REDUCTIONS
        if item.reductions is NO_REDUCTIONS
        else tuple(item.reductions.__dict__.values()),
        _SPECIFIC if item.specific is NO_SPECIFIC else tuple(item.specific.__dict__.values()),
    )


def item_terms(item: RequestItem, like: tuple[object, ...], rules: RulesInForce) -> ItemTerms:
    """Return the terms of an item whose likeness is ``like``."""
    known = rules.resolved.get(like)
    if not isinstance(known, ItemTerms):
        if len(rules.resolved) >= KEPT:
            rules.resolved.clear()
        known = rules.resolved[like] = _resolve(item, rules)
    return known


def currencies(request: AssessmentRequest, rules: RulesInForce) -> tuple[str, ...]:
    """Return every currency that needs a quote: those of the request, and of rates per quantity."""
    needed = dict.fromkeys(request.currencies())
    for item in request.items:
        needed |= dict.fromkeys(
            terms.currency
            for terms in item_terms(item, likeness(item), rules).taxes
            if terms.per != "%" and terms.currency != "BRL"
        )
    return tuple(needed)


def _resolve(item: RequestItem, rules: RulesInForce) -> ItemTerms:
    found = {tax: _terms(tax, item, rules) for tax in (*TAXES, *DEFENCE)}
    return ItemTerms(
        taxes=tuple(terms for terms in found.values() if terms is not None),
        missing=tuple(tax for tax in TAXES if found[tax] is None),
    )


def _terms(tax: str, item: RequestItem, rules: RulesInForce) -> TaxTerms | None:
    relief = getattr(item.relief, tax)
    specific: SpecificRate | None = getattr(item.specific, tax)
    given: Decimal | None = getattr(item.rates, tax)
    reduction = _reduction(tax, item, rules)
    if specific is not None:
        part = Part(specific.amount, None, f"specific.{tax}")
        return TaxTerms(tax, (part,), specific.per, specific.currency, reduction, relief, "given")
    if given is not None:
        part = Part(given, None, f"rates.{tax}")
        return TaxTerms(tax, (part,), "%", "", reduction, relief, "given")
    return _of_the_pack(tax, item, rules, reduction)


def _of_the_pack(
    tax: str, item: RequestItem, rules: RulesInForce, reduction: tuple[Part, ...]
) -> TaxTerms | None:
    rule, note = _rule(tax, item, rules)
    if rule is None:
        return None
    parts = [rule]
    heading = rules.heading(item.ncm)
    if tax == "cofins" and heading is not None and heading.surcharged and rule.tax == "cofins":
        extra = rules.exactly("cofins_surcharge", SURCHARGED)
        parts += [extra] if extra is not None else []
    currency, _, per = rule.unit.rpartition("/")
    return TaxTerms(
        tax,
        tuple(Part(one.value, one) for one in parts),
        per,
        currency,
        reduction,
        getattr(item.relief, tax),
        " + ".join(one.id for one in parts),
        note,
    )


def _rule(tax: str, item: RequestItem, rules: RulesInForce) -> tuple[Rule | None, str]:
    if tax in DEFENCE:
        ncm, origin, producer = item.ncm, item.origin or "*", item.producer or "*"
        keys = (f"{ncm}/{origin}/{producer}", f"{ncm}/{origin}/*", f"{ncm}/*/*")
        return rules.exactly(tax, *keys), ""
    claimed, note = _ex(tax, item, rules)
    if claimed is not None:
        return claimed, note
    return rules.exactly(f"{tax}_for_all", "*") or rules.exactly(tax, item.ncm, "*"), note


def claimed_ex(tax: str, item: RequestItem) -> str | None:
    """Return the number of the ex that an item claims of a tax."""
    return {"ii": item.ex, "ipi": item.ipi_ex}.get(tax)


def _ex(tax: str, item: RequestItem, rules: RulesInForce) -> tuple[Rule | None, str]:
    """Return the rule of a claimed ex; once it has lapsed the normal rate counts, and it is said."""
    number = claimed_ex(tax, item)
    if number is None:
        return None, ""
    rule = rules.exactly(f"{tax}_ex", f"{item.ncm}/{number}")
    held = f"ex {number} of {item.ncm} is not in force on {rules.day}: the normal rate counts"
    return rule, "" if rule is not None else held


def _reduction(tax: str, item: RequestItem, rules: RulesInForce) -> tuple[Part, ...]:
    if tax in DEFENCE:
        return ()
    given: Decimal | None = getattr(item.reductions, tax)
    if given is not None:
        return (Part(given, None, f"reductions.{tax}"),) if given else ()
    found = [rules.exactly(f"{tax}_reduction", item.ncm, "*")]
    if tax == "ii" and item.agreement is not None:
        found.append(preference(item, rules))
    return tuple(Part(rule.value, rule) for rule in found if rule is not None)


def preference(item: RequestItem, rules: RulesInForce) -> Rule | None:
    """Return the margin of preference that an item's agreement gives goods of its origin."""
    claim = f"{item.agreement}/{item.origin}"
    return rules.exactly("ii_preference", f"{claim}/{item.ncm}", f"{claim}/*")
