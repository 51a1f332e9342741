"""The assessment of duties: the one place where a tax is computed."""

from decimal import Decimal, localcontext
from typing import Any, Generic

from customs.duties.additions import TaxGroup, number_additions, tax_groups
from customs.duties.assessment import (
    Assessment,
    AssessmentRefused,
    IcmsAmounts,
    ItemAssessment,
    TaxAmount,
    Totals,
)
from customs.duties.calculator import ARITHMETIC, Calculator, N, Plain
from customs.duties.charges import (
    AFRMM_UNTOLD,
    NO_CLASS_TRIB,
    PAID_WITHOUT,
    REFORM,
    afrmm,
    afrmm_untold,
    lacks_class_trib,
    reform_is_paid,
    reform_tax,
    utilisation_fee,
)
from customs.duties.checking import group_problems, negative_values
from customs.duties.collecting import collector_paused
from customs.duties.customs_value import Valuation
from customs.duties.derivation import Derivation
from customs.duties.federal import CALCULATED, PAYABLE, SUSPENDED, FederalTaxes, TaxTable
from customs.duties.kinds import DEFENCE, KINDS, TAXES
from customs.duties.packs import RulePack, RulesInForce
from customs.duties.recorder import Recorder
from customs.duties.request import AssessmentRequest
from customs.duties.state_tax import Icms, StateTax
from customs.duties.terms import HUNDRED


def assess(request: AssessmentRequest, pack: RulePack, *, explain: bool = True) -> Assessment:
    """Return the duties of ``request`` under the rules of its registration date.

    ``explain``: the answer's ``tree`` says how every amount came about.

    Raises:
        AssessmentRefused: with every problem of the request.
    """
    rules = pack.on(request.registered_on)
    groups = tax_groups(request, number_additions(request), rules)
    wrong = group_problems(request, groups, rules)
    if wrong:
        raise AssessmentRefused(wrong)
    if not explain:
        return _assessed(_Duties(Plain(), request, groups, rules))
    recorder = Recorder()
    assessment = _assessed(_Duties(recorder, request, groups, rules))
    assessment._tree = Derivation(pack.sha256, request.registered_on, request.provenance, recorder)
    return assessment


def derive(request: AssessmentRequest, pack: RulePack) -> Derivation:
    """Return only how every amount comes about, of a request that nobody has to accept.

    For comparing: what lies half-way between two declarations need not be one.

    Raises:
        LookupError: a rate or a quote is missing.
        AssessmentRefused: its deductions leave less than nothing of a price.
    """
    rules, recorder = pack.on(request.registered_on), Recorder()
    groups = tax_groups(request, number_additions(request), rules)
    missing = sorted({tax for group in groups for tax in group.terms.missing})
    if missing:
        raise LookupError(f"no rate of {', '.join(missing)} on {rules.day}")
    _assessed(_Duties(recorder, request, groups, rules))
    return Derivation(pack.sha256, request.registered_on, request.provenance, recorder)


def _assessed(duties: "_Duties[N]") -> Assessment:
    request, rules = duties.request, duties.rules
    with collector_paused(), localcontext(ARITHMETIC):
        totals = duties.totals()
        return Assessment.model_construct(
            kind=request.kind,
            registered_on=request.registered_on,
            items=duties.items(),
            totals=totals,
            calculated=duties.sums("calculated", CALCULATED),
            suspended=duties.sums("suspended", SUSPENDED),
            icms=duties.state_amounts(),
            quotes=duties.quotes(),
            quote_date=None,
            rule_pack=rules.pack,
            derivation=None,
            notes=_notes(request, rules),
        )


class _Duties(Generic[N]):
    """The duties of one declaration, computed from top to bottom."""

    def __init__(
        self,
        calc: Calculator[N],
        request: AssessmentRequest,
        groups: list[TaxGroup],
        rules: RulesInForce,
    ) -> None:
        self.request = request
        self.rules = rules
        self._calc = calc
        self._groups = groups
        self._valuation = Valuation(calc, request)
        self._state = StateTax(calc, request, rules)
        self._values: list[N] = []
        self._freights: list[N] = []
        self._taxed: list[tuple[TaxGroup, list[TaxTable[N]]]] = []
        self._icms: Icms[N] | None = None

    def totals(self) -> Totals:
        """Compute everything, and return what is payable."""
        self._values, self._freights = self._valuation.values()
        negative_values(self._calc.values(self._values))
        self._federal()
        return self._totals(self.rules)

    def _federal(self) -> None:
        calc, inside = self._calc, None
        if self.rules.flag("pis_cofins_formula"):
            inside = calc.divide("icms_fraction", self._state.rate(), calc.constant(HUNDRED))
        federal = FederalTaxes(calc, self.request, self._valuation.brl, inside)
        for group in self._groups:
            values = [self._values[place] for place in group.places]
            self._taxed.append((group, federal.group(group, values)))

    def _totals(self, rules: RulesInForce) -> Totals:
        calc = self._calc
        value = calc.total("customs_value_of_all_items", self._values)
        taxes = {tax: self._sum(tax, PAYABLE) for tax in TAXES}
        against = [n for tax in DEFENCE for n in self._numbers(tax, PAYABLE)]
        defence = calc.total("antidumping", against)
        additions = len({group.addition for group in self._groups})
        fee = utilisation_fee(calc, self.request, additions, rules)
        ship = afrmm(calc, self.request, self._valuation, self._freights, rules)
        federal = calc.total("federal", [*taxes.values(), *([defence] if against else [])])
        charges = calc.add("fee_and_afrmm", fee, ship)
        state = self._state_tax(calc.total("before_icms", [value, federal, charges]))
        base = calc.total("reform_base", [value, taxes["ii"], defence, charges])
        reform = {tax: reform_tax(calc, tax, self.request, base, rules) for tax in REFORM}
        paid = [federal, charges]
        paid += [self._icms.payable] if self._icms is not None else []
        paid += [one.payable for one in reform.values() if one.payable is not None]
        told: dict[str, N | None] = {
            "customs_value": value,
            **taxes,
            "antidumping": defence,
            "siscomex_fee": fee,
            "afrmm": None if afrmm_untold(self.request, rules) else ship,
            **state,
            **{f"{tax}_informational": one.informational for tax, one in reform.items()},
            **{tax: one.payable for tax, one in reform.items()},
            "payable": calc.total("payable", paid),
        }
        return Totals(**self._marked("totals", told))

    def _state_tax(self, before: N) -> dict[str, N | None]:
        calc = self._calc
        if not KINDS[self.request.kind].releases:
            return {"icms_base": None, "icms": calc.total("icms", [])}
        expenses = self._state.expenses()
        if expenses is not None:
            before = calc.add("before_icms", before, expenses)
        icms = self._icms = self._state.tax(before)
        calc.mark("icms.before", before)
        return {"icms_base": icms.base, "icms": icms.payable}

    def _marked(self, path: str, told: dict[str, N | None]) -> dict[str, Any]:
        for name, number in told.items():
            if number is not None:
                self._calc.mark(f"{path}.{name}", number)
        return {n: None if x is None else self._calc.value(x) for n, x in told.items()}

    def _numbers(self, tax: str, place: int) -> list[N]:
        found = [one for _, tables in self._taxed for one in tables if one.tax == tax]
        return [number for one in found for number in one.columns[place]]

    def _sum(self, tax: str, place: int) -> N:
        return self._calc.total(f"{tax}_of_all_items", self._numbers(tax, place))

    def sums(self, what: str, place: int) -> dict[str, Decimal]:
        """Return the sum of one number of each tax; trade defence only where it arises."""
        arising = dict.fromkeys(one.tax for _, tables in self._taxed for one in tables)
        return self._marked(what, {tax: self._sum(tax, place) for tax in arising})

    def state_amounts(self) -> IcmsAmounts | None:
        """Return what the state counted, put off and did without."""
        if self._icms is None:
            return None
        told: dict[str, N | None] = {
            "calculated": self._icms.calculated,
            "deferred": self._icms.deferred,
            "exempted": self._icms.exempted,
        }
        return IcmsAmounts(**self._marked("icms", told))

    def items(self) -> tuple[ItemAssessment, ...]:
        """Return each item with its taxes, in the order of the request."""
        calc, told = self._calc, self.request.items
        values = calc.values(self._values)
        taxes: list[dict[str, TaxAmount]] = [{} for _ in told]
        for group, tables in self._taxed:
            ids = [told[place].id for place in group.places]
            for tax, columns, rule, unit in tables:
                calc.mark_tax(tax, ids, columns)
                rows = zip(*[calc.values(column) for column in columns], strict=True)
                for place, row in zip(group.places, rows, strict=True):
                    taxes[place][tax] = TaxAmount(*row, rule, unit)  # type: ignore[call-arg]
        additions = {place: group.addition for group in self._groups for place in group.places}
        for item, value in zip(told, self._values, strict=True):
            calc.mark(f"items.{item.id}.customs_value", value)
        return tuple(
            ItemAssessment(item.id, additions[place], values[place], taxes[place])
            for place, item in enumerate(told)
        )

    def quotes(self) -> dict[str, str]:
        """Return the exchange rates that were used, by currency."""
        used = self._valuation.used
        return {currency: str(self.request.exchange[currency]) for currency in used}


def _notes(request: AssessmentRequest, rules: RulesInForce) -> tuple[str, ...]:
    told = []
    if KINDS[request.kind].releases and lacks_class_trib(request) and rules.exactly("cbs", "*"):
        paid = (PAID_WITHOUT,) if reform_is_paid(rules) else ()
        told.append("; ".join((NO_CLASS_TRIB, *paid)))
    told += [AFRMM_UNTOLD] if afrmm_untold(request, rules) else []
    return tuple(told)
