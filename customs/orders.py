"""What each workflow is started with. Everything here is written into history."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime, Field

from customs.clock import ClockReading
from customs.forms import APPROVE as APPROVE
from customs.forms import DONE as DONE
from customs.forms import REFUSE as REFUSE
from customs.forms import FormField as FormField
from customs.forms import Outcome as Outcome
from customs.goods import Charges, Item
from customs.milestones import MilestoneReached
from customs.papers import Paper
from customs.parties import Modality, Ownership, Parties, Warehouse
from customs.payload import Payload, StoredRef
from customs.people import Actor, Role
from customs.plan import ImportPlan, ReleasePlan


class ImportOrder(Payload):
    """Start ``ImportProcess`` ``import/{reference}``."""

    reference: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$")
    plan: ImportPlan
    parties: Parties
    ownership: Ownership = Ownership.BOUGHT_AFLOAT
    modality: Modality = Modality.OWN_ACCOUNT
    warehouse: Warehouse
    """Where the goods are declared: the dry port, or the port's own terminal if direct."""
    items: tuple[Item, ...] = Field(min_length=1)
    charges: Charges = Charges()
    transport: str = "sea"
    incoterm: str = "FOB"
    cargo_id: str | None = None
    """CE Mercante (15 digits) or RUC; a milestone or form may bring it later."""
    equipment: tuple[str, ...] = ()
    """Container numbers or AWB, for events that name no reference of ours."""
    bookings: tuple[str, ...] = ()
    agreement: str | None = None
    programme: str | None = None
    """Workflow id of the programme to report to, None if started by hand."""
    state: str = "SP"
    """State of the acquirer's establishment: whose ICMS it is."""
    site: str = "main"
    papers: tuple[Paper, ...] = ()
    started_by: Actor
    clock: ClockReading
    credential: str = "broker"


class LocalCosts(Payload):
    """Price table of one exit from the warehouse, in BRL (practice 1.3.14, 1.5.21)."""

    storage_rate: Decimal = Decimal(0)
    """Part of the lot's admission customs value per started period, e.g. 0.0025."""
    period_days: int = 10
    handling: Decimal = Decimal(0)
    broker: Decimal = Decimal(0)
    carrier: Decimal = Decimal(0)
    margin: Decimal = Decimal("0.02")
    """Margin on taxes that is asked for with the funds, returned if unused."""


class LotDraw(Payload):
    """A quantity to be drawn from one bonded lot."""

    import_reference: str
    lot: str
    """``{admission number}/{item number}``: one item of one admission."""
    item: str
    quantity: Decimal = Field(gt=0)


class ReleaseItem(Payload):
    """An item that leaves bond: quantity, agreed price, and the lots it is drawn from."""

    item: Item
    draws: tuple[LotDraw, ...] = Field(min_length=1)


class ReleaseOrder(Payload):
    """Start ``BondedRelease`` ``release/{reference}``."""

    reference: str
    plan: ReleasePlan
    destination: str = "consumption"
    """Tag of the way out (``customs.exits``); the plan says what it asks for."""
    allocation_reason: str = ""
    """Why other lots were chosen than those that expire first."""
    parties: Parties
    ownership: Ownership = Ownership.CONSIGNED
    modality: Modality = Modality.OWN_ACCOUNT
    warehouse: Warehouse
    items: tuple[ReleaseItem, ...] = Field(min_length=1)
    agreement: str | None = None
    programme: str | None = None
    state: str = "SP"
    site: str = "main"
    incoterm: str = "FOB"
    started_by: Actor
    clock: ClockReading
    credential: str = "broker"
    wanted_on: date | None = None
    reservation_days: int = 15
    costs: LocalCosts = LocalCosts()
    entered_on: date | None = None
    """Day the goods entered the warehouse, from which storage is counted."""


class TransitOrder(Payload):
    """Start ``CustomsTransit`` ``transit/{reference}``, child of its import."""

    reference: str
    parties: Parties
    warehouse: Warehouse
    known: tuple[MilestoneReached, ...] = ()
    clock: ClockReading


class LinkedItem(Payload):
    """An item of an admission that this declaration draws from."""

    declaration: str
    item_number: int
    quantity: Decimal
    """Quantity of the admission item, of which this declaration takes a part."""
    freight: Decimal
    insurance: Decimal
    """Freight and insurance of the whole admission item, in its currency."""
    currency: str = "USD"


class DeclaredGoods(Payload):
    """One item to be declared, with its charges already apportioned."""

    item: Item
    freight: Decimal = Decimal(0)
    freight_currency: str = "USD"
    insurance: Decimal = Decimal(0)
    insurance_currency: str = "USD"
    linked: LinkedItem | None = None
    lot: str | None = None


class LateCharges(Payload):
    """What goods owe beside their taxes because their term is over, in BRL (RA art. 311)."""

    interest: Decimal
    fine: Decimal
    taxes: Decimal
    """Federal taxes on which both are counted, as assessed on ``counted_on``."""
    due_on: date
    """Registration of the admission, the earliest if there are several."""
    counted_on: date
    expired_on: date
    abandonment_on: date

    @property
    def charges(self) -> Decimal:
        """Return interest and fine together."""
        return self.interest + self.fine


class ClearanceOrder(Payload):
    """Start ``Clearance`` ``clearance/{owner reference}/{kind}-{n}``, child of its owner."""

    owner_reference: str
    kind: str
    """``admission``, ``consumption`` or ``bonded_consumption``."""
    n: int = 1
    parties: Parties
    ownership: Ownership
    modality: Modality
    warehouse: Warehouse
    goods: tuple[DeclaredGoods, ...]
    papers: tuple[StoredRef, ...] = ()
    """Files to attach or cite: invoice, transport document."""
    paper_facts: dict[str, dict[str, str]] = {}
    """Kind of paper → headline fields (number, date, total), for ``documentosInstrucao``."""
    comparison: StoredRef | None = None
    """The papers held against each other: says where on which page each value stands."""
    transport: str = "sea"
    incoterm: str = "FOB"
    cargo_id: str | None = None
    state: str = "SP"
    afrmm_due: bool = False
    """AFRMM is due at this declaration (sea, for consumption)."""
    credential: str = "broker"
    preparer: Actor
    preparers: tuple[str, ...] = ()
    """Persons who handed papers in, vouched for them or settled their differences."""
    clock: ClockReading
    holds: tuple[str, ...] = ()
    """What must be lifted before it is filed: ``invoice``, ``funds``."""
    late: LateCharges | None = None
    """Charges of an overdue exit; they are told with the declaration."""
    owner_workflow: str = ""
    """Workflow id of the import or release that hears of it."""

    @property
    def our_reference(self) -> str:
        """The reference at the head of ``informacaoComplementar``."""
        return f"{self.owner_reference}/{self.kind}-{self.n}"


class TaskOrder(Payload):
    """Start ``HumanTask`` ``task/{owner reference}/{kind}-{n}``, child of its owner."""

    owner_reference: str
    kind: str
    n: int = 1
    title: str
    title_en: str
    instructions: str = ""
    instructions_en: str = ""
    roles: tuple[Role, ...]
    outcomes: tuple[Outcome, ...]
    fields: tuple[FormField, ...] = ()
    evidence: StoredRef | None = None
    """Stored JSON from which page and PDF are rendered; an approval is bound to its hash."""
    papers: tuple[StoredRef, ...] = ()
    not_by: tuple[str, ...] = ()
    """Persons who may not complete it: the preparer of what is to be approved."""
    amount_brl: Decimal | None = None
    """Amount at stake: a person with a smaller authority is refused."""
    guarded: tuple[str, ...] = ()
    """Outcomes that authority, four eyes and evidence guard; a refusal needs none of them."""
    escalate_to: tuple[Role, ...] = ()
    remind_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    clock: ClockReading


class WatchOrder(Payload):
    """Start ``PortalWatch`` ``portal-watch/{credential}``."""

    credential: str
    every_seconds: int = 60
    """Time between two looks while a record is open."""
    looks: int = Field(default=500, ge=1)
    """Looks in one run, so that no history grows for ever; a running watch keeps its own."""
