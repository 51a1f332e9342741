"""The plan: what the registries said when an import was ordered, as a value."""

from enum import StrEnum
from typing import Literal

from customs.dossier import RequiredPaper, Retention
from customs.forms import FormField
from customs.payload import Payload
from customs.people import Role
from customs.regime_terms import RegimeTerms


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
    terms: RegimeTerms = RegimeTerms()
    """How long the goods may stay in bond, and when people are told of its end."""


class ExitStep(Payload):
    """An act of a person on the way out of bond: its form, its proof, what follows from it."""

    kind: str
    """Kind of its task."""
    title: str
    title_en: str
    instructions: str
    instructions_en: str
    roles: tuple[Role, ...]
    fields: tuple[FormField, ...]
    day: str
    """The field that says when it happened."""
    number: str = ""
    """The field that holds the number of what was filed."""
    moves: Literal["", "filed", "gone"] = ""
    """``filed``: the goods stand under this number; ``gone``: they have left bond."""
    milestone: str = ""


class ReleasePlan(Payload):
    """The road of one exit from bond."""

    declaration: str = "bonded_consumption"
    """Kind of the declaration that the house files; empty: the steps of persons lead out."""
    papers: tuple[str, ...] = ("commercial_invoice",)
    milestones: tuple[str, ...] = ()
    dossier: tuple[RequiredPaper, ...] = ()
    retention: Retention = Retention()
    accepted_by: tuple[Role, ...] = (Role.BUYER,)
    steps: tuple[ExitStep, ...] = ()
    goes_to: str = ""
    """Kind of ledger account where the goods end; empty: at the buyer's site."""
    after_term: bool = False
    """Only for goods whose term is over: with interest, fine and the manager's approval."""
    article: str = ""
    doubt: str = ""
