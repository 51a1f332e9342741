"""What goods in bond would owe if all that is left of an admission were cleared on a day.

One declaration for each admission, at the admission's own price: its fee is due once.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from customs.duties.assessment import AssessmentRefused
from customs.duties.engine import assess
from customs.duties.impact import leaving
from customs.duties.packs import RulePack
from customs.duties.request import AssessmentRequest, RequestItem
from customs.payload import Payload


class Suspended(Payload):
    """What is left of one admission would owe so much: on its own day, and today."""

    admission: str
    registered_on: date
    at_admission: Decimal | None = None
    """Payable in BRL under the rules and rates of the admission's registration."""
    today: Decimal | None = None
    """Payable in BRL under the rules and rates of today."""
    problem: str = ""
    """Why it could not be assessed."""

    @property
    def change(self) -> Decimal | None:
        """Return what waiting has cost since admission; below zero it has saved."""
        if self.today is None or self.at_admission is None:
            return None
        return self.today - self.at_admission


def left_of(
    admission: AssessmentRequest, left: Mapping[int, Decimal], exchange: dict[str, Decimal]
) -> AssessmentRequest:
    """Return the consumption of what is left of each item, named by its place from one.

    Raises:
        ValueError: freight or insurance is told for the whole admission, not for its items.
    """
    parts = [leaving(admission, place, quantity, exchange) for place, quantity in left.items()]
    items = tuple(_named(part, place) for place, part in zip(left, parts, strict=True))
    return parts[0].model_copy(update={"items": items})


def _named(part: AssessmentRequest, place: int) -> RequestItem:
    """Return the item of a part under its own place, of its admission's item of that place."""
    item = part.items[0]
    linked = item.linked and item.linked.model_copy(update={"item": str(place)})
    return item.model_copy(update={"id": str(place), "linked": linked})


def suspended(
    request: AssessmentRequest,
    today: tuple[date, dict[str, Decimal]],
    pack: RulePack,
    admission: str,
) -> Suspended:
    """Return what ``request`` owes on its own day, and on the day and at the rates of ``today``."""
    day, exchange = today
    known = Suspended(admission=admission, registered_on=request.registered_on)
    then_and_now = (
        request,
        request.model_copy(update={"registered_on": day, "exchange": exchange}),
    )
    try:
        then, now = (assess(r, pack, explain=False).totals.payable for r in then_and_now)
    except AssessmentRefused as refused:
        return known.model_copy(update={"problem": str(refused)})
    return known.model_copy(update={"at_admission": then, "today": now})
