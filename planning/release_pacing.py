"""The release loop: how much leaves bond, on which days, and from which lots.

On a release day, the position of the release loop is held against the minimum. An
item at its minimum is released, in whole pallets: as many as last the agreed cover
after delivery, and no more than the maximum has room for on the day of delivery
(domain D.1: order up to, bounded by what is free in bond; practice 1.5.29: whole
pallets, release weekdays). Items that would meet their minimum before the next
release could be delivered come along: the declaration's fixed cost is paid once.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from planning.demand import WeeklyDemand


@dataclass(frozen=True)
class Band:
    """The agreed bounds of one item and its pallet, in pieces."""

    min: Decimal
    max: Decimal
    pallet: Decimal


@dataclass(frozen=True)
class ReleaseTerms:
    """What the agreement says of releases."""

    release_days: int
    """Call-off to delivery."""
    cover_days: int
    """A release should last this long after delivery."""
    weekdays: tuple[int, ...] = ()
    """Days on which a release may be called off (Monday is 0); none: any day."""


@dataclass(frozen=True)
class LotFree:
    """A bonded lot and what of it is free."""

    lot: str
    import_reference: str
    expires_on: str
    free: Decimal


@dataclass(frozen=True)
class Draw:
    """A quantity out of one lot."""

    lot: str
    import_reference: str
    quantity: Decimal


def is_release_day(day: date, terms: ReleaseTerms) -> bool:
    """Return whether a release may be called off on ``day``."""
    return not terms.weekdays or day.weekday() in terms.weekdays


def next_release_day(after: date, terms: ReleaseTerms) -> date:
    """Return the first release day after ``after``."""
    return next(
        day
        for day in (after + timedelta(days=n) for n in range(1, 8))
        if is_release_day(day, terms)
    )


def is_due(position: Decimal, minimum: Decimal) -> bool:
    """Return whether an item must be released: its position is at the minimum or below."""
    return position <= minimum


def comes_along(
    position: Decimal, demand: WeeklyDemand, on: date, minimum: Decimal, terms: ReleaseTerms
) -> bool:
    """Return whether an item meets its minimum before the next release could be delivered."""
    then = next_release_day(on, terms) + timedelta(days=terms.release_days)
    return position - demand.between(on, then) <= minimum


def release_quantity(
    position: Decimal, demand: WeeklyDemand, on: date, band: Band, terms: ReleaseTerms
) -> Decimal:
    """Return how many pieces to release, in whole pallets and at least one."""
    delivery = on + timedelta(days=terms.release_days)
    then = position - demand.between(on, delivery)
    lasting = demand.between(delivery, delivery + timedelta(days=terms.cover_days))
    wanted = _pallets(lasting - then, band.pallet, ROUND_CEILING)
    room = _pallets(band.max - then, band.pallet, ROUND_FLOOR)
    # Where not even one pallet has room, being above the maximum for some days is
    # cheaper than an empty shelf.
    return max(min(wanted, room), Decimal(1)) * band.pallet


def whole_pallets(quantity: Decimal, free: Decimal, pallet: Decimal) -> Decimal:
    """Return what can leave of ``quantity``: whole pallets, or a last remainder as it is."""
    if free >= quantity:
        return quantity
    whole = _pallets(free, pallet, ROUND_FLOOR) * pallet
    return whole or free


def first_expired_first_out(quantity: Decimal, lots: list[LotFree]) -> tuple[Draw, ...]:
    """Return the draws that make up ``quantity``, the lot that expires first before all."""
    draws: list[Draw] = []
    left = quantity
    for lot in sorted(lots, key=lambda each: (each.expires_on, each.lot)):
        taken = min(left, lot.free)
        if taken > 0:
            draws.append(Draw(lot.lot, lot.import_reference, taken))
            left -= taken
    return tuple(draws)


def _pallets(quantity: Decimal, pallet: Decimal, rounding: str) -> Decimal:
    return (quantity / pallet).to_integral_value(rounding)
