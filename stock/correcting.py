"""What would set a difference right: a movement or a lot event, which a person approves.

A correction never rewrites: it is one more movement, that names the one which it corrects. What
the house cannot know is not suggested: a lot that was never admitted, or a term, are customs'.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from customs.payload import Payload
from customs.people import Actor
from stock import accounts
from stock.lots import LotEvent, LotEventKind
from stock.movements import Balance, Lot, Movement, Posting
from stock.reconciling import Kind, LotDifference, Source, plain


class Correction(Payload):
    """One movement or one lot event that is proposed, and why."""

    movement: Movement | None = None
    event: LotEvent | None = None
    why: str

    @property
    def key(self) -> str:
        """Return the key of what it would add."""
        told = self.movement or self.event
        return told.key if told else ""

    @property
    def told(self) -> str:
        """Return in one line what it would do."""
        if self.movement is not None:
            source, target = sorted(self.movement.postings, key=lambda p: p.quantity)
            return f"{plain(target.quantity)} from {source.account} to {target.account}"
        return f"{self.event.kind} {self.event.place}".strip() if self.event else ""


class Told(Payload):
    """What is told of a movement beside its goods."""

    key: str
    occurred_at: datetime
    recorded_at: datetime
    actor: Actor
    reason: str
    corrects: str | None = None


def correction(
    difference: LotDifference, lot: Lot, held: Sequence[Balance], by: Actor, at: datetime
) -> Correction | None:
    """Return what would set a difference right; None where only people or customs can.

    ``held`` are the balances of the lot: of goods that are missing, only free ones are taken, so
    that no release loses what it was promised without anybody looking.
    """
    if difference.kind in (Kind.QUANTITY, Kind.LOT_MISSING):
        return _quantity(difference, lot, held, by, at)
    kind = _EVENTS.get(difference.kind)
    if kind is None:
        return None
    event = LotEvent(
        key=_key(difference, at),
        lot=lot.lot,
        kind=_blocked(difference) if difference.kind is Kind.BLOCKED else kind,
        occurred_at=at,
        recorded_at=at,
        actor=by,
        place=difference.theirs if difference.kind is Kind.PLACE else "",
        note=_why(difference),
    )
    return Correction(event=event, why=_why(difference))


def moving(lot: Lot, quantity: Decimal, source: str, target: str, told: Told) -> Movement:
    """Return a movement of a person's own: so much of a lot, from one account to another."""
    return Movement(
        key=told.key,
        reference=lot.import_reference,
        occurred_at=told.occurred_at,
        recorded_at=told.recorded_at,
        reason=told.reason,
        actor=told.actor,
        corrects=told.corrects,
        postings=(
            Posting(account=source, product=lot.product, lot=lot.lot, quantity=-quantity),
            Posting(account=target, product=lot.product, lot=lot.lot, quantity=quantity),
        ),
    )


_EVENTS = {Kind.PLACE: LotEventKind.MOVED, Kind.BLOCKED: LotEventKind.BLOCKED}


def _quantity(
    difference: LotDifference, lot: Lot, held: Iterable[Balance], by: Actor, at: datetime
) -> Correction | None:
    """Return goods found over or not found at all, against the import's discrepancy.

    Goods that a warehouse misses are first a question of where they are: who answers for a loss
    is found out by its own act, not here.
    """
    free = sum((b.quantity for b in held if b.account == accounts.BONDED), Decimal(0))
    missing, elsewhere = difference.missing, accounts.discrepancy(lot.import_reference)
    if missing > free:
        return None
    source, target = accounts.BONDED, elsewhere
    if missing < 0:
        source, target = elsewhere, accounts.BONDED
    told = Told(
        key=_key(difference, at),
        occurred_at=at,
        recorded_at=at,
        actor=by,
        reason="correction",
        corrects=f"{lot.import_reference}/admitted",
    )
    movement = moving(lot, abs(missing), source, target, told)
    return Correction(movement=movement, why=_why(difference))


def _blocked(difference: LotDifference) -> LotEventKind:
    return LotEventKind.BLOCKED if difference.theirs == "yes" else LotEventKind.UNBLOCKED


def _key(difference: LotDifference, at: datetime) -> str:
    return f"reconciled/{at:%Y-%m-%d}/{difference.source}/{difference.kind}/{difference.lot}"


def _why(difference: LotDifference) -> str:
    names = {
        Source.WAREHOUSE: "the warehouse",
        Source.PORTAL: "the foreign-trade system",
        Source.WORKFLOWS: "the import's own count",
    }
    ours, theirs = difference.ours or plain(Decimal(0)), difference.theirs or "nothing"
    return f"{difference.kind} of lot {difference.lot}: ledger {ours}, {names[difference.source]} {theirs}"
