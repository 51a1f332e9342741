"""The preview of a proposed pack: what its lots' outcomes say together, in words of the house."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from customs.duties.impact import Outcome, Step
from customs.payload import Payload
from customs.quotes import Quote

NOTES = (
    "each lot as if all of it left that day in a declaration of its own, at its admission's price",
    "exchange held at the quote told here",
)
"""What the figures assume."""
_NEXT = timedelta(days=1)


class LotImpact(Payload):
    """A lot in bond, and what both packs say of it."""

    lot: str
    product: str
    quantity: Decimal
    expires_on: date
    outcome: Outcome


class Savings(Payload):
    """Lots that are cheaper to clear by a day than on the day after, and by how much."""

    until: date
    saves: Decimal
    lots: tuple[str, ...]


class Preview(Payload):
    """What a proposed pack would do to everything that lies in bond."""

    base: str
    """SHA-256 of the pack in force."""
    pack: str
    """SHA-256 of the proposed pack."""
    today: date
    days: tuple[tuple[date, date], ...]
    """Runs of days that were looked at."""
    exchange: tuple[Quote, ...]
    lots_in_bond: int
    changed: tuple[LotImpact, ...]
    """Lots that would owe another amount on some day."""
    savings: tuple[Savings, ...]
    """Under the proposed pack, the largest first."""
    unknown: dict[str, str]
    """Lot → why it could not be assessed."""
    notes: tuple[str, ...] = NOTES


def savings(lots: Iterable[LotImpact]) -> tuple[Savings, ...]:
    """Return by which days which lots are cheaper to clear; a lot that expires first is not."""
    by_day: dict[date, list[tuple[str, Decimal]]] = {}
    for lot in lots:
        for cheaper in lot.outcome.cheaper:
            if lot.expires_on > cheaper.until:
                by_day.setdefault(cheaper.until, []).append((lot.lot, cheaper.saves))
    found = [
        Savings(
            until=until,
            saves=sum((saved for _, saved in each), Decimal("0.00")),
            lots=tuple(name for name, _ in each),
        )
        for until, each in by_day.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.saves, each.until)))


def days_of(steps: Sequence[Step]) -> Iterable[tuple[date, Step]]:
    """Return the days of ``steps`` one by one."""
    for step in steps:
        for passed in range((step.last - step.first).days + 1):
            yield step.first + passed * _NEXT, step


def rows(preview: Preview) -> Iterable[Mapping[str, str]]:
    """Return the changed lots as rows of a table, a row for each day that comes out differently."""
    for lot in preview.changed:
        for day, step in days_of(lot.outcome.steps):
            if step.before != step.after:
                yield {
                    "lot": lot.lot,
                    "item": lot.product,
                    "quantity": str(lot.quantity),
                    "day": day.isoformat(),
                    "before": _text(step.before),
                    "after": _text(step.after),
                    "difference": _difference(step),
                }


def _difference(step: Step) -> str:
    if step.before is None or step.after is None:
        return ""
    return str(step.after - step.before)


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)
