"""A VMI agreement: supplier, buyer, items with min and max, and the roads its goods take."""

from decimal import Decimal

from pydantic import Field

from customs.clock import ClockReading
from customs.goods import Charges, Item
from customs.orders import LocalCosts
from customs.parties import Modality, Ownership, Parties, Warehouse
from customs.payload import Payload
from customs.people import Actor
from customs.plan import ImportPlan, ReleasePlan


class AgreedItem(Payload):
    """An item under the agreement; ``item.quantity`` is one order lot at the agreed price."""

    item: Item
    min: Decimal = Field(ge=0)
    max: Decimal = Field(gt=0)
    """Bounds of the domestic position."""
    order_multiple: Decimal = Decimal(1)
    """Orders and releases are whole multiples: a pallet, in pieces."""
    shortage_cost_brl: Decimal = Decimal(0)


class Agreement(Payload):
    """Input of ``VmiProgramme`` ``programme/{name}``; plans are resolved at the door."""

    name: str
    parties: Parties
    ownership: Ownership
    modality: Modality = Modality.OWN_ACCOUNT
    warehouse: Warehouse
    items: tuple[AgreedItem, ...] = Field(min_length=1)
    charges: Charges = Charges()
    incoterm: str = "FOB"
    transport: str = "sea"
    import_plan: ImportPlan
    release_plan: ReleasePlan
    lead_time_days: int = 75
    """Order to presence in bond."""
    release_days: int = 4
    """Call-off to delivery."""
    release_cover_days: int = 30
    """A release is sized to last this long."""
    safety_days: int = 14
    """Days added to the lead time when the next order is due: ships, holidays at origin."""
    release_weekdays: tuple[int, ...] = ()
    """Days on which a release may be called off (Monday is 0); none: any working day."""
    reference_prefix: str = ""
    """Stands before the references of what the programme starts."""
    costs: LocalCosts = LocalCosts()
    state: str = "SP"
    site: str = "main"
    credential: str = "broker"
    started_by: Actor
    clock: ClockReading
