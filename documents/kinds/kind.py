"""What the house knows of one kind of trade document."""

from dataclasses import dataclass, field

INVOICE_LABELS = ("fields.yaml", "parties.yaml")
"""The words of invoices; every other paper borrows them and adds its own."""
TRANSPORT_LABELS = (*INVOICE_LABELS, "transport.yaml")
"""The words of papers about the carriage of goods."""
NOTA_LABELS = (*INVOICE_LABELS, "nota.yaml")
"""The words of a Brazilian nota fiscal."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind: the titles that it is recognised by, and what is wanted of it."""

    tag: str
    label: str
    """Name on screens, pt-BR."""
    titles: dict[str, tuple[str, ...]]
    """Titles by language; a title counts most as a phrase of its own, in large letters."""
    evidence: dict[str, float]
    """Labels that speak for this kind when they stand on the page (against it, if negative)."""
    fields: tuple[str, ...]
    parties: tuple[str, ...]
    columns: tuple[str, ...]
    headline: tuple[str, ...]
    """The few fields that lists show."""
    checks: tuple[str, ...] = ()
    """Equations of ``documents.checks`` that it should satisfy."""
    common: tuple[str, ...] = ()
    """Titles so general that any other title outweighs them."""
    labels: tuple[str, ...] = INVOICE_LABELS
    """The files of ``documents/labels`` whose words it prints."""
    finders: tuple[str, ...] = ()
    """Values that need more than a label: names of ``documents.finders``."""
    renamed: dict[str, str] = field(default_factory=dict)
    """What a label names on other papers → what it is on this one: its own number."""
    blocks: bool = True
    """Whether address and tax id stand under a party's name; on a nota each has a box."""
    transport: bool = False
    """Whether it speaks of a carriage: freight is then terms and charges, not a cost line."""
