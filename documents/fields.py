"""Header fields: every label gives candidates, the best one is the value, with a confidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from documents import codes, typed
from documents.cargo_values import CARGO_PARSERS
from documents.kinds.kind import INVOICE_LABELS
from documents.labels import BARE, WEAK, Hit, field_labels
from documents.labels.wrapped import joined
from documents.reading import Field
from documents.regions import Page, below, right_of
from documents.typed import Conventions, Parser, Value
from documents.words import SEGMENT_GAP, Line, Segment

PARSERS: dict[str, Parser] = {
    "invoice_number": codes.identifier,
    "document_number": codes.identifier,
    "purchase_order": codes.identifier,
    "issue_date": typed.day,
    "currency": typed.currency,
    "total_amount": typed.money,
    "net_amount": typed.money,
    "tax_amount": typed.price,
    "incoterm": codes.incoterm,
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
    "seals": codes.seal,
    "ncm": codes.ncm,
    **CARGO_PARSERS,
}
"""Field → how its value is read from a phrase."""

FREE_TEXT = (typed.name, typed.phrase)
"""Any words would do for these: they are believed only beside or under a label of its own."""

LAST_WINS = frozenset({"total_amount", "net_amount", "tax_amount"})
"""Of equal candidates the last counts: totals stand after what they total."""

_RELATIONS = {"right": 0.95, "below": 0.9}
"""Where a value stands to its label → how far that place is believed."""


@dataclass(frozen=True)
class Candidate:
    """One possible value of a field, with the evidence for it."""

    field: str
    value: Value
    confidence: float
    line: int
    rule: str = ""
    """What found it, such as ``label-right:invoice_number``."""

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
            raw=self.value.raw,
            rule=self.rule or (f"found:{self.field}" if self.field else ""),
        )


def page_of(lines: Iterable[Line], files: tuple[str, ...] = INVOICE_LABELS) -> Page:
    """Return the lines with the labels found that ``files`` of ``documents/labels`` know."""
    kept = tuple(lines)
    labels = field_labels(files)
    usual = median(line.height for line in kept) if files != INVOICE_LABELS and kept else 0.0
    hits = [labels.hits(line) for line in kept]
    return Page(kept, joined(kept, hits, labels.roles_of) if usual else hits, usual)


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
    set_off = hit.leads and (hit.colon or hit.exact or (strength <= BARE and _glued(hit)))
    if strength <= BARE and not set_off:
        return 0.0
    if strength <= WEAK and not set_off:
        strength *= 0.7
    if not hit.leads:
        strength *= 1.0 if hit.colon else 0.45
    return strength


def _glued(hit: Hit) -> bool:
    """Return whether a number is stuck to its sign and nothing follows it: NO.39, Nº000.046."""
    words = hit.line.words
    rest = words[hit.last.word].text[hit.last.end :]
    after = words[hit.last.word + 1 : hit.last.word + 2]
    apart = not after or after[0].x0 - words[hit.last.word].x1 > SEGMENT_GAP * after[0].height
    return apart and re.fullmatch(r"[.:]?\d[\w./-]*", rest) is not None


def _candidate(page: Page, hit: Hit, name: str, conventions: Conventions) -> Candidate | None:
    parse = PARSERS[name]
    if parse in FREE_TEXT and not (hit.colon or hit.exact):
        return None
    for where, segments in _places(page, hit, parse in FREE_TEXT):
        value = parse(segments, conventions)
        if value is None or (parse is typed.weight and _unsure(hit, name, value)):
            continue
        if parse is codes.identifier and where == "right" and _far_in_sentence(hit, name, value):
            continue
        if not _is_label(page, value) or _follows_colon(hit, value):
            value = _continued(page, value) if name == "payment_terms" else value
            confidence = label_strength(hit, name) * _RELATIONS[where] * value.trust
            return Candidate(name, value, confidence, hit.line.index, f"label-{where}:{name}")
    return None


def _follows_colon(hit: Hit, value: Value) -> bool:
    """Return whether a value that reads like a label is one: "Freight payable at: DESTINATION"."""
    return hit.colon and 0 <= value.box[0] - hit.x1 < hit.line.height


def _far_in_sentence(hit: Hit, name: str, value: Value) -> bool:
    """Return whether words stand between a weak label and a number, which is then another's.

    So with "Rechnung gemäß Bestellung Nr. 20".
    """
    plain = hit.roles[name] <= WEAK and not hit.colon and not hit.exact
    return plain and value.box[0] - hit.x1 > 3.5 * hit.line.height


def _unsure(hit: Hit, name: str, value: Value) -> bool:
    """Return whether a bare "net" has no kilograms after it: then it may be money."""
    return hit.roles[name] <= WEAK and value.trust < 1.0


def _places(page: Page, hit: Hit, free: bool) -> list[tuple[str, Sequence[Segment]]]:
    """Return where the value may stand, the likelier place first.

    A box has its label above its words: without a colon, words that begin under the label's
    own left edge are its value, and what stands to the right belongs to the next box.
    """
    beside = right_of(page, hit)
    under = below(page, hit) if hit.leads and len(beside) <= 1 else []
    boxed = free and not hit.colon and under and abs(under[0].box[0] - hit.x0) < 3
    places = [("right", beside), ("below", under)]
    return places[::-1] if boxed else places


def _continued(page: Page, value: Value) -> Value:
    """Return a phrase with its wrapped lines: same left edge, close under it, no label beside."""
    text, (x0, _, _, bottom) = value.text, value.box
    for line, hits in zip(page.lines, page.hits, strict=True):
        gap = line.box[1] - bottom
        if line.page != value.page or not -2 < gap < 0.6 * line.height:
            continue
        wrapped = [s for s in line.segments if abs(s.box[0] - x0) < 1.5]
        if not wrapped or any(x0 - 150 < hit.x0 < x0 + 1.5 for hit in hits):
            continue
        text, bottom = f"{text} {wrapped[0].text}", wrapped[0].box[3]
    return Value(text, value.page, (*value.box[:3], bottom), value.trust)


def _is_label(page: Page, value: Value) -> bool:
    for line, hits in zip(page.lines, page.hits, strict=True):
        if line.page == value.page and line.box[1] <= value.box[1] + 1 <= line.box[3]:
            return any(hit.exact and abs(hit.x0 - value.box[0]) < 2 for hit in hits)
    return False
