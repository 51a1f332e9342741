"""What a late end of the regime costs: the taxes, interest and a fine.

When the term runs out with goods still in bond, their taxes are due with interest and fine
counted from the registration of the admission (RA art. 311). Interest is Selic, month by
month without compounding, from the month after the due date to the month before payment, and
a fixed part for the month of payment (Lei 9.430/1996 art. 61 §3). The fine grows by the day
up to a ceiling (art. 61), or is that of an assessment by the office (art. 44 I).
"""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Generic

from pydantic import Field, PrivateAttr

from customs.duties.assessment import AssessmentRefused
from customs.duties.calculator import ARITHMETIC, Calculator, N
from customs.duties.derivation import Derivation
from customs.duties.money import Amount
from customs.duties.packs import Rule, RulePack
from customs.duties.problem import problem
from customs.duties.recorder import Recorder
from customs.duties.terms import HUNDRED
from customs.payload import Payload


class LateTaxes(Payload):
    """Taxes of goods that the regime no longer protects."""

    taxes: dict[str, Amount] = Field(min_length=1)
    """Tax → amount due in BRL, as assessed for the goods that are left."""
    due_on: date
    """Registration of the admission, from which interest and fine are counted."""
    paid_on: date
    by_office: bool = False
    """Customs found it first: the fine of the office in place of that per day."""


class LateAmounts(Payload):
    """What is to be paid on a day, per tax and in all, in BRL."""

    interest: dict[str, Decimal]
    fine: dict[str, Decimal]
    taxes: Decimal
    payable: Decimal
    _tree: Derivation | None = PrivateAttr(default=None)

    @property
    def tree(self) -> Derivation | None:
        """How the amounts came about."""
        return self._tree


def overdue(late: LateTaxes, pack: RulePack) -> LateAmounts:
    """Return taxes, interest and fine of ``late`` as paid on its day.

    Raises:
        AssessmentRefused: the pack lacks the interest of a month, or the terms of the fine.
    """
    _check(late, pack)
    recorder = Recorder()
    with localcontext(ARITHMETIC):
        amounts = _Lateness(recorder, late, pack).amounts()
    amounts._tree = Derivation(pack.sha256, late.paid_on, {}, recorder)
    return amounts


def months_of_interest(late: LateTaxes) -> list[date]:
    """Return the first day of each month after the due one and before that of payment."""
    months = []
    month = _next_month(late.due_on)
    while month < late.paid_on.replace(day=1):
        months.append(month)
        month = _next_month(month)
    return months


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _check(late: LateTaxes, pack: RulePack) -> None:
    wanted = [("selic", month) for month in months_of_interest(late)]
    if late.paid_on > late.due_on:
        fine = ("fine_of_office",) if late.by_office else ("fine_per_day", "fine_ceiling")
        wanted += [(tax, late.paid_on) for tax in (*fine, "interest_of_last_month")]
    lacking = [
        problem("paid_on", f"the rule pack has no {tax} on {day}", "rate_missing")
        for tax, day in wanted
        if pack.find(tax, "*", day) is None
    ]
    if lacking:
        raise AssessmentRefused(tuple(lacking))


class _Lateness(Generic[N]):
    def __init__(self, calc: Calculator[N], late: LateTaxes, pack: RulePack) -> None:
        self._calc = calc
        self._late = late
        self._pack = pack
        self._hundred = calc.constant(HUNDRED)

    def amounts(self) -> LateAmounts:
        calc = self._calc
        taxes = {
            tax: calc.field(tax, amount, f"taxes.{tax}") for tax, amount in self._late.taxes.items()
        }
        interest = self._each("interest", taxes, self._interest())
        fine = self._each("fine", taxes, self._fine())
        whole = calc.total("taxes", list(taxes.values()))
        parts = [whole, *interest.values(), *fine.values()]
        payable = calc.total("payable", parts)
        calc.mark("taxes", whole)
        calc.mark("payable", payable)
        return LateAmounts(
            interest={tax: calc.value(number) for tax, number in interest.items()},
            fine={tax: calc.value(number) for tax, number in fine.items()},
            taxes=calc.value(whole),
            payable=calc.value(payable),
        )

    def _each(self, name: str, taxes: dict[str, N], percent: N) -> dict[str, N]:
        calc = self._calc
        fraction = calc.divide(f"{name}_fraction", percent, self._hundred)
        each = {
            tax: calc.cents(name, calc.multiply(f"{name}_exact", amount, fraction))
            for tax, amount in taxes.items()
        }
        for tax, number in each.items():
            calc.mark(f"{name}.{tax}", number)
        return each

    def _interest(self) -> N:
        calc, late = self._calc, self._late
        rules = [self._rule("selic", month) for month in months_of_interest(late)]
        if late.paid_on >= _next_month(late.due_on):
            rules.append(self._rule("interest_of_last_month", late.paid_on))
        return calc.total("interest_percent", [calc.rule(r.tax, r.value, r) for r in rules])

    def _fine(self) -> N:
        calc, late = self._calc, self._late
        days = (late.paid_on - late.due_on).days
        if days <= 0:
            return calc.total("fine_percent", [])
        if late.by_office:
            rule = self._rule("fine_of_office", late.paid_on)
            return calc.rule("fine_percent", rule.value, rule)
        daily, most = (self._rule(name, late.paid_on) for name in ("fine_per_day", "fine_ceiling"))
        told = calc.field("days_late", Decimal(days), "paid_on")
        grown = calc.multiply("fine_grown", calc.rule("fine_per_day", daily.value, daily), told)
        return calc.least("fine_percent", grown, calc.rule("fine_ceiling", most.value, most))

    def _rule(self, tax: str, day: date) -> Rule:
        rule = self._pack.find(tax, "*", day)
        if rule is None:
            raise LookupError(f"no {tax} on {day}: it was not checked")
        return rule
