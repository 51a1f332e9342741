"""The ledger's promise: what every ledger of bonded goods does, in PostgreSQL or in memory.

Scripts may use it as it is: ``with wiring.database.open_ledger(url) as ledger`` gives one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from stock.lots import LotEvent, LotState
from stock.movements import Balance, Lot, Movement


class Ledger(Protocol):
    """Movements and lots are added, never changed; balances are the sums of what was added."""

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
            LotExpired: free goods would leave after their term, and not as an overdue exit.
            TooEarly: it is dated before one of its lots was admitted.
        """

    def post_many(self, movements: Sequence[Movement]) -> None:
        """Post movements in their order, all or none; those that were posted before stay.

        Raises:
            As ``post``, for the first movement that is refused.
        """

    def open_lot(self, lot: Lot) -> None:
        """Register a lot once; again with the same content is a no-op.

        Raises:
            MovementConflict: the lot is open with other content.
        """

    def note(self, event: LotEvent) -> None:
        """Note once what happened to a lot; again with the same content is a no-op.

        Raises:
            MovementConflict: the key was already noted with other content.
            UnknownLot: there is no such lot.
        """

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots as they were born, earliest ``expires_on`` first."""

    def lot_states(
        self,
        product: str | None = None,
        import_reference: str | None = None,
        as_of: datetime | None = None,
    ) -> list[LotState]:
        """Return lots as their events left them (by ``as_of``), earliest end of term first."""

    def lot_events(self, lot: str) -> list[LotEvent]:
        """Return what happened to a lot, in the order in which it occurred."""

    def balances(
        self,
        prefix: str = "",
        lot: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``.

        ``as_of`` asks for what was there after everything that had occurred by then,
        ``known_at`` for what had been recorded by then, whenever it occurred; together they ask
        what was thought, on the one day, of the other.
        """

    def movements(self, reference: str | None = None, lot: str | None = None) -> list[Movement]:
        """Return movements (of a reference, of a lot) in the order in which they occurred."""
