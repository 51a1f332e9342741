"""Reconciling: what the ledger says of each lot, held against what others say of it.

Pure and quick: a comparison of rows, one per lot. Others are the warehouse's own list, the
foreign-trade system's balance of each admission item, and the count that an import keeps of its
own lots. Each looks at other accounts of ours: goods under a registered declaration have left
the balance of their admission item, and still stand in the warehouse.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from customs.payload import Payload
from stock.accounts import kind_of
from stock.lots import LotState
from stock.movements import Balance


class Source(StrEnum):
    """Who says it; the values are permanent."""

    WAREHOUSE = "warehouse"
    PORTAL = "portal"
    WORKFLOWS = "workflows"


class Kind(StrEnum):
    """What differs; the values are permanent."""

    QUANTITY = "quantity"
    PLACE = "place"
    BLOCKED = "blocked"
    EXPIRY = "expiry"
    UNKNOWN_LOT = "unknown_lot"
    """They have a lot that we never opened."""
    LOT_MISSING = "lot_missing"
    """We hold goods of a lot that they do not have."""


_IN_BOND = frozenset(["bonded", "allotted", "reserved"])
COUNTED: dict[Source, frozenset[str]] = {
    Source.PORTAL: _IN_BOND,
    Source.WAREHOUSE: _IN_BOND | {"in_clearance", "cleared"},
    Source.WORKFLOWS: _IN_BOND | {"in_clearance", "cleared", "to_domestic"},
}
"""Which kinds of our accounts each source counts too."""


@dataclass(frozen=True, slots=True)
class LotCount:
    """What a source says of one lot; None: it does not say."""

    lot: str
    quantity: Decimal
    product: str = ""
    place: str | None = None
    blocked: bool | None = None
    expires_on: date | None = None


class LotDifference(Payload):
    """One thing on which the ledger and a source do not agree."""

    source: Source
    kind: Kind
    lot: str
    product: str = ""
    ours: str
    theirs: str

    @property
    def missing(self) -> Decimal:
        """Return how much more the ledger holds than they do; below zero if it holds less."""
        return Decimal(self.ours) - Decimal(self.theirs)


def our_counts(
    states: Iterable[LotState], balances: Iterable[Balance], source: Source
) -> dict[str, LotCount]:
    """Return each lot as the ledger has it, counted as ``source`` counts."""
    counted, held = COUNTED[source], dict[str, Decimal]()
    for balance in balances:
        if balance.lot and kind_of(balance.account) in counted:
            held[balance.lot] = held.get(balance.lot, Decimal(0)) + balance.quantity
    return {
        state.lot.lot: LotCount(
            lot=state.lot.lot,
            quantity=held.get(state.lot.lot, Decimal(0)),
            product=state.lot.product,
            place=state.place,
            blocked=bool(state.blocked),
            expires_on=state.expires_on,
        )
        for state in states
    }


def reconcile(
    ours: Mapping[str, LotCount], theirs: Iterable[LotCount], source: Source
) -> list[LotDifference]:
    """Return what differs, lot by lot, in the order of the lots' names.

    A lot of which nothing is left need not be told by anybody.
    """
    told: dict[str, list[LotCount]] = {}
    for count in theirs:
        told.setdefault(count.lot, []).append(count)
    found: list[LotDifference] = []
    for lot in sorted({*ours, *told}):
        found += _compared(ours.get(lot), told.get(lot, []), source)
    return found


def _compared(
    ours: LotCount | None, theirs: list[LotCount], source: Source
) -> Iterable[LotDifference]:
    total = sum((count.quantity for count in theirs), Decimal(0))
    if ours is None:
        return [_different(source, Kind.UNKNOWN_LOT, theirs[0], "0", plain(total))]
    if not theirs:
        missing = _different(source, Kind.LOT_MISSING, ours, plain(ours.quantity), "0")
        return [missing] if ours.quantity else []
    found = []
    if ours.quantity != total:
        found.append(_different(source, Kind.QUANTITY, ours, plain(ours.quantity), plain(total)))
    return found + [each for count in theirs for each in _marks(ours, count, source)]


def _marks(ours: LotCount, theirs: LotCount, source: Source) -> list[LotDifference]:
    """Return what differs beside the quantity, of what they say at all."""
    marks = (
        (Kind.PLACE, ours.place, theirs.place),
        (Kind.BLOCKED, ours.blocked, theirs.blocked),
        (Kind.EXPIRY, ours.expires_on, theirs.expires_on),
    )
    return [
        _different(source, kind, ours, _text(mine), _text(other))
        for kind, mine, other in marks
        if other is not None and other != mine
    ]


def _different(
    source: Source, kind: Kind, count: LotCount, ours: str, theirs: str
) -> LotDifference:
    return LotDifference(
        source=source, kind=kind, lot=count.lot, product=count.product, ours=ours, theirs=theirs
    )


def _text(value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def plain(quantity: Decimal) -> str:
    """Return a quantity without exponent or trailing zeros."""
    text = format(quantity, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
