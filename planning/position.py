"""Where the pieces of one item are, as each of the two loops counts them (domain D.1)."""

from dataclasses import dataclass
from decimal import Decimal

NONE = Decimal(0)


@dataclass(frozen=True)
class Position:
    """The pieces of one item on their way from the supplier to the buyer's shelf."""

    domestic: Decimal = NONE
    """On the buyer's shelf."""
    on_the_road: Decimal = NONE
    """Cleared and still at the warehouse, or on the road to the buyer."""
    in_clearance: Decimal = NONE
    reserved: Decimal = NONE
    """Called off, not yet declared."""
    bonded: Decimal = NONE
    """Free in bond: never counted as if it could be used at once."""
    in_transit: Decimal = NONE
    on_order: Decimal = NONE

    @property
    def coming(self) -> Decimal:
        """What a release has already sent towards the shelf."""
        return self.on_the_road + self.in_clearance + self.reserved

    @property
    def release_loop(self) -> Decimal:
        """What the release loop counts: the shelf and what comes to it."""
        return self.domestic + self.coming

    @property
    def supply_loop(self) -> Decimal:
        """What the supply loop counts: the whole echelon, back to the supplier's orders."""
        return self.release_loop + self.bonded + self.in_transit + self.on_order


def domestic_now(counted: Decimal, delivered_since: Decimal, asked_since: Decimal) -> Decimal:
    """Return the shelf today: the last count, deliveries since, demand since.

    A count is taken at the opening of its day. The shelf is never below nothing:
    what was asked for and was not there went elsewhere.
    """
    return max(counted + delivered_since - asked_since, NONE)
