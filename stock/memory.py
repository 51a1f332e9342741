"""The ledger in memory, with the promises of the one in PostgreSQL; for tests of others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from threading import RLock

from customs.clock import brazilian_date
from stock.accounts import AFTER_TERM, FREE, kind_of, never_negative
from stock.lots import LotEvent, LotState, state_of, states_of
from stock.movements import (
    Balance,
    Lot,
    LotExpired,
    Movement,
    MovementConflict,
    Overdrawn,
    Posting,
    TooEarly,
    UnknownLot,
)

_Key = tuple[str, str, str]


class MemoryLedger:
    """Keeps movements and lots until the process ends."""

    def __init__(self) -> None:
        self._movements: dict[str, Movement] = {}
        self._lots: dict[str, Lot] = {}
        self._events: dict[str, LotEvent] = {}
        self._one_at_a_time = RLock()

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
            LotExpired: free goods would leave after their term, and not as an overdue exit.
            TooEarly: it is dated before one of its lots was admitted.
        """
        with self._one_at_a_time:
            known = self._movements.get(movement.key)
            if known is None:
                self._check(movement)
                self._movements[movement.key] = movement
            elif known.fact != movement.fact:
                raise MovementConflict(f"movement {movement.key} was posted with other content")

    def post_many(self, movements: Sequence[Movement]) -> None:
        """Post movements in their order, all or none."""
        with self._one_at_a_time:
            before = dict(self._movements)
            try:
                for movement in movements:
                    self.post(movement)
            except Exception:
                self._movements = before
                raise

    def open_lot(self, lot: Lot) -> None:
        """Register a lot once; again with the same content is a no-op.

        Raises:
            MovementConflict: the lot is open with other content.
        """
        if self._lots.setdefault(lot.lot, lot) != lot:
            raise MovementConflict(f"lot {lot.lot} is open with other content")

    def note(self, event: LotEvent) -> None:
        """Note once what happened to a lot; again with the same content is a no-op.

        Raises:
            MovementConflict: the key was already noted with other content.
            UnknownLot: there is no such lot.
        """
        if event.lot not in self._lots:
            raise UnknownLot(f"there is no lot {event.lot!r}")
        if self._events.setdefault(event.key, event).fact != event.fact:
            raise MovementConflict(f"lot event {event.key} was noted with other content")

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots, earliest ``expires_on`` first."""
        found = [
            lot
            for lot in self._lots.values()
            if product in (None, lot.product) and import_reference in (None, lot.import_reference)
        ]
        return sorted(found, key=lambda lot: (lot.expires_on, lot.lot))

    def lot_states(
        self,
        product: str | None = None,
        import_reference: str | None = None,
        as_of: datetime | None = None,
    ) -> list[LotState]:
        """Return lots as their events left them (by ``as_of``), earliest end of term first."""
        lots = self.lots(product, import_reference)
        born = {lot.lot: lot for lot in lots if as_of is None or lot.admitted_at <= as_of}
        told = [
            event
            for event in self._events.values()
            if event.lot in born and (as_of is None or event.occurred_at <= as_of)
        ]
        return states_of(list(born.values()), told)

    def lot_events(self, lot: str) -> list[LotEvent]:
        """Return what happened to a lot, in the order in which it occurred."""
        told = [event for event in self._events.values() if event.lot == lot]
        return sorted(told, key=lambda event: event.occurred_at)

    def balances(
        self,
        prefix: str = "",
        lot: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``."""
        moved = [
            m
            for m in self._movements.values()
            if (as_of is None or m.occurred_at <= as_of)
            and (known_at is None or m.recorded_at <= known_at)
        ]
        held = _sums(posting for movement in moved for posting in movement.postings)
        return [
            Balance(account=account, product=product, lot=of_lot, quantity=quantity)
            for (account, product, of_lot), quantity in sorted(held.items())
            if quantity and account.startswith(prefix) and lot in (None, of_lot)
        ]

    def movements(self, reference: str | None = None, lot: str | None = None) -> list[Movement]:
        """Return movements (of a reference, of a lot) in the order in which they occurred."""
        found = [
            m
            for m in self._movements.values()
            if reference in (None, m.reference)
            and (lot is None or lot in {posting.lot for posting in m.postings})
        ]
        return sorted(found, key=lambda movement: movement.occurred_at)

    def _check(self, movement: Movement) -> None:
        for name in {posting.lot for posting in movement.postings} & self._lots.keys():
            self._check_term(movement, self._lots[name])
        held = _sums(posting for m in self._movements.values() for posting in m.postings)
        for key, asked in sorted(_sums(movement.postings).items()):
            account, product, lot = key
            if never_negative(account) and asked < 0 and held[key] + asked < 0:
                short = Balance(account=account, product=product, lot=lot, quantity=held[key])
                raise Overdrawn(short, -asked)

    def _check_term(self, movement: Movement, lot: Lot) -> None:
        if movement.occurred_at < lot.admitted_at:
            raise TooEarly(lot.lot, lot.admitted_at.isoformat(), movement.occurred_at.isoformat())
        known = [e for e in self.lot_events(lot.lot) if e.occurred_at <= movement.occurred_at]
        last = state_of(lot, known).expires_on
        leaves = any(
            posting.lot == lot.lot and posting.quantity < 0 and kind_of(posting.account) in FREE
            for posting in movement.postings
        )
        in_time = brazilian_date(movement.occurred_at) <= last
        if leaves and not in_time and movement.reason not in AFTER_TERM:
            raise LotExpired(lot.lot, last.isoformat(), movement.reason)


def _sums(postings: Iterable[Posting]) -> defaultdict[_Key, Decimal]:
    held: defaultdict[_Key, Decimal] = defaultdict(Decimal)
    for posting in postings:
        held[posting.account, posting.product, posting.lot] += posting.quantity
    return held
