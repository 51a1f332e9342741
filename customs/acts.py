"""What is said to a running workflow: by persons (updates) and by machines (signals)."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime

from customs.milestones import MilestoneReached
from customs.orders import DeclaredGoods
from customs.payload import Payload, StoredRef
from customs.people import Actor


class MilestonesReported(Payload):
    """Signal ``milestones``: a batch of news from a machine (ten updates are a limit)."""

    news: tuple[MilestoneReached, ...]


class RecordMilestone(Payload):
    """Update ``record_milestone``: a person reports that something happened."""

    news: MilestoneReached
    actor: Actor


class Tick(Payload):
    """Signal ``tick``: the business clock was moved."""

    now: AwareDatetime


class Refresh(Payload):
    """Signal ``refresh``: write the snapshot again."""

    reason: str = ""


class Cancel(Payload):
    """Update ``cancel``: stop what can still be stopped."""

    actor: Actor
    reason: str
    at: AwareDatetime


class CancelStep(Payload):
    """One step of a cancellation: what was tried and whether it could be undone."""

    step: str
    done: bool
    note: str = ""


class ClaimTask(Payload):
    """Update ``claim`` (and ``put_back``) of a task."""

    actor: Actor
    at: AwareDatetime


class CompleteTask(Payload):
    """Update ``complete`` of a task: the outcome, the form, and the evidence as it was seen."""

    actor: Actor
    at: AwareDatetime
    outcome: str
    form: dict[str, str] = {}
    reason: str = ""
    evidence_sha256: str | None = None


class WithdrawTask(Payload):
    """Signal ``withdraw`` from the task's owner: the question no longer stands."""

    reason: str


class TaskDecided(Payload):
    """What a task returns to its owner: the decision, or that it was withdrawn or cancelled."""

    outcome: str
    """An outcome's tag, or ``withdrawn`` or ``cancelled``."""
    actor: Actor
    at: AwareDatetime
    form: dict[str, str] = {}
    reason: str = ""
    evidence_sha256: str | None = None


class PortalNews(Payload):
    """Signal ``portal`` to a clearance: what the foreign-trade system now says of a record."""

    number: str
    version: int
    situation: str
    channel: str | None = None
    registered_at: AwareDatetime | None = None
    released_at: AwareDatetime | None = None
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    message: str = ""


class DeclarationNews(Payload):
    """Signal ``declaration`` from a clearance to its owner."""

    clearance: str
    """Workflow id of the clearance: with ``step`` the key by which it is heard once."""
    kind: str
    step: str
    """``registered | channel | released | delivered | refused | cancelled``."""
    number: str
    version: int
    channel: str | None = None
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime


class TransitConcluded(Payload):
    """Result of ``CustomsTransit``."""

    number: str | None
    concluded_at: AwareDatetime | None
    cancelled: bool = False


class DrawnItem(Payload):
    """How much of a lot a release took."""

    lot: str
    item: str
    quantity: Decimal


class ReleaseOpened(Payload):
    """Signal ``release_opened`` from a release to each import that it draws from."""

    release: str
    items: tuple[DrawnItem, ...]
    at: AwareDatetime


class Released(Payload):
    """Signal ``released`` from a release to each import that it drew from; may be heard twice."""

    release: str
    items: tuple[DrawnItem, ...]
    """Empty if the release was cancelled: everything went back to the lot."""
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime


class Delivered(Payload):
    """Signal ``delivered`` to a clearance: its goods have left the bonded place."""

    occurred_at: AwareDatetime
    recorded_at: AwareDatetime


class ProgrammeNews(Payload):
    """Signal ``news`` to a programme from what it started."""

    workflow_id: str
    reference: str
    stage: str
    at: AwareDatetime


class FileEntry(Payload):
    """Update ``file_entry``: file the entry declaration now, without waiting for the tally."""

    actor: Actor
    at: AwareDatetime


class LiftHold(Payload):
    """Signal ``lift`` to a clearance: what ``hold`` named is no longer missing."""

    hold: str


class ReviseGoods(Payload):
    """Signal ``revise`` to a clearance: the goods, prices or papers are no longer what they were."""

    key: str
    """Names the revision, so that it is heard once."""
    goods: tuple[DeclaredGoods, ...]
    papers: tuple[StoredRef, ...] = ()
    paper_facts: dict[str, dict[str, str]] = {}
    comparison: StoredRef | None = None
    preparers: tuple[str, ...] = ()
    reason: str


class Registration(Payload):
    """A declaration as registered by the foreign-trade system."""

    number: str
    version: int
    registered_at: AwareDatetime

    @property
    def registered_on(self) -> date:
        """The registration date as the system answered it."""
        return self.registered_at.date()
