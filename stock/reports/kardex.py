"""The kardex: all that came into bond and left it, of one lot or of an item, with the rest."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from customs.clock import BRASILIA
from customs.payload import Payload
from stock.accounts import kind_of
from stock.movements import Movement
from stock.reports.position import IN_BOND
from stock.reports.table import Report


class CardLine(Payload):
    """What one movement did to the bonded goods that a card tells of."""

    occurred_at: datetime
    recorded_at: datetime
    key: str
    reason: str
    reference: str
    person: str
    lot: str
    source: str
    target: str
    came: Decimal
    """Into bond; goods that only change their account in bond came and left by nothing."""
    left: Decimal
    rest: Decimal
    """In bond after it, of all that the card tells of."""
    corrects: str = ""


def kardex(movements: Iterable[Movement], lots: Iterable[str]) -> list[CardLine]:
    """Return the lines of some lots, as they occurred."""
    ours, rest, lines = frozenset(lots), Decimal(0), []
    for movement in movements:
        for lot, came, left in _changes(movement, ours):
            rest += came - left
            lines.append(_line(movement, lot, (came, left, rest)))
    return lines


def _changes(movement: Movement, lots: frozenset[str]) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield of each lot that is touched what came into bond and what left it."""
    touched = dict.fromkeys(p.lot for p in movement.postings if p.lot in lots)
    for lot in touched:
        net = sum(
            (
                p.quantity
                for p in movement.postings
                if p.lot == lot and kind_of(p.account) in IN_BOND
            ),
            Decimal(0),
        )
        yield lot, max(net, Decimal(0)), max(-net, Decimal(0))


def _line(movement: Movement, lot: str, told: tuple[Decimal, Decimal, Decimal]) -> CardLine:
    came, left, rest = told
    return CardLine(
        occurred_at=movement.occurred_at,
        recorded_at=movement.recorded_at,
        key=movement.key,
        reason=movement.reason,
        reference=movement.reference,
        person=movement.actor.person,
        lot=lot,
        source=_accounts(movement, lot, -1),
        target=_accounts(movement, lot, 1),
        came=came,
        left=left,
        rest=rest,
        corrects=movement.corrects or "",
    )


def _accounts(movement: Movement, lot: str, sign: int) -> str:
    """Return the accounts that goods of a lot left (-1) or came to (1); it may come from none."""
    named = (p.account for p in movement.postings if p.lot in ("", lot) and p.quantity * sign > 0)
    return ", ".join(dict.fromkeys(named))


COLUMNS = (
    ("Ocorrido", "occurred"), ("Registrado", "recorded"), ("Lote", "lot"), ("Ato", "reason"),
    ("De", "from"), ("Para", "to"), ("Entrada", "in"), ("Saída", "out"), ("Saldo", "balance"),
    ("Quem", "who"), ("Chave", "key"), ("Corrige", "corrects"),
)  # fmt: skip


def card_report(name: str, lines: Sequence[CardLine]) -> Report:
    """Return the card of ``name``: a lot or an item."""
    came = sum((line.came for line in lines), Decimal(0))
    left = sum((line.left for line in lines), Decimal(0))
    return Report(
        name="kardex",
        title=f"Ficha de estoque: {name}",
        title_en=f"Stock card: {name}",
        facts=(
            ("Entradas / In", came),
            ("Saídas / Out", left),
            ("Saldo / Balance", came - left),
        ),
        columns=COLUMNS,
        rows=tuple(
            (
                moment(line.occurred_at), moment(line.recorded_at), line.lot, line.reason,
                line.source, line.target, line.came, line.left, line.rest, line.person,
                line.key, line.corrects,
            )
            for line in lines
        ),
    )  # fmt: skip


def moment(at: datetime) -> str:
    """Return an instant to the second, in Brasília, with its offset."""
    return at.astimezone(BRASILIA).isoformat(sep=" ", timespec="seconds")
