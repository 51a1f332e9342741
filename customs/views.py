"""What screens and ``show`` read: the bodies of snapshots."""

from datetime import date, datetime
from decimal import Decimal

from pydantic import AwareDatetime

from customs.acts import CancelStep
from customs.dossier import DossierLine
from customs.filing import AssessmentMade, FieldProblem
from customs.milestones import MilestoneReached
from customs.orders import ClearanceOrder, ImportOrder, ReleaseOrder, TaskOrder
from customs.papers import PaperRead, Reconciliation
from customs.payload import Payload, StoredRef
from customs.people import Actor
from customs.stages import StageReached as StageReached


class RegimeClock(Payload):
    """The dates of an admission (RA 408, 409; IN SRF 241/2002 art. 25)."""

    admitted_on: date
    decide_on: date
    """90 days before the limit: extension or exit must be decided."""
    expires_on: date
    abandonment_on: date
    requested_until: date | None = None
    """An extension was asked for until this day, and is not answered yet."""
    special: bool = False
    """It was asked for as a special situation (RA 408 §1)."""
    extensions: int = 0
    decision: str = ""
    """What a person last decided should become of what is left."""


class FundsRequest(Payload):
    """Numerário: what the buyer is asked to put at the broker's disposal, in BRL."""

    taxes: Decimal
    margin: Decimal
    storage: Decimal
    local: Decimal
    """Storage, handling, broker and carrier together."""
    total: Decimal
    quote_date: date | None = None
    assessment: StoredRef | None = None
    """The assessment of the taxes: what the landed cost is held against."""


class ImportView(Payload):
    """One import as it stands."""

    reference: str
    stage: str
    stages: tuple[StageReached, ...]
    order: ImportOrder
    milestones: tuple[MilestoneReached, ...] = ()
    next_expected: str | None = None
    eta: AwareDatetime | None = None
    papers: tuple[PaperRead, ...] = ()
    dossier: tuple[DossierLine, ...] = ()
    """The papers that it must have, and how each stands."""
    keep_until: date | None = None
    """Last day on which its papers must be kept; None: nothing was declared from them yet."""
    reconciliation: Reconciliation | None = None
    declarations: tuple[str, ...] = ()
    """Workflow ids of its clearances; their snapshots hold number, duties and evidence."""
    releases: tuple[str, ...] = ()
    regime_clock: RegimeClock | None = None
    balance: dict[str, Decimal] = {}
    """Lot → quantity still in bond, reserved or in clearance, by this import's own count."""
    cancelled: tuple[CancelStep, ...] = ()
    waiting_for: str = ""
    """One sentence: what the import waits for now."""
    open: bool = True


class ReleaseView(Payload):
    """One exit from bond as it stands."""

    reference: str
    stage: str
    stages: tuple[StageReached, ...]
    order: ReleaseOrder
    milestones: tuple[MilestoneReached, ...] = ()
    papers: tuple[PaperRead, ...] = ()
    dossier: tuple[DossierLine, ...] = ()
    """The papers that it must have, and how each stands."""
    keep_until: date | None = None
    """Last day on which its papers must be kept; None: nothing was declared from them yet."""
    reconciliation: Reconciliation | None = None
    declarations: tuple[str, ...] = ()
    funds: FundsRequest | None = None
    cancelled: tuple[CancelStep, ...] = ()
    waiting_for: str = ""
    open: bool = True


class ClearanceView(Payload):
    """One declaration as it stands."""

    id: str
    """``{owner reference}/{kind}-{n}``."""
    owner_reference: str
    kind: str
    state: str
    """``assembling | correcting | approving | filing | registered | in_conference | released | delivered | cancelled``."""
    order: ClearanceOrder
    number: str | None = None
    version: int | None = None
    channel: str | None = None
    situation: str = ""
    registered_at: AwareDatetime | None = None
    registered_recorded_at: AwareDatetime | None = None
    released_at: AwareDatetime | None = None
    released_recorded_at: AwareDatetime | None = None
    assessment: AssessmentMade | None = None
    """As registered; before that, as last assessed."""
    approved: AssessmentMade | None = None
    """As approved, when the approval carried a tolerance."""
    evidence: StoredRef | None = None
    extract: StoredRef | None = None
    problems: tuple[FieldProblem, ...] = ()
    preparer: str = ""
    approver: str | None = None
    refusals: tuple[str, ...] = ()
    open: bool = True

    @property
    def admissions(self) -> set[str]:
        """Return the numbers of the admissions that the declaration is, or draws from."""
        own = {self.number} if self.kind == "admission" and self.number else set()
        return own | {goods.linked.declaration for goods in self.order.goods if goods.linked}


class TaskEvent(Payload):
    """Something that happened to a task: who, what, when."""

    what: str
    """``offered | claimed | put_back | reminded | escalated | done | refused | withdrawn | cancelled``."""
    actor: Actor
    at: AwareDatetime
    note: str = ""


class TaskView(Payload):
    """One piece of work for a person, as it stands."""

    id: str
    """``{owner reference}/{kind}-{n}``."""
    order: TaskOrder
    state: str
    """``OPEN | CLAIMED | DONE | CANCELLED``."""
    assignee: str | None = None
    escalated: bool = False
    outcome: str | None = None
    completed_at: datetime | None = None
    form: dict[str, str] = {}
    reason: str = ""
    history: tuple[TaskEvent, ...] = ()
    open: bool = True


class TransitView(Payload):
    """One customs transit as it stands."""

    reference: str
    state: str
    """``requesting | requested | authorised | departed | arrived | seals_checked | concluded | cancelled``."""
    number: str | None = None
    milestones: tuple[MilestoneReached, ...] = ()
    open: bool = True
