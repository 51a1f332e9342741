"""Stock movements as a page shows them: so much of a product, from here to there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from stock.movements import Movement, Posting


@dataclass(frozen=True)
class Leg:
    """A quantity of a product that went from one account to another."""

    product: str
    lot: str
    quantity: Decimal
    source: str
    target: str


@dataclass(frozen=True)
class Moved:
    """One movement."""

    reason: str
    occurred_at: datetime
    recorded_at: datetime
    legs: tuple[Leg, ...]


def moved(movements: Iterable[dict[str, Any]]) -> list[Moved]:
    """Return movements, given as JSON, leg by leg."""
    return [_moved(Movement.model_validate(movement)) for movement in movements]


def _moved(movement: Movement) -> Moved:
    return Moved(
        reason=movement.reason,
        occurred_at=movement.occurred_at,
        recorded_at=movement.recorded_at,
        legs=tuple(_legs(movement.postings)),
    )


def _legs(postings: Iterable[Posting]) -> Iterable[Leg]:
    """Match what left with what came, product by product: together they net to zero."""
    told = list(postings)
    left = [_Left(posting, -posting.quantity) for posting in told if posting.quantity < 0]
    for came in (posting for posting in told if posting.quantity > 0):
        missing = came.quantity
        for gone in left:
            taken = min(gone.rest, missing) if gone.posting.product == came.product else Decimal(0)
            if taken:
                gone.rest, missing = gone.rest - taken, missing - taken
                yield Leg(
                    product=came.product,
                    lot=came.lot or gone.posting.lot,
                    quantity=taken,
                    source=gone.posting.account,
                    target=came.account,
                )


@dataclass
class _Left:
    """What left an account, and how much of it has not been matched."""

    posting: Posting
    rest: Decimal
