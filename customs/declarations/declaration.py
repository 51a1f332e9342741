"""A declaration of any kind: what is sent, and what its duties are assessed from."""

from dataclasses import dataclass, field

from customs.declarations.duimp import DuimpCover, ItemCover
from customs.duties.request import AssessmentRequest
from customs.parties import Ownership
from customs.payload import Payload


class Declaration(Payload):
    """One declaration as assembled; stored as JSON and sent as it is."""

    kind: str
    reference: str
    """Our own reference, at the head of ``informacaoComplementar``."""
    cover: DuimpCover
    items: tuple[ItemCover, ...]
    assessment: AssessmentRequest
    """Without quotes: those belong to the day on which it is assessed."""


@dataclass(frozen=True)
class DeclarationKind:
    """A kind of declaration: what it asks for and what it leaves out."""

    tag: str
    label: str
    label_en: str
    needs_cargo: bool = True
    """The cargo is named, with freight and insurance in the header."""
    special_reason: str | None = None
    """Code of the *situação especial*: the goods are in the country already."""
    relief: tuple[str, str] | None = None
    """Regime and legal basis that are asked for every federal tax."""
    without_sale: frozenset[Ownership] = field(default_factory=frozenset)
    """Ownership models under which nothing was sold yet: no valuation method 1."""
    without_cover: frozenset[Ownership] = field(default_factory=frozenset)
    """Ownership models under which nothing is paid abroad for it."""
