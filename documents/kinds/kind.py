"""What the house knows of one kind of trade document."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentKind:
    """A kind: the titles that it is recognised by, and what is wanted of it."""

    tag: str
    label: str
    """Name on screens, pt-BR."""
    titles: dict[str, tuple[str, ...]]
    """Titles by language; a title counts most as a phrase of its own, in large letters."""
    evidence: tuple[str, ...]
    """Labels that speak for this kind when they stand on the page."""
    fields: tuple[str, ...]
    parties: tuple[str, ...]
    columns: tuple[str, ...]
    headline: tuple[str, ...]
    """The few fields that lists show."""
    checks: tuple[str, ...] = ()
    """Equations of ``documents.checks`` that it should satisfy."""
    common: tuple[str, ...] = ()
    """Titles so general that any other title outweighs them."""
