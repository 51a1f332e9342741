"""What a cancellation can still undo at each stage, as data, and what it cannot.

The steps are named; the workflow does each one that applies and reports it. A
registered declaration has no private cancel: from then on only customs ends it.
"""

from customs.payload import Payload


class CancelPlan(Payload):
    """Named steps in the order in which they are done, and what stays as it is."""

    steps: tuple[str, ...]
    """``withdraw_tasks | cancel_transit | delete_draft | release_reservation | undo_order``."""
    cannot: tuple[str, ...] = ()

    @property
    def ends(self) -> bool:
        """Return whether the import or release itself can still be stopped."""
        return "undo_order" in self.steps or "release_reservation" in self.steps


_SAILED = (
    "the goods have sailed: stopping them is the carrier's (redirection or return at the "
    "owner's cost)"
)
_UNLOADED = (
    "the goods are in Brazil: before registration they may be returned abroad, redirected "
    "or abandoned, each by request to customs"
)
_REGISTERED = "a registered declaration has no private cancel: only customs cancels it, on request"
_IN_BOND = (
    "goods under the regime leave it by consumption, transfer, re-export or export only (RA 409)"
)
_CLEARED = "the goods are cleared: duties are due and the exit is a fact"
_BEFORE_FILING = ("withdraw_tasks", "delete_draft", "release_reservation")

_PLANS = {
    "BOOKED": CancelPlan(steps=("withdraw_tasks", "undo_order")),
    "IN_TRANSIT": CancelPlan(
        steps=("withdraw_tasks", "delete_draft", "undo_order"), cannot=(_SAILED,)
    ),
    "ARRIVED": CancelPlan(
        steps=("withdraw_tasks", "cancel_transit", "delete_draft", "undo_order"),
        cannot=(_UNLOADED,),
    ),
    "IN_CUSTOMS_TRANSIT": CancelPlan(
        steps=("withdraw_tasks", "cancel_transit", "delete_draft", "undo_order"),
        cannot=("the vehicle is on the road under seal: it must still arrive", _UNLOADED),
    ),
    "AT_WAREHOUSE": CancelPlan(
        steps=("withdraw_tasks", "delete_draft", "undo_order"), cannot=(_UNLOADED,)
    ),
    "ADMISSION_FILED": CancelPlan(steps=("withdraw_tasks",), cannot=(_REGISTERED,)),
    "IN_BOND": CancelPlan(steps=("withdraw_tasks",), cannot=(_REGISTERED, _IN_BOND)),
    "RELEASING": CancelPlan(steps=("withdraw_tasks",), cannot=(_REGISTERED, _IN_BOND)),
    "CALLED_OFF": CancelPlan(steps=_BEFORE_FILING),
    "ACCEPTED": CancelPlan(steps=_BEFORE_FILING),
    "FUNDED": CancelPlan(steps=_BEFORE_FILING),
    "FILED": CancelPlan(steps=("withdraw_tasks",), cannot=(_REGISTERED,)),
    "RELEASED_AWAITING_DELIVERY": CancelPlan(
        steps=("withdraw_tasks",), cannot=(_REGISTERED, _CLEARED)
    ),
}


def cancel_plan(stage: str) -> CancelPlan:
    """Return what cancelling at ``stage`` can still do; nothing at a stage that is an end."""
    return _PLANS.get(stage, CancelPlan(steps=(), cannot=("it has already ended",)))
