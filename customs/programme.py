"""What a programme remembers, asks, proposes and shows."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime

from customs.agreement import Agreement
from customs.goods import Item
from customs.orders import LotDraw
from customs.payload import Payload


class StartedImport(Payload):
    """An import of the agreement that is not closed: its goods are in the echelon."""

    reference: str
    workflow_id: str
    ordered: dict[str, Decimal] = {}
    """Item → pieces, counted as on order until the ledger knows the import."""
    stage: str = ""
    entered_on: date | None = None
    """Day the goods came to the warehouse, from which storage is counted."""


class StartedRelease(Payload):
    """A release of the agreement that is not ended: its goods come to the shelf."""

    reference: str
    workflow_id: str
    draws: tuple[LotDraw, ...] = ()
    """Counted as called off until the ledger knows the release."""
    stage: str = ""


class ReviewProgramme(Payload):
    """Ask for the daily review: activity ``planning.review``."""

    agreement: Agreement
    on: date
    imports: tuple[StartedImport, ...] = ()
    releases: tuple[StartedRelease, ...] = ()
    silent: tuple[str, ...] = ()
    """Kinds that are not to be proposed: one is open, or was refused for a while."""
    used: tuple[str, ...] = ()
    """References that the programme has used."""


class ItemOutlook(Payload):
    """One item on the day of the review: where it is, and when it runs out."""

    item: str
    domestic: Decimal
    coming: Decimal
    """Called off, in clearance, cleared or on the road."""
    bonded: Decimal
    in_transit: Decimal
    on_order: Decimal
    min: Decimal
    max: Decimal
    min_on: date | None = None
    """Day on which the shelf and what comes to it meet the minimum."""
    at_min: Decimal | None = None
    """The position of that day, as it opens."""
    short_on: date | None = None
    """First day whose demand would not be met in full."""
    echelon_min_on: date | None = None
    """Day on which all that is in the echelon meets the minimum."""
    order_by: date | None = None
    """Last day to order, so that the order comes in time."""


class ProposedItem(Payload):
    """How much of an item; of a release, out of which lots."""

    item: Item
    draws: tuple[LotDraw, ...] = ()


class Proposal(Payload):
    """What the programme would do, for the planner to decide."""

    kind: str
    """``order`` or ``release``."""
    reference: str
    """Suggested; whoever approves may give another."""
    on: date
    items: tuple[ProposedItem, ...]
    wanted_on: date
    """Presence in bond of an order, delivery of a release."""
    entered_on: date | None = None
    """Of a release: day its goods came to the warehouse, the earliest if there are several."""
    title: str
    title_en: str
    reason: str
    reason_en: str


class Review(Payload):
    """Answer of ``planning.review``."""

    on: date
    outlook: tuple[ItemOutlook, ...]
    proposals: tuple[Proposal, ...] = ()


class OpenProposal(Payload):
    """A proposal that waits for the planner, and its task."""

    task: str
    proposal: Proposal


class ProgrammeMemory(Payload):
    """What is carried over when the programme continues as a new run."""

    imports: tuple[StartedImport, ...] = ()
    releases: tuple[StartedRelease, ...] = ()
    used: tuple[str, ...] = ()
    asked: dict[str, int] = {}
    """Kind of proposal → how many tasks were opened."""
    quiet_until: dict[str, date] = {}
    """Kind of proposal → day before which it is not made again, because it was refused."""
    review: Review | None = None
    next_review_at: AwareDatetime | None = None


class Programme(Agreement):
    """Start ``VmiProgramme`` ``programme/{name}``: an agreement, and what is remembered of it.

    An ``Agreement`` alone is read as a programme that starts from nothing.
    """

    memory: ProgrammeMemory = ProgrammeMemory()


class ProgrammeView(Payload):
    """One programme as it stands."""

    name: str
    agreement: Agreement
    review: Review | None = None
    next_review_at: AwareDatetime | None = None
    proposals: tuple[OpenProposal, ...] = ()
    imports: tuple[StartedImport, ...] = ()
    releases: tuple[StartedRelease, ...] = ()
    used: tuple[str, ...] = ()
    open: bool = True
