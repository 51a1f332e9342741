"""Header fields: every label gives candidates, the best one is the value, with a confidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents import typed
from documents.labels import WEAK, Hit, field_labels
from documents.reading import Field
from documents.regions import Page, below, right_of
from documents.typed import Conventions, Parser, Value
from documents.words import Line

PARSERS: dict[str, Parser] = {
    "invoice_number": typed.identifier,
    "document_number": typed.identifier,
    "purchase_order": typed.identifier,
    "issue_date": typed.day,
    "currency": typed.currency,
    "total_amount": typed.money,
    "net_amount": typed.money,
    "tax_amount": typed.money,
    "freight": typed.money,
    "insurance": typed.money,
    "incoterm": typed.incoterm,
    "country_of_origin": typed.name,
    "country_of_acquisition": typed.name,
    "country_of_provenance": typed.name,
    "gross_weight_kg": typed.weight,
    "net_weight_kg": typed.weight,
    "packages": typed.count,
    "pallets": typed.count,
    "payment_terms": typed.phrase,
    "vessel": typed.name,
    "voyage": typed.phrase,
    "vessel_and_voyage": typed.phrase,
    "port_of_loading": typed.name,
    "port_of_discharge": typed.name,
    "seals": typed.identifier,
    "ncm": typed.ncm,
}
"""Field → how its value is read from a phrase."""

FREE_TEXT = (typed.name, typed.phrase)
"""Any words would do for these: they are believed only beside or under a label of its own."""

LAST_WINS = frozenset({"total_amount", "net_amount", "tax_amount"})
"""Of equal candidates the last counts: totals stand after what they total."""

_RIGHT, _BELOW = 0.95, 0.9


@dataclass(frozen=True)
class Candidate:
    """One possible value of a field, with the evidence for it."""

    field: str
    value: Value
    confidence: float
    line: int

    def as_field(self) -> Field:
        """Return the value as a reading holds it."""
        box = (
            round(self.value.box[0], 2),
            round(self.value.box[1], 2),
            round(self.value.box[2], 2),
            round(self.value.box[3], 2),
        )
        return Field(
            value=self.value.text,
            confidence=round(min(self.confidence, 0.99), 3),
            page=self.value.page,
            box=box,
        )


def page_of(lines: Iterable[Line]) -> Page:
    """Return the lines with their labels found."""
    kept = tuple(lines)
    labels = field_labels()
    return Page(kept, [labels.hits(line) for line in kept])


def candidates(page: Page, conventions: Conventions, wanted: Iterable[str]) -> list[Candidate]:
    """Return every value that a label of a wanted field gives."""
    names = [name for name in wanted if name in PARSERS]
    return [
        found
        for hits in page.hits
        for hit in hits
        for name in names
        if name in hit.roles
        if (found := _candidate(page, hit, name, conventions)) is not None
    ]


def best(found: Iterable[Candidate], field: str) -> Candidate | None:
    """Return the candidate with the best evidence for ``field``."""
    own = [candidate for candidate in found if candidate.field == field]
    if not own:
        return None
    top = max(candidate.confidence for candidate in own)
    equal = [candidate for candidate in own if candidate.confidence > top - 0.011]
    if field not in LAST_WINS:
        return equal[0]
    return max(equal, key=lambda c: (abs(float(c.value.text)), c.line))


def label_strength(hit: Hit, name: str) -> float:
    """Return how far a label at this place may be believed to name ``name``."""
    strength = hit.roles[name]
    if strength <= WEAK and not (hit.leads and (hit.colon or hit.exact)):
        strength *= 0.7
    if not hit.leads:
        strength *= 1.0 if hit.colon else 0.45
    return strength


def _candidate(page: Page, hit: Hit, name: str, conventions: Conventions) -> Candidate | None:
    parse = PARSERS[name]
    if parse in FREE_TEXT and not (hit.colon or hit.exact):
        return None
    beside = right_of(page, hit)
    value, relation = parse(beside, conventions), _RIGHT
    if value is None and hit.leads and not _spoken_for(beside):
        value, relation = parse(below(page, hit), conventions), _BELOW
        if value is not None and _is_label(page, value):
            value = None
    if value is None:
        return None
    confidence = label_strength(hit, name) * relation * value.trust
    return Candidate(name, value, confidence, hit.line.index)


def _spoken_for(beside: tuple[object, ...]) -> bool:
    return len(beside) > 1


def _is_label(page: Page, value: Value) -> bool:
    for line, hits in zip(page.lines, page.hits, strict=True):
        if line.page == value.page and line.box[1] <= value.box[1] + 1 <= line.box[3]:
            return any(hit.exact and abs(hit.x0 - value.box[0]) < 2 for hit in hits)
    return False
