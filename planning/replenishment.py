"""The supply loop: when the whole echelon asks for another order from the supplier.

An order comes into bond a lead time after it is placed and reaches the shelf by a
release; until then only what is in the echelon can serve. So the order is placed on
the day from which that time, and a safety margin, just still fits before the
echelon position meets the minimum: a reorder point in days (domain D.1, min-max).
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class SupplyTerms:
    """What the agreement says of ordering, in days."""

    lead_days: int
    """Order to presence in bond."""
    release_days: int
    """Call-off to delivery."""
    safety_days: int
    """Kept in hand for ships, holidays at origin and customs."""

    @property
    def horizon(self) -> int:
        """Days that pass before an order placed today can be counted on."""
        return self.lead_days + self.release_days + self.safety_days


def order_by(min_on: date, terms: SupplyTerms) -> date:
    """Return the last day to order, given the day on which the echelon meets its minimum."""
    return min_on - timedelta(days=terms.horizon)


def must_order(on: date, minimums: list[date | None], terms: SupplyTerms) -> bool:
    """Return whether any item's echelon meets its minimum before an order could help.

    One order is one agreed lot of every item, a full container: the freight is paid
    for it once. If one lot is not enough, the next review finds it on order and asks
    for the next.
    """
    return any(day is not None and order_by(day, terms) <= on for day in minimums)
