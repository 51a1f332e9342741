"""The programme of the story: bearings A and pillow blocks B."""

from datetime import date
from decimal import Decimal

from planning.demand import WeeklyDemand
from planning.release_pacing import Band, ReleaseTerms
from planning.replenishment import SupplyTerms

START = date(2026, 1, 5)
DEMAND = {
    "A": WeeklyDemand.of({START: Decimal(3000), date(2026, 5, 4): Decimal(4000)}),
    "B": WeeklyDemand.of({START: Decimal(450), date(2026, 5, 4): Decimal(600)}),
}
BAND = {
    "A": Band(Decimal(9000), Decimal(24000), Decimal(6000)),
    "B": Band(Decimal(1350), Decimal(3600), Decimal(900)),
}
RELEASES = ReleaseTerms(release_days=4, cover_days=30, weekdays=(0,))
SUPPLY = SupplyTerms(lead_days=75, release_days=4, safety_days=26)
