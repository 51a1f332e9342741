"""The position: what of each lot lies where on a day, whose it is, and how long it may stay."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from customs.clock import brazilian_date
from customs.payload import Payload
from stock.accounts import kind_of
from stock.lots import LotState
from stock.movements import Balance
from stock.reports.table import Report

IN_BOND = ("bonded", "allotted", "reserved", "in_clearance")
"""Kinds of account whose goods are under customs control, duties unpaid."""
_CENT = Decimal("0.01")


class LotPosition(Payload):
    """One lot as it stood on a day."""

    state: LotState
    on: date
    held: dict[str, Decimal] = {}
    """Kind of account → quantity."""

    @property
    def left(self) -> Decimal:
        """Return what is in bond: free, set apart, promised or under declaration."""
        return sum((self.held.get(kind, Decimal(0)) for kind in IN_BOND), Decimal(0))

    @property
    def share(self) -> Decimal:
        """Return what part of the admitted quantity is in bond."""
        return self.left / self.state.lot.quantity

    @property
    def days_left(self) -> int:
        """Return the days to the end of the term, below zero once it is over."""
        return self.state.days_left(self.on)

    @property
    def customs_value(self) -> Decimal:
        """Return the admission's customs value of what is in bond, in BRL."""
        return (self.state.lot.customs_value * self.share).quantize(_CENT)

    @property
    def suspended(self) -> Decimal:
        """Return the federal taxes that admission suspended on what is in bond, in BRL."""
        whole = sum(self.state.lot.suspended.values(), Decimal(0))
        return (whole * self.share).quantize(_CENT)


def positions(
    states: Iterable[LotState], balances: Iterable[Balance], on: date
) -> list[LotPosition]:
    """Return every lot with what is held of it, in the order of ``states``."""
    held: dict[str, dict[str, Decimal]] = {}
    for balance in balances:
        if balance.lot:
            kinds = held.setdefault(balance.lot, {})
            kind = kind_of(balance.account)
            kinds[kind] = kinds.get(kind, Decimal(0)) + balance.quantity
    return [LotPosition(state=s, on=on, held=held.get(s.lot.lot, {})) for s in states]


COLUMNS = (
    ("Beneficiário", "beneficiary"), ("Dono", "owner"), ("Lote", "lot"),
    ("Importação", "import"), ("Item", "item"), ("Unidade", "unit"), ("Admitido", "admitted"),
    ("Livre", "free"), ("Destinado", "allotted"), ("Reservado", "reserved"),
    ("Em despacho", "in clearance"), ("Em depósito", "in bond"), ("Admitido em", "admitted on"),
    ("Vence em", "expires on"), ("Dias", "days left"), ("Lugar", "place"),
    ("Bloqueio", "blocked"), ("Valor aduaneiro R$", "customs value BRL"),
    ("Suspenso R$", "suspended BRL"),
)  # fmt: skip


def position_report(lots: Iterable[LotPosition], as_of: date, known_at: date | None) -> Report:
    """Return the position by beneficiary and owner; lots of which nothing is left are not told."""
    kept = [lot for lot in lots if lot.left]
    kept.sort(key=lambda lot: (lot.state.lot.beneficiary, lot.state.lot.owner, lot.state.lot.lot))
    return Report(
        name="position",
        title="Posição do estoque entrepostado",
        title_en="Position of the bonded stock",
        facts=(
            ("Data / As of", as_of),
            ("Conhecido até / Known by", known_at or as_of),
            ("Lotes / Lots", Decimal(len(kept))),
            ("Valor aduaneiro R$ / Customs value", _sum(lot.customs_value for lot in kept)),
            ("Tributos suspensos R$ / Suspended", _sum(lot.suspended for lot in kept)),
        ),
        columns=COLUMNS,
        rows=tuple(map(_row, kept)),
    )


def _row(position: LotPosition) -> tuple[str | Decimal | date | None, ...]:
    state, lot = position.state, position.state.lot
    return (
        lot.beneficiary, lot.owner, lot.lot, lot.import_reference, lot.product, lot.unit,
        lot.quantity, *(position.held.get(kind, Decimal(0)) for kind in IN_BOND), position.left,
        brazilian_date(lot.admitted_at), state.expires_on, Decimal(position.days_left),
        state.place, state.blocked, position.customs_value, position.suspended,
    )  # fmt: skip


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
