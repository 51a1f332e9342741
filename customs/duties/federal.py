"""Federal taxes on the goods: II, IPI, PIS and COFINS, rounded once per addition and tax.

II, PIS and COFINS stand on the customs value, IPI on customs value and the II
that is due. What an addition owes is split over its items so that they sum to it.
"""

from decimal import Decimal

from customs.apportion import apportion
from customs.duties.additions import TaxGroup
from customs.duties.assessment import TAXES, Derivation, TaxAmount
from customs.duties.packs import SURCHARGED, RulesInForce
from customs.duties.request import Relief
from customs.duties.rounding import ZERO, cents
from customs.payload import Payload

HUNDRED = Decimal(100)


class TaxRate(Payload):
    """A rate in percent and the rule it comes from; ``given`` if the request said it."""

    value: Decimal
    rule: str


def find_rate(tax: str, group: TaxGroup, rules: RulesInForce) -> TaxRate | None:
    """Return the rate of ``tax`` for a group, as given or by the pack; None: the pack has none."""
    given: Decimal | None = getattr(group.rates, tax)
    if given is not None:
        return TaxRate(value=given, rule="given")
    rule = rules.rule(tax, group.ncm)
    if rule is None:
        return None
    heading = rules.heading(group.ncm)
    if tax == "cofins" and heading is not None and heading.surcharged:
        extra = rules.rule("cofins_surcharge", SURCHARGED)
        if extra is not None:
            return TaxRate(value=rule.value + extra.value, rule=f"{rule.id} + {extra.id}")
    return TaxRate(value=rule.value, rule=rule.id)


def assess_group(
    group: TaxGroup, values: list[Decimal], rules: RulesInForce, suspended: bool
) -> list[dict[str, TaxAmount]]:
    """Return the taxes of each item of a group whose customs values are ``values``.

    ``suspended``: the kind of declaration suspends what is due. Every rate is known to exist.
    """
    taxes: list[dict[str, TaxAmount]] = [{} for _ in values]
    for tax in TAXES:
        rate = find_rate(tax, group, rules)
        if rate is None:
            raise LookupError(f"no rate of {tax} for {group.ncm}: the request was not checked")
        relief: Relief = getattr(group.relief, tax)
        if suspended and relief == "none":
            relief = "suspended"
        bases = values
        if tax == "ipi":
            bases = [v + done["ii"].due for v, done in zip(values, taxes, strict=True)]
        for done, amount in zip(taxes, _amounts(bases, rate, relief), strict=True):
            done[tax] = amount
    return taxes


def _amounts(bases: list[Decimal], rate: TaxRate, relief: Relief) -> list[TaxAmount]:
    if relief == "zero_rate":
        rate = TaxRate(value=Decimal(0), rule=f"{rate.rule}: zero rate")
    base = sum(bases, ZERO)
    whole = cents(base * rate.value / HUNDRED)
    parts = apportion(whole, [b * rate.value for b in bases])
    together = {"addition_base": str(base), "addition_amount": str(whole)} if parts[1:] else {}
    return [
        _amount(own, part, rate, relief, together) for own, part in zip(bases, parts, strict=True)
    ]


def _amount(
    base: Decimal, calculated: Decimal, rate: TaxRate, relief: Relief, together: dict[str, str]
) -> TaxAmount:
    exempt, suspended = relief == "exempt", relief == "suspended"
    due = ZERO if exempt else calculated
    return TaxAmount(
        base=base,
        rate=rate.value,
        reduction=HUNDRED if exempt else Decimal(0),
        calculated=calculated,
        reduced=calculated - due,
        due=due,
        suspended=due if suspended else ZERO,
        payable=ZERO if suspended else due,
        derivation=Derivation(
            formula="share of addition" if together else "base × rate",
            inputs={"base": str(base), "rate": str(rate.value), "relief": relief, **together},
            rule=rate.rule,
        ),
    )
