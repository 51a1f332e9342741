"""The assessment of duties: the one place where a tax is computed."""

from decimal import Decimal, localcontext
from typing import Any, Generic

from customs.duties.additions import number_additions, tax_groups
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
    FREIGHT_UNKNOWN,
    NO_CLASS_TRIB,
    REFORM,
    afrmm,
    afrmm_rule,
    freight_unknown,
    lacks_class_trib,
    reform_tax,
    utilisation_fee,
)
from customs.duties.checking import negative_values, problems
from customs.duties.customs_value import ItemValue, Valuation
from customs.duties.derivation import Derivation
from customs.duties.federal import FederalTaxes, Goods, Owed
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
    wrong = problems(request, rules)
    if wrong:
        raise AssessmentRefused(wrong)
    if not explain:
        return _assessed(request, rules, Plain())
    recorder = Recorder()
    assessment = _assessed(request, rules, recorder)
    assessment._tree = Derivation(pack.sha256, request.registered_on, request.provenance, recorder)
    return assessment


def payable(request: AssessmentRequest, rules: RulesInForce) -> Decimal:
    """Return only what is payable in BRL; the request has no problems on the day of ``rules``.

    For looking ahead over thousands of lots: nothing is checked, kept or explained.
    """
    with localcontext(ARITHMETIC):
        return _Duties(Plain(), request, rules).totals.payable


def _assessed(request: AssessmentRequest, rules: RulesInForce, calc: Calculator[N]) -> Assessment:
    with localcontext(ARITHMETIC):
        duties = _Duties(calc, request, rules)
        return Assessment.model_construct(
            kind=request.kind,
            registered_on=request.registered_on,
            items=duties.items(),
            totals=duties.totals,
            calculated=duties.sums("calculated", 3),
            suspended=duties.sums("suspended", 6),
            icms=duties.state_amounts(),
            quotes={name: str(request.exchange[name]) for name in request.currencies()},
            quote_date=None,
            rule_pack=rules.pack,
            derivation=None,
            notes=_notes(request, rules),
        )


class _Duties(Generic[N]):
    """The duties of one declaration, computed from top to bottom."""

    def __init__(
        self, calc: Calculator[N], request: AssessmentRequest, rules: RulesInForce
    ) -> None:
        self._calc = calc
        self._request = request
        self._additions = number_additions(request)
        self._valuation = Valuation(calc, request)
        self._values = self._valuation.values()
        negative_values([calc.value(one.customs_value) for one in self._values])
        self._state = StateTax(calc, request, rules)
        self._taxes = self._federal(rules)
        self._icms: Icms[N] | None = None
        self.totals = self._totals(rules)

    def _federal(self, rules: RulesInForce) -> list[dict[str, Owed[N]]]:
        calc, kind = self._calc, KINDS[self._request.kind]
        inside = None
        if rules.exactly("pis_cofins_formula", "*") is not None:
            inside = calc.divide("icms_fraction", self._state.rate(), calc.constant(HUNDRED))
        federal = FederalTaxes(calc, self._valuation.brl, kind.suspends, inside)
        taxes: list[dict[str, Owed[N]]] = [{} for _ in self._values]
        for group in tax_groups(self._request, self._additions, rules):
            goods = [
                Goods(place, self._request.items[place], self._values[place].customs_value)
                for place in group.places
            ]
            for place, owed in zip(group.places, federal.group(group, goods), strict=True):
                taxes[place] = owed
        return taxes

    def _totals(self, rules: RulesInForce) -> Totals:
        calc = self._calc
        value = calc.total("customs_value", [one.customs_value for one in self._values])
        taxes = {tax: self._sum(tax, 7) for tax in TAXES}
        defence = calc.total("antidumping", [n for tax in DEFENCE for n in self._numbers(tax, 7)])
        fee = utilisation_fee(calc, self._request, len(set(self._additions)), rules)
        freights = [one.freight_brl for one in self._values if one.freight_brl is not None]
        ship = afrmm(calc, self._request, self._valuation, freights, rules)
        federal = calc.total("federal", [*taxes.values(), defence])
        charges = calc.add("fee_and_afrmm", fee, ship)
        state = self._state_tax(calc.total("before_icms", [value, federal, charges]))
        base = calc.total("reform_base", [value, taxes["ii"], defence, charges])
        reform = {tax: reform_tax(calc, tax, self._request, base, rules) for tax in REFORM}
        paid = [federal, charges]
        paid += [self._icms.payable] if self._icms is not None else []
        paid += [one.payable for one in reform.values() if one.payable is not None]
        told: dict[str, N | None] = {
            "customs_value": value,
            **taxes,
            "antidumping": defence,
            "siscomex_fee": fee,
            "afrmm": ship,
            **state,
            **{f"{tax}_informational": one.informational for tax, one in reform.items()},
            **{tax: one.payable for tax, one in reform.items()},
            "payable": calc.total("payable", paid),
        }
        return Totals.model_construct(**self._marked("totals", told))

    def _state_tax(self, before: N) -> dict[str, N | None]:
        calc = self._calc
        if not KINDS[self._request.kind].releases:
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
        return [owed[tax].numbers[place] for owed in self._taxes if tax in owed]

    def _sum(self, tax: str, place: int) -> N:
        return self._calc.total(tax, self._numbers(tax, place))

    def sums(self, what: str, place: int) -> dict[str, Decimal]:
        """Return the sum of one number of each tax; trade defence only where it arises."""
        arising = [tax for tax in (*TAXES, *DEFENCE) if any(tax in owed for owed in self._taxes)]
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
        return IcmsAmounts.model_construct(**self._marked("icms", told))

    def items(self) -> tuple[ItemAssessment, ...]:
        """Return each item with its taxes."""
        columns = zip(self._request.items, self._additions, self._values, self._taxes, strict=True)
        return tuple(
            self._item(item.id, addition, value, owed) for item, addition, value, owed in columns
        )

    def _item(
        self, id: str, addition: int, value: ItemValue[N], taxes: dict[str, Owed[N]]
    ) -> ItemAssessment:
        calc = self._calc
        calc.mark(f"items.{id}.customs_value", value.customs_value)
        amounts = {}
        for tax, owed in taxes.items():
            calc.mark_tax(id, tax, owed.numbers)
            amounts[tax] = TaxAmount.of(calc.values(owed.numbers), owed.label, owed.unit)
        return ItemAssessment(id, addition, calc.value(value.customs_value), amounts)


def _notes(request: AssessmentRequest, rules: RulesInForce) -> tuple[str, ...]:
    told = []
    if KINDS[request.kind].releases and lacks_class_trib(request) and rules.exactly("cbs", "*"):
        told.append(NO_CLASS_TRIB)
    if request.afrmm is None and request.afrmm_due is None and freight_unknown(request):
        told += [FREIGHT_UNKNOWN] if afrmm_rule(request, rules) is not None else []
    return tuple(told)
