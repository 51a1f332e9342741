"""What all that lies in bond would owe: today, and as it was at admission."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from customs.duties.holding import Suspended
from customs.payload import Payload
from stock.reports.table import Report


class Waiting(Payload):
    """What is left of each admission would owe so much."""

    on: date
    rule_pack: str
    """SHA-256 of the rules of today."""
    admissions: tuple[Suspended, ...]

    @property
    def today(self) -> Decimal:
        """Return the total of today, of what could be assessed."""
        return _total(each.today for each in self.admissions)

    @property
    def at_admission(self) -> Decimal:
        """Return the total at admission, of what could be assessed."""
        return _total(each.at_admission for each in self.admissions)

    @property
    def change(self) -> Decimal:
        """Return what waiting has cost since admission."""
        return self.today - self.at_admission


def waiting_report(waiting: Waiting) -> Report:
    """Return the total of suspended duty, admission by admission."""
    return Report(
        name="suspended",
        title="Tributos a recolher do saldo entrepostado",
        title_en="Duty of what lies in bond, if all were cleared today",
        facts=(
            ("Data / As of", waiting.on),
            ("Na admissão R$ / At admission", waiting.at_admission),
            ("Hoje R$ / Today", waiting.today),
            ("Variação R$ / Change", waiting.change),
            ("Regras / Rule pack", waiting.rule_pack[:16]),
        ),
        columns=(
            ("Declaração de admissão", "admission"), ("Registrada em", "registered on"),
            ("Na admissão R$", "at admission BRL"), ("Hoje R$", "today BRL"),
            ("Variação R$", "change BRL"), ("Observação", "note"),
        ),
        rows=tuple(
            (s.admission, s.registered_on, s.at_admission, s.today, s.change, s.problem)
            for s in waiting.admissions
        ),
    )  # fmt: skip


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal("0.00"))
