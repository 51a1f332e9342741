"""Activities of the bonded ledger."""

from temporalio import activity
from temporalio.exceptions import ApplicationError

from stock.ledger import Ledger
from stock.lots import LotEvent
from stock.movements import (
    LotExpired,
    Movement,
    MovementConflict,
    OpenLots,
    Overdrawn,
    TooEarly,
    UnknownLot,
)


class StockActivities:
    """Moves goods in the ledger; each movement and lot is kept once, however often it is sent."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @activity.defn(name="stock.post")
    def post(self, movement: Movement) -> None:
        """Post a movement.

        Raises:
            ApplicationError: ``MovementConflict``, ``Overdrawn``, ``LotExpired`` or ``TooEarly``;
                none mends itself.
        """
        try:
            self._ledger.post(movement)
        except (MovementConflict, LotExpired, TooEarly) as refused:
            raise _refusal(refused) from refused
        except Overdrawn as refused:
            details = {"held": refused.held.model_dump(mode="json"), "asked": str(refused.asked)}
            raise _refusal(refused, details) from refused

    @activity.defn(name="stock.open_lots")
    def open_lots(self, request: OpenLots) -> None:
        """Register the lots of an admission.

        Raises:
            ApplicationError: ``MovementConflict``; a lot is open with other content.
        """
        try:
            for lot in request.lots:
                self._ledger.open_lot(lot)
        except MovementConflict as refused:
            raise _refusal(refused) from refused

    @activity.defn(name="lot.note")
    def note(self, event: LotEvent) -> None:
        """Note what happened to a lot.

        Raises:
            ApplicationError: ``MovementConflict`` or ``UnknownLot``; neither mends itself.
        """
        try:
            self._ledger.note(event)
        except (MovementConflict, UnknownLot) as refused:
            raise _refusal(refused) from refused


def _refusal(refused: Exception, *details: object) -> ApplicationError:
    return ApplicationError(str(refused), *details, type=type(refused).__name__, non_retryable=True)
