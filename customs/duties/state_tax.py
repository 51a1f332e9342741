"""ICMS: the state's tax, part of its own base (LC 87/1996 art. 13 V)."""

from decimal import Decimal
from typing import Generic, NamedTuple

from customs.duties.calculator import NOTHING, ZERO, Calculator, N
from customs.duties.packs import Rule, RulesInForce
from customs.duties.request import AssessmentRequest, IcmsTerms
from customs.duties.terms import HUNDRED

STATES = frozenset(
    [
        "AC",
        "AL",
        "AM",
        "AP",
        "BA",
        "CE",
        "DF",
        "ES",
        "GO",
        "MA",
        "MG",
        "MS",
        "MT",
        "PA",
        "PB",
        "PE",
        "PI",
        "PR",
        "RJ",
        "RN",
        "RO",
        "RR",
        "RS",
        "SC",
        "SE",
        "SP",
        "TO",
    ]
)


class Icms(NamedTuple, Generic[N]):
    """The base, what the state counts, what is paid later, what it does without, what is paid."""

    base: N
    calculated: N
    deferred: N
    exempted: N
    payable: N


class StateTax(Generic[N]):
    """Computes the ICMS of one request under the rules of its day."""

    def __init__(
        self, calc: Calculator[N], request: AssessmentRequest, rules: RulesInForce
    ) -> None:
        self._calc = calc
        self._request = request
        self._rules = rules
        self._terms = request.icms or IcmsTerms()
        self._hundred = calc.constant(HUNDRED)
        self._one = calc.constant(Decimal(1))

    def rate(self) -> N:
        """Return the nominal rate in percent: as given, or what the reform leaves of the state's."""
        calc = self._calc
        if self._terms.rate is not None:
            return calc.field("icms_rate", self._terms.rate, "icms.rate")
        rule = icms_rule(self._request, self._rules)
        if rule is None:
            raise LookupError(f"no ICMS rate on {self._rules.day}: the request was not checked")
        rate = calc.rule("icms_rate", rule.value, rule)
        remaining = self._rules.exactly("icms_remaining", "*")
        if remaining is None or remaining.value == HUNDRED:
            return rate
        left = calc.rule("icms_remaining", remaining.value, remaining)
        return self._part("icms_rate", rate, left)

    def expenses(self) -> N | None:
        """Return the customs expenses that the state has in its base, and what else was given."""
        calc, told = self._calc, []
        for name, amount in self._request.expenses.items():
            rule = expense_rule(name, self._request, self._rules)
            if rule is not None and rule.value:
                inside = calc.rule(f"{name}_in_base", rule.value, rule)
                spent = calc.field(name, amount, f"expenses.{name}")
                told.append(calc.multiply(f"{name}_in_icms_base", spent, inside))
        other = self._request.other_in_icms_base
        if other:
            told.append(calc.field("other_in_icms_base", other, "other_in_icms_base"))
        return calc.total("expenses_in_icms_base", told) if told else None

    def tax(self, before: N) -> Icms[N]:
        """Return the ICMS on ``before``: value, federal taxes, fee, AFRMM and expenses.

        The base is grossed up with the effective rate; under a state's regime
        another rate may be charged on it.
        """
        calc = self._calc
        rate = self.rate()
        kept, effective = self._reduced(rate)
        fraction = calc.divide("effective_fraction", effective, self._hundred)
        total = calc.divide(
            "grossed_up", before, calc.subtract("one_less_icms", self._one, fraction)
        )
        if kept is not None:
            total = calc.multiply("reduced_base", total, kept)
        base = calc.cents("icms_base", total)
        charged = self._term("charge_rate", "icms_charge")
        charged = rate if charged is None else charged
        amount = calc.cents("icms_calculated", self._part("icms_exact", base, charged))
        return self._paid(base, amount)

    def _paid(self, base: N, amount: N) -> Icms[N]:
        calc = self._calc
        none = calc.constant(ZERO)
        deferral = self._term("deferral", "icms_deferral")
        if self._terms.exempt:
            return Icms(base, amount, none, amount, none)
        if deferral is None:
            return Icms(base, amount, none, none, amount)
        later = calc.cents("icms_deferred", self._part("icms_deferred_exact", amount, deferral))
        return Icms(base, amount, later, none, calc.subtract("icms", amount, later))

    def _reduced(self, rate: N) -> tuple[N | None, N]:
        """Return the part of the base that is kept, if not all, and the effective rate."""
        calc, given = self._calc, self._terms.effective_rate
        told = None if given is None else calc.field("effective_rate", given, "icms.effective_rate")
        reduction = self._term("base_reduction", "icms_base_reduction")
        if reduction is not None:
            away = calc.divide("base_reduction_fraction", reduction, self._hundred)
            kept = calc.subtract("kept_base", self._one, away)
            return kept, told if told is not None else calc.multiply("effective_rate", rate, kept)
        if told is None:
            return None, rate
        if self._terms.charge_rate is not None or calc.value(rate) == NOTHING:
            return None, told
        # Only an effective rate is told: the base is reduced until the rate gives it.
        kept = calc.divide("kept_base", told, rate)
        return calc.least("kept_base", self._one, kept), told

    def _term(self, field: str, series: str) -> N | None:
        """Return a term in percent, as given or as the pack has it for the state's regime."""
        given: Decimal | None = getattr(self._terms, field)
        if given is not None:
            return self._calc.field(f"icms_{field}", given, f"icms.{field}")
        state, regime = self._request.state, self._terms.regime
        keys = (f"{state}/{regime}", state) if regime else (state,)
        rule = self._rules.exactly(series, *keys)
        return None if rule is None else self._calc.rule(f"icms_{field}", rule.value, rule)

    def _part(self, name: str, whole: N, percent: N) -> N:
        return self._calc.divide(
            name, self._calc.multiply(f"{name}_times_rate", whole, percent), self._hundred
        )


def icms_rule(request: AssessmentRequest, rules: RulesInForce) -> Rule | None:
    """Return the rule of the nominal rate, of the state's regime if it has its own."""
    regime = request.icms.regime if request.icms is not None else None
    keys = (f"{request.state}/{regime}", request.state) if regime else (request.state,)
    return rules.exactly("icms", *keys)


def expense_rule(name: str, request: AssessmentRequest, rules: RulesInForce) -> Rule | None:
    """Return the rule that says whether an expense is in the state's base."""
    return rules.exactly("icms_expense", f"{request.state}/{name}", f"*/{name}")
