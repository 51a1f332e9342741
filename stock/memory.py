"""The ledger in memory, with the promises of the one in PostgreSQL; for tests of others."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from threading import Lock

from stock.accounts import never_negative
from stock.movements import Balance, Lot, Movement, MovementConflict, Overdrawn, Posting

_Key = tuple[str, str, str]


class MemoryLedger:
    """Keeps movements and lots until the process ends."""

    def __init__(self) -> None:
        self._movements: dict[str, Movement] = {}
        self._lots: dict[str, Lot] = {}
        self._one_at_a_time = Lock()

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
        """
        with self._one_at_a_time:
            known = self._movements.get(movement.key)
            if known is None:
                self._check(movement)
                self._movements[movement.key] = movement
            elif known.fact != movement.fact:
                raise MovementConflict(f"movement {movement.key} was posted with other content")

    def open_lot(self, lot: Lot) -> None:
        """Register a lot once; again with the same content is a no-op.

        Raises:
            MovementConflict: the lot is open with other content.
        """
        if self._lots.setdefault(lot.lot, lot) != lot:
            raise MovementConflict(f"lot {lot.lot} is open with other content")

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots, earliest ``expires_on`` first."""
        found = [
            lot
            for lot in self._lots.values()
            if product in (None, lot.product) and import_reference in (None, lot.import_reference)
        ]
        return sorted(found, key=lambda lot: (lot.expires_on, lot.lot))

    def balances(
        self, prefix: str = "", lot: str | None = None, as_of: datetime | None = None
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``."""
        moved = [m for m in self._movements.values() if as_of is None or m.occurred_at <= as_of]
        held = _sums(posting for movement in moved for posting in movement.postings)
        return [
            Balance(account=account, product=product, lot=of_lot, quantity=quantity)
            for (account, product, of_lot), quantity in sorted(held.items())
            if quantity and account.startswith(prefix) and lot in (None, of_lot)
        ]

    def movements(self, reference: str | None = None) -> list[Movement]:
        """Return movements in the order in which they occurred."""
        found = [m for m in self._movements.values() if reference in (None, m.reference)]
        return sorted(found, key=lambda movement: movement.occurred_at)

    def _check(self, movement: Movement) -> None:
        held = _sums(posting for m in self._movements.values() for posting in m.postings)
        for key, asked in sorted(_sums(movement.postings).items()):
            account, product, lot = key
            if never_negative(account) and asked < 0 and held[key] + asked < 0:
                short = Balance(account=account, product=product, lot=lot, quantity=held[key])
                raise Overdrawn(short, -asked)


def _sums(postings: Iterable[Posting]) -> defaultdict[_Key, Decimal]:
    held: defaultdict[_Key, Decimal] = defaultdict(Decimal)
    for posting in postings:
        held[posting.account, posting.product, posting.lot] += posting.quantity
    return held
