"""The plan: what the registries said when an import was ordered, as a value."""

from enum import StrEnum

from customs.dossier import RequiredPaper, Retention
from customs.payload import Payload


class Regime(StrEnum):
    """How the goods enter: for consumption at once, or into bond."""

    DIRECT = "direct"
    BONDED = "bonded"


class ImportPlan(Payload):
    """The road an import follows, resolved at the door and carried in the input.

    Registries change with every release; a plan travels in the workflow's input
    and so never does. A workflow reads its plan and never a registry.
    """

    regime: Regime
    entry_declaration: str
    """Kind of the declaration at arrival: ``admission`` or ``consumption``."""
    papers: tuple[str, ...]
    """Kinds of paper without which the import waits."""
    milestones: tuple[str, ...]
    """Milestones that may be reported on this road."""
    customs_transit: bool = False
    entry_after: tuple[str, ...] = ("CARGO_PRESENT",)
    """The entry declaration is filed after one of these. Into bond it is the presence of
    cargo, the depositary's act (domain B.10)."""
    dossier: tuple[RequiredPaper, ...] = ()
    """Every paper that the import must have, whether something waits for it or not."""
    retention: Retention = Retention()


class ReleasePlan(Payload):
    """The road of one exit from bond."""

    declaration: str = "bonded_consumption"
    papers: tuple[str, ...] = ("commercial_invoice",)
    milestones: tuple[str, ...] = ()
    dossier: tuple[RequiredPaper, ...] = ()
    retention: Retention = Retention()
