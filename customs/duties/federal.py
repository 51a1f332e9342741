"""Federal taxes and trade defence, rounded once per addition and tax.

II, PIS, COFINS and trade defence stand on the customs value, IPI on customs value and the
II that is due. What an addition owes is split over its items so that they sum to it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple

from customs.duties.additions import TaxGroup
from customs.duties.calculator import NOTHING, ZERO, Calculator, N
from customs.duties.kinds import KINDS, TAXES
from customs.duties.request import AssessmentRequest
from customs.duties.terms import HUNDRED, Part, TaxTerms

_PIECES = {"unit": "quantity", "kg": "net_weight_kg", "t": "net_weight_kg"}
KILOGRAMS = Decimal(1000)
"""Of a tonne."""


class TaxTable(NamedTuple, Generic[N]):
    """One tax of the items of a group: for each of ``AMOUNTS`` the numbers of all items."""

    tax: str
    columns: tuple[Sequence[N], ...]
    rule: str
    """Ids of the rules of its rate."""
    unit: str


CALCULATED, DUE, SUSPENDED, PAYABLE = 3, 5, 6, 7
"""Places among the columns."""


class FederalTaxes(Generic[N]):
    """Computes the taxes of groups of items."""

    def __init__(
        self,
        calc: Calculator[N],
        request: AssessmentRequest,
        brl: Callable[[str, N, str], N],
        icms_inside: N | None,
    ) -> None:
        self._calc = calc
        self._items = request.items
        self._brl = brl
        """Gives an amount of a currency in BRL: name, amount, currency."""
        self._suspends = KINDS[request.kind].suspends
        self._icms_inside = icms_inside
        """ICMS rate as a fraction, where the law of the day has it in the base of PIS and COFINS."""
        self._none = calc.constant(ZERO)
        self._nothing = calc.constant(NOTHING)
        self._hundred = calc.constant(HUNDRED)

    def group(self, group: TaxGroup, values: Sequence[N]) -> list[TaxTable[N]]:
        """Return the taxes of a group whose customs values are ``values``.

        Every rate is known to exist.
        """
        done: dict[str, TaxTable[N]] = {}
        for terms in group.terms.taxes:
            if terms.per != "%":
                done[terms.tax] = self._by_quantity(terms, group.places)
                continue
            rate = self._rate(terms, group.places[0])
            bases = self._bases(terms.tax, values, done, group)
            fraction = self._calc.divide(f"{terms.tax}_fraction", rate, self._hundred)
            done[terms.tax] = self._table(terms, group.places[0], bases, rate, fraction)
        return list(done.values())

    def _bases(
        self, tax: str, values: Sequence[N], done: dict[str, TaxTable[N]], group: TaxGroup
    ) -> Sequence[N]:
        calc = self._calc
        if tax == "ipi":
            pairs = zip(values, done["ii"].columns[DUE], strict=True)
            return [calc.add("ipi_base", value, ii) for value, ii in pairs]
        if tax in ("pis", "cofins") and self._icms_inside is not None:
            factor = self._old_factor(self._icms_inside, group)
            exact = [calc.multiply("grossed_up_exact", value, factor) for value in values]
            return [calc.cents("grossed_up_value", base) for base in exact]
        return values

    def _old_factor(self, icms: N, group: TaxGroup) -> N:
        """Return X of the base before October 2013: ``VA × X`` holds ICMS, PIS and COFINS.

        ``X = (1 + c × (i + p × (1 + i))) / ((1 − pis − cofins) × (1 − c))`` with c, i and p the
        rates of ICMS, II and IPI (IN SRF 572/2005); outdated by Lei 12.865/2013.
        """
        calc = self._calc
        one = calc.constant(Decimal(1))
        rates = {
            terms.tax: calc.divide(
                f"{terms.tax}_fraction", self._rate(terms, group.places[0]), self._hundred
            )
            for terms in group.terms.taxes
            if terms.per == "%"
        }
        # What is counted by the piece has no rate that could be part of the base.
        ii, ipi, pis, cofins = (rates.get(tax, self._nothing) for tax in TAXES)
        with_ii = calc.add("one_and_ii", one, ii)
        on_both = calc.multiply("ipi_on_value", ipi, with_ii)
        inside = calc.multiply("icms_on_ii_and_ipi", icms, calc.add("ii_and_ipi", ii, on_both))
        above = calc.add("one_and_icms", one, inside)
        both = calc.add("pis_and_cofins", pis, cofins)
        without_both = calc.subtract("one_less_pis_and_cofins", one, both)
        without_icms = calc.subtract("one_less_icms", one, icms)
        kept = calc.multiply("kept", without_both, without_icms)
        return calc.divide("factor_of_base", above, kept)

    def _by_quantity(self, terms: TaxTerms, places: Sequence[int]) -> TaxTable[N]:
        calc, field = self._calc, _PIECES[terms.per]
        pieces = [getattr(self._items[place], field) for place in places]
        bases = [
            calc.item(field, number, place, field)
            for number, place in zip(pieces, places, strict=True)
        ]
        if terms.per == "t":
            tonne = calc.constant(KILOGRAMS)
            bases = [calc.divide("net_weight_t", base, tonne) for base in bases]
        rate = self._brl("rate_brl", self._rate(terms, places[0]), terms.currency)
        return self._table(terms, places[0], bases, rate, rate)

    def _table(
        self, terms: TaxTerms, place: int, bases: Sequence[N], rate: N, factor: N
    ) -> TaxTable[N]:
        calc, tax = self._calc, terms.tax
        if terms.note:
            calc.note(factor, terms.note)
        if terms.relief == "zero_rate":
            rate = factor = self._nothing
        calculated = self._split(tax, bases, factor)
        reduction = self._reduction(terms, place)
        if reduction is None:
            reduced: Sequence[N] = [self._none] * len(bases)
            due, percent = calculated, self._nothing
        else:
            percent = reduction
            part = calc.divide(f"{tax}_reduction_fraction", percent, self._hundred)
            reduced = self._split(f"{tax}_reduced", calculated, part)
            pairs = zip(calculated, reduced, strict=True)
            due = [calc.subtract(f"{tax}_due", whole, less) for whole, less in pairs]
        waits = terms.relief == "suspended" or (tax in self._suspends and terms.relief == "none")
        label = f"{terms.label}: zero rate" if terms.relief == "zero_rate" else terms.label
        unit = "%" if terms.per == "%" else f"BRL/{terms.per}"
        none = [self._none] * len(bases)
        columns = (
            bases,
            [rate] * len(bases),
            [percent] * len(bases),
            calculated,
            reduced,
            due,
            *((due, none) if waits else (none, due)),
        )
        return TaxTable(terms.tax, columns, label, unit)

    def _split(self, name: str, bases: Sequence[N], factor: N) -> Sequence[N]:
        """Return the part of each item in what all owe together, rounded once."""
        calc = self._calc
        if len(bases) == 1:
            return [calc.cents(name, calc.multiply(f"{name}_exact", bases[0], factor))]
        base = calc.total(f"{name}_base_of_addition", bases)
        whole = calc.cents(f"{name}_of_addition", calc.multiply(f"{name}_exact", base, factor))
        return calc.share(name, whole, bases, base)

    def _rate(self, terms: TaxTerms, place: int) -> N:
        calc = self._calc
        parts = [self._number(f"{terms.tax}_rate", part, place) for part in terms.rate]
        return calc.total(f"{terms.tax}_rate", parts)

    def _reduction(self, terms: TaxTerms, place: int) -> N | None:
        """Return the percentage that is taken away; of several each takes of what is left."""
        calc = self._calc
        if terms.relief == "exempt":
            return self._hundred
        found: N | None = None
        for part in terms.reduction:
            more = self._number(f"{terms.tax}_reduction", part, place)
            if found is not None:
                left = calc.subtract("left", self._hundred, found)
                taken = calc.multiply("taken_of_what_is_left", left, more)
                taken = calc.divide("taken", taken, self._hundred)
                more = calc.add(f"{terms.tax}_reduction", found, taken)
            found = more
        return found

    def _number(self, name: str, part: Part, place: int) -> N:
        if part.rule is not None:
            return self._calc.rule(name, part.value, part.rule)
        return self._calc.item(name, part.value, place, part.path)
