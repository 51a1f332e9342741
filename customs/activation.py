"""Rule packs in force: what is proposed, what a person sees of it, and what was decided."""

from datetime import date
from decimal import Decimal

from pydantic import AwareDatetime

from customs.acts import TaskDecided
from customs.clock import ClockReading
from customs.payload import Payload, StoredRef
from customs.people import Actor

SHIPPED = "shipped/"
"""How the key of an activation begins that no person decided: the pack comes with the house."""


class PackActivation(Payload):
    """A rule pack that is in force from an instant on, and by whose decision."""

    key: str
    """Names the decision: the task in which it was taken, or ``shipped/{sha256}``."""
    sha256: str
    text: StoredRef
    valid_from: AwareDatetime
    proposed_by: str
    approved_by: str
    reason: str = ""
    evidence_sha256: str = ""

    @property
    def shipped(self) -> bool:
        """Whether the pack came with the house, and nobody decided on it."""
        return self.key.startswith(SHIPPED)


class ProposePack(Payload):
    """Start ``RulePackActivation`` ``rules/{id}``."""

    id: str
    """First 16 digits of ``sha256``; proposed again later, a number behind them."""
    sha256: str
    text: StoredRef
    """The whole pack as it was written (TOML)."""
    reason: str
    proposed_by: Actor
    clock: ClockReading


class PackCompared(Payload):
    """Answer of ``rules.compare``: what the approver is shown."""

    base: str
    """SHA-256 of the pack in force that it was compared with."""
    evidence: StoredRef
    """JSON with the changes and the sums of the preview: an approval is bound to its hash."""
    preview: StoredRef
    """CSV of every lot and day that would come out differently."""
    changes: int
    """Entries that are added, removed or changed."""
    lots: int
    """Lots in bond that would owe another amount on some day."""
    savings: Decimal = Decimal(0)
    """BRL that clearing those lots before the change saves that are cheaper to clear before it."""
    until: date | None = None
    """The last day on which all of it is saved."""


class ActivatePack(Payload):
    """Put an approved pack in force, if what it was compared with still is."""

    proposal: ProposePack
    base: str
    task: str
    decided: TaskDecided


class PackView(Payload):
    """A proposed pack as it stands."""

    id: str
    order: ProposePack
    state: str = "comparing"
    """``comparing | deciding | activated | refused | withdrawn``."""
    compared: PackCompared | None = None
    decided_by: str | None = None
    decided_at: AwareDatetime | None = None
    note: str = ""
    """Why it was refused, or asked again."""
    open: bool = True
