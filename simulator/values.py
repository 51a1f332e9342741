"""The simulator's own calculation of a declaration: customs values, taxes and the fee.

It shares nothing with the house, so that the two can disagree. Each tax is rounded
half up once for each addition, IPI on customs value and rounded II.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from simulator.lines import Line, Money
from simulator.money import ZERO, apportion, cents
from simulator.rates import FEE, TAXES, rates_of, utilisation_fee
from simulator.store import Body

Quote = Callable[[str], Decimal]
"""BRL for one unit of a currency on the business day."""


@dataclass(frozen=True)
class TaxValue:
    """One tax of one item in BRL."""

    base: Decimal
    rate: Decimal
    calculated: Decimal
    suspended: Decimal

    @property
    def payable(self) -> Decimal:
        """What is debited at registration."""
        return self.calculated - self.suspended


@dataclass(frozen=True)
class Valued:
    """A declaration, valued."""

    lines: list[Line]
    customs_values: dict[int, Decimal]
    """Item number → customs value in BRL."""
    taxes: dict[int, dict[str, TaxValue]]
    additions: list[list[int]]
    fee: Decimal

    def total(self, tax: str, part: str) -> Decimal:
        """Return the sum of ``calculated``, ``suspended`` or ``payable`` of one tax."""
        return sum((getattr(item[tax], part) for item in self.taxes.values()), ZERO)

    def payable(self) -> dict[str, Decimal]:
        """Return what is debited at registration, taxes of nothing left out."""
        due = {tax: self.total(tax, "payable") for tax in TAXES} | {FEE: self.fee}
        return {tax: amount for tax, amount in due.items() if amount}

    def body(self) -> Body:
        """Return the taxes of the whole declaration as the API shows them."""
        taxes = [
            _shown(tax, *(self.total(tax, part) for part in ("calculated", "suspended", "payable")))
            for tax in TAXES
        ]
        groups = [{"numero": n, "itens": items} for n, items in enumerate(self.additions, 1)]
        return {
            "adicoes": groups,
            "mercadoria": {"valorAduaneiroBRL": sum(self.customs_values.values(), ZERO)},
            "tributosCalculados": [*taxes, _shown(FEE, self.fee, ZERO, self.fee)],
        }

    def item_body(self, number: int) -> Body:
        """Return the taxes of one item as the API shows them."""
        taxes = [
            _shown(tax, value.calculated, value.suspended, value.payable)
            | {"memoriaCalculo": {"baseCalculoBRL": value.base, "valorAliquota": value.rate}}
            for tax, value in self.taxes[number].items()
        ]
        goods = {"valorAduaneiroBRL": self.customs_values[number]}
        return {"mercadoria": goods, "tributosCalculados": taxes}


def value(lines: list[Line], quote: Quote) -> Valued:
    """Value the lines of a declaration at the quotes of its day."""
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault(line.addition, []).append(line)
    customs_values = {line.number: _customs_value(line, quote) for line in lines}
    taxes: dict[int, dict[str, TaxValue]] = {}
    for group in groups.values():
        taxes |= _tax(group, customs_values)
    additions = [[line.number for line in group] for group in groups.values()]
    fee = utilisation_fee(len(additions))
    return Valued(lines, customs_values, dict(sorted(taxes.items())), additions, fee)


def _customs_value(line: Line, quote: Quote) -> Decimal:
    parts: tuple[Money, ...] = (line.price, line.freight, line.insurance)
    return cents(sum((m.amount * quote(m.currency) for m in parts if m.amount), ZERO))


def _tax(group: list[Line], values: dict[int, Decimal]) -> dict[int, dict[str, TaxValue]]:
    taxes: dict[int, dict[str, TaxValue]] = {line.number: {} for line in group}
    for tax, rate in rates_of(group[0].ncm).items():
        bases = [values[line.number] for line in group]
        if tax == "IPI":
            bases = [
                base + taxes[x.number]["II"].calculated
                for base, x in zip(bases, group, strict=True)
            ]
        whole = cents(sum(bases, ZERO) * rate / 100)
        for line, base, amount in zip(group, bases, apportion(whole, bases), strict=True):
            suspended = amount if tax in line.suspended else ZERO
            taxes[line.number][tax] = TaxValue(base, rate, amount, suspended)
    return taxes


def _shown(tax: str, calculated: Decimal, suspended: Decimal, payable: Decimal) -> Body:
    amounts = {
        "calculado": calculated,
        "aReduzir": ZERO,
        "devido": calculated,
        "suspenso": suspended,
        "aRecolher": payable,
    }
    return {"tipo": tax, "valoresBRL": {name: f"{amount:.2f}" for name, amount in amounts.items()}}
