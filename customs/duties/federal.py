"""Federal taxes and trade defence, rounded once per addition and tax.

II, PIS, COFINS and trade defence stand on the customs value, IPI on customs value and the
II that is due. What an addition owes is split over its items so that they sum to it.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Generic, NamedTuple

from customs.duties.additions import TaxGroup
from customs.duties.calculator import NOTHING, ZERO, Calculator, N
from customs.duties.request import RequestItem
from customs.duties.terms import HUNDRED, Part, TaxTerms

_PIECES = {"unit": "quantity", "kg": "net_weight_kg", "t": "net_weight_kg"}
KILOGRAMS = Decimal(1000)
"""Of a tonne."""

Brl = Callable[[str, N, str], N]
"""Gives an amount of a currency in BRL: name, amount, currency."""


class Goods(NamedTuple, Generic[N]):
    """An item of a group: its place in the request, and its customs value."""

    place: int
    item: RequestItem
    value: N


class Owed(NamedTuple, Generic[N]):
    """One tax of one item: its numbers in the order of ``AMOUNTS``, and the ids of its rules."""

    numbers: tuple[N, ...]
    label: str
    unit: str

    @property
    def due(self) -> N:
        """What is owed, to be paid now or suspended."""
        return self.numbers[5]


class FederalTaxes(Generic[N]):
    """Computes the taxes of groups of items."""

    def __init__(
        self, calc: Calculator[N], brl: Brl[N], suspends: frozenset[str], icms_inside: N | None
    ) -> None:
        self._calc = calc
        self._brl = brl
        self._suspends = suspends
        self._icms_inside = icms_inside
        """ICMS rate as a fraction, where the law of the day has it in the base of PIS and COFINS."""
        self._none = calc.constant(ZERO)
        self._nothing = calc.constant(NOTHING)
        self._hundred = calc.constant(HUNDRED)

    def group(self, group: TaxGroup, goods: Sequence[Goods[N]]) -> list[dict[str, Owed[N]]]:
        """Return the taxes of each item of a group. Every rate is known to exist."""
        taxes: list[dict[str, Owed[N]]] = [{} for _ in goods]
        for terms in group.terms.taxes:
            if terms.per != "%":
                owed = self._by_quantity(terms, goods)
            else:
                rate = self._rate(terms, goods[0].place)
                bases = self._bases(terms.tax, goods, taxes, group)
                fraction = self._calc.divide("fraction", rate, self._hundred)
                owed = self._owed(terms, goods[0].place, bases, rate, fraction)
            for done, one in zip(taxes, owed, strict=True):
                done[terms.tax] = one
        return taxes

    def _bases(
        self,
        tax: str,
        goods: Sequence[Goods[N]],
        taxes: list[dict[str, Owed[N]]],
        group: TaxGroup,
    ) -> list[N]:
        if tax == "ipi":
            return [
                self._calc.add("ipi_base", one.value, done["ii"].due)
                for one, done in zip(goods, taxes, strict=True)
            ]
        if tax in ("pis", "cofins") and self._icms_inside is not None:
            factor = self._old_factor(self._icms_inside, group, goods[0].place)
            exact = [self._calc.multiply("grossed_up_exact", one.value, factor) for one in goods]
            return [self._calc.cents("grossed_up_value", base) for base in exact]
        return [one.value for one in goods]

    def _old_factor(self, icms: N, group: TaxGroup, place: int) -> N:
        """Return X of the base before October 2013: ``VA × X`` holds ICMS, PIS and COFINS.

        ``X = (1 + c × (i + p × (1 + i))) / ((1 − pis − cofins) × (1 − c))`` with c, i and p the
        rates of ICMS, II and IPI (IN SRF 572/2005); outdated by Lei 12.865/2013.
        """
        calc = self._calc
        one = calc.constant(Decimal(1))
        rates = {
            terms.tax: calc.divide("fraction", self._rate(terms, place), self._hundred)
            for terms in group.terms.taxes
            if terms.per == "%"
        }
        ii = rates.get("ii", self._nothing)
        with_ii = calc.add("one_and_ii", one, ii)
        ipi = calc.multiply("ipi_on_value", rates.get("ipi", self._nothing), with_ii)
        inside = calc.multiply("icms_on_ii_and_ipi", icms, calc.add("ii_and_ipi", ii, ipi))
        above = calc.add("one_and_icms", one, inside)
        both = calc.add("pis_and_cofins", rates["pis"], rates["cofins"])
        without_both = calc.subtract("one_less_pis_and_cofins", one, both)
        without_icms = calc.subtract("one_less_icms", one, icms)
        kept = calc.multiply("kept", without_both, without_icms)
        return calc.divide("factor_of_base", above, kept)

    def _by_quantity(self, terms: TaxTerms, goods: Sequence[Goods[N]]) -> list[Owed[N]]:
        calc, field = self._calc, _PIECES[terms.per]
        bases = [calc.item(field, getattr(one.item, field), one.place, field) for one in goods]
        if terms.per == "t":
            tonne = calc.constant(KILOGRAMS)
            bases = [calc.divide("net_weight_t", base, tonne) for base in bases]
        rate = self._brl("rate_brl", self._rate(terms, goods[0].place), terms.currency)
        return self._owed(terms, goods[0].place, bases, rate, rate)

    def _owed(
        self, terms: TaxTerms, place: int, bases: Sequence[N], rate: N, factor: N
    ) -> list[Owed[N]]:
        calc, tax = self._calc, terms.tax
        if terms.relief == "zero_rate":
            rate = factor = self._nothing
        calculated = self._split(tax, bases, factor)
        reduction = self._reduction(terms, place)
        if reduction is None:
            reduced = [self._none] * len(bases)
            due, percent = calculated, self._nothing
        else:
            percent = reduction
            part = calc.divide("fraction", percent, self._hundred)
            reduced = self._split(f"{tax}_reduced", calculated, part)
            pairs = zip(calculated, reduced, strict=True)
            due = [calc.subtract(f"{tax}_due", whole, less) for whole, less in pairs]
        waits = terms.relief == "suspended" or (tax in self._suspends and terms.relief == "none")
        label = f"{terms.label}: zero rate" if terms.relief == "zero_rate" else terms.label
        unit, none = "%" if terms.per == "%" else f"BRL/{terms.per}", self._none
        columns = zip(bases, calculated, reduced, due, strict=True)
        if waits:
            rows = [(base, rate, percent, *three, three[2], none) for base, *three in columns]
        else:
            rows = [(base, rate, percent, *three, none, three[2]) for base, *three in columns]
        return [Owed(row, label, unit) for row in rows]

    def _split(self, name: str, bases: Sequence[N], factor: N) -> list[N]:
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
        rate = parts[0] if len(parts) == 1 else calc.total(f"{terms.tax}_rate", parts)
        if terms.note:
            calc.note(rate, terms.note)
        return rate

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
