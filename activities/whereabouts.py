"""Where the pieces of an agreement are, as ledger and programme book say together."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal

from customs.clock import BRASILIA
from customs.programme import ReviewProgramme
from planning.demand import WeeklyDemand
from planning.position import Position, domestic_now
from planning.release_pacing import LotFree
from records.ports import DemandReport, ProgrammeBook
from stock.ledger import Ledger
from stock.lots import LotState
from stock.movements import Balance, Lot, Posting

_FIELD = {
    "bonded": "bonded",
    "reserved": "reserved",
    "in_clearance": "in_clearance",
    "cleared": "on_the_road",
    "to_domestic": "on_the_road",
    "in_transit": "in_transit",
    "on_order": "on_order",
}
"""Kind of account → where its pieces are (DESIGN.md 9)."""


_BEGINNING = datetime(2000, 1, 1, tzinfo=BRASILIA)
"""Before all that the ledger holds."""


class Whereabouts:
    """The goods of one agreement on the day of a review.

    The agreement's goods are those of the imports that its programme started or
    heard of: the ledger's ``bonded`` account is shared, and lots name their import.
    """

    def __init__(self, asked: ReviewProgramme, book: ProgrammeBook, ledger: Ledger) -> None:
        self._asked = asked
        self._ledger = ledger
        self._demand = book.demand(asked.agreement.name)
        self._counts = {count.item: count for count in book.stock(asked.agreement.name)}
        self._moved = {reference: ledger.movements(reference) for reference in asked.used}
        self._unposted = [r for r in asked.releases if not self._moved.get(r.reference)]
        self._states = _of(asked.used, ledger)
        self._lots = [state.lot for state in self._states]
        # All at once, and last: goods that move while we look are in one place or the other, and
        # a release that is posted meanwhile counts twice on its way, so that none is proposed.
        ours = {lot.lot for lot in self._lots}
        self._balances = [balance for balance in ledger.balances() if balance.lot in ours]

    def demand(self, item: str) -> WeeklyDemand:
        """Return the item's weekly demand."""
        return WeeklyDemand.of({r.on: r.quantity for r in self._demand if r.item == item})

    def is_counted(self, item: str) -> bool:
        """Return whether anybody ever counted the shelf: before that nothing is known of it."""
        return item in self._counts

    def position(self, item: str) -> Position:
        """Return where the pieces of an item are.

        What was ordered or called off counts as such before the ledger hears of it.
        """
        held = dict.fromkeys(_FIELD.values(), Decimal(0))
        for account, quantity in self._held(item):
            kind = account.split(":")[0]
            if kind in _FIELD:
                held[_FIELD[kind]] += quantity
        called_off = self._called_off(item)
        held["bonded"] -= called_off
        held["reserved"] += called_off
        held["on_order"] += self._just_ordered(item)
        return Position(domestic=self._domestic(item), **held)

    def free_lots(self, item: str) -> list[LotFree]:
        """Return what may leave of each bonded lot, the first to expire before all.

        The term is that of today, extensions counted; a lot that an authority holds, or whose
        term is over, is not proposed: it leaves only by a person's decision.
        """
        return [
            LotFree(state.lot.lot, state.lot.import_reference, state.expires_on.isoformat(), free)
            for state in self._states
            if state.lot.product == item
            and not state.blocked
            and not state.is_overdue(self._asked.on)
            and (free := self._free(state.lot)) > 0
        ]

    def _free(self, lot: Lot) -> Decimal:
        held = (b for b in self._balances if b.lot == lot.lot)
        bonded = _sum(b for b in held if b.account == "bonded")
        draws = (draw for release in self._unposted for draw in release.draws)
        return bonded - sum((d.quantity for d in draws if d.lot == lot.lot), Decimal(0))

    def _called_off(self, item: str) -> Decimal:
        """Return what was called off by releases that the ledger does not know yet."""
        draws = (draw for release in self._unposted for draw in release.draws)
        return sum((draw.quantity for draw in draws if draw.item == item), Decimal(0))

    def _just_ordered(self, item: str) -> Decimal:
        orders = (o.ordered for o in self._asked.imports if not self._moved.get(o.reference))
        return sum((order.get(item, Decimal(0)) for order in orders), Decimal(0))

    def _held(self, item: str) -> Iterable[tuple[str, Decimal]]:
        """Return (account, quantity) of our lots, and of our goods that have no lot (yet)."""
        yield from ((b.account, b.quantity) for b in self._balances if b.product == item)
        yield from ((p.account, p.quantity) for _, p in self._without_lot(item))

    def _without_lot(self, item: str) -> Iterable[tuple[datetime, Posting]]:
        for movements in self._moved.values():
            for movement in movements:
                for posting in movement.postings:
                    if posting.product == item and not posting.lot:
                        yield movement.occurred_at, posting

    def _domestic(self, item: str) -> Decimal:
        count: DemandReport | None = self._counts.get(item)
        if count is None:
            return self._delivered(item, _BEGINNING)
        delivered = self._delivered(item, datetime.combine(count.on, time(), BRASILIA))
        asked = self.demand(item).between(count.on, self._asked.on)
        return domestic_now(count.quantity, delivered, asked)

    def _delivered(self, item: str, since: datetime) -> Decimal:
        """Return what the ledger brought to the agreement's site from ``since`` on."""
        site = f"domestic:{self._asked.agreement.site}"
        loose = (
            p.quantity for at, p in self._without_lot(item) if p.account == site and at >= since
        )
        lots = {lot.lot for lot in self._lots if lot.product == item}
        before = self._ledger.balances(site, as_of=since - timedelta(microseconds=1))
        return (
            sum(loose, Decimal(0))
            + _sum(b for b in self._balances if b.account == site and b.lot in lots)
            - _sum(b for b in before if b.account == site and b.lot in lots)
        )


def _of(used: tuple[str, ...], ledger: Ledger) -> list[LotState]:
    return [state for reference in used for state in ledger.lot_states(import_reference=reference)]


def _sum(balances: Iterable[Balance]) -> Decimal:
    return sum((balance.quantity for balance in balances), Decimal(0))
