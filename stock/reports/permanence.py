"""The permanence map: how long each lot has lain in bond, and which deadline comes next."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from customs.clock import brazilian_date
from customs.regime_clock import DECISION_BEFORE
from stock.lots import LotState
from stock.reports.position import LotPosition
from stock.reports.table import Report

LAST_DAY = "abandonment"
"""The name of the deadline after which goods are the state's."""


def deadlines(state: LotState) -> tuple[tuple[str, date], ...]:
    """Return the days of a lot that matter, by name, in their order."""
    return (
        ("decision", state.expires_on - DECISION_BEFORE),
        ("expiry", state.expires_on),
        (LAST_DAY, state.abandonment_on),
    )


def next_deadline(state: LotState, on: date) -> tuple[str, date] | None:
    """Return the first deadline from ``on`` on; None once all are over."""
    return next(((name, day) for name, day in deadlines(state) if day >= on), None)


COLUMNS = (
    ("Lote", "lot"), ("Item", "item"), ("Dono", "owner"), ("Admitido em", "admitted on"),
    ("Dias no regime", "days in bond"), ("Decidir até", "decide by"), ("Vence em", "expires on"),
    ("Abandono em", "abandoned on"), ("Dias restantes", "days left"), ("Saldo", "in bond"),
    ("Do admitido %", "of admitted %"), ("Próximo prazo", "next deadline"),
    ("No dia", "on"), ("Bloqueio", "blocked"),
)  # fmt: skip


def permanence_report(lots: Iterable[LotPosition], on: date) -> Report:
    """Return the lots that hold goods, the nearest deadline first."""
    kept = sorted((lot for lot in lots if lot.left), key=lambda lot: _order(lot, on))
    late = sum(lot.state.is_overdue(on) for lot in kept)
    return Report(
        name="permanence",
        title="Mapa de permanência",
        title_en="Permanence map",
        facts=(
            ("Data / As of", on),
            ("Lotes / Lots", Decimal(len(kept))),
            ("Vencidos / Overdue", Decimal(late)),
        ),
        columns=COLUMNS,
        rows=tuple(_row(lot, on) for lot in kept),
    )


def _order(lot: LotPosition, on: date) -> tuple[date, str]:
    following = next_deadline(lot.state, on)
    return (following[1] if following else date.min, lot.state.lot.lot)


def _row(position: LotPosition, on: date) -> tuple[str | Decimal | date | None, ...]:
    state, lot = position.state, position.state.lot
    admitted = brazilian_date(lot.admitted_at)
    (_, decide), *_ = deadlines(state)
    following = next_deadline(state, on)
    return (
        lot.lot, lot.product, lot.owner, admitted, Decimal((on - admitted) / timedelta(days=1)),
        decide, state.expires_on, state.abandonment_on, Decimal(position.days_left),
        position.left, (position.share * 100).quantize(Decimal("0.1")),
        following[0] if following else "", following[1] if following else None, state.blocked,
    )  # fmt: skip
