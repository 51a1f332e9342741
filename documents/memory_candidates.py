"""What a supplier's profile says of a paper: scored candidates beside those of the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.fields import Candidate
from documents.folding import tokens
from documents.memory import FieldMemory, Layout, Place
from documents.memory_cases import same
from documents.memory_finding import next_line, read_at, spots_of
from documents.memory_leads import REGION, Lead, leads_of
from documents.typed import Conventions, Value, from_words
from documents.words import Line, Segment, Word, overlap

OWN = frozenset(["seller_name", "seller_tax_id", "seller_address", "seller_country", "currency"])
"""Fields whose value is the supplier's own and the same on all its papers, wherever printed."""
FLOOR = 0.45
"""Candidates below this are not worth a comparison."""

_OWN_VALUE = 0.93
_DOUBTED = 0.88
"""What stays of the generic reader's evidence for a field that it once read wrongly here."""
_REFUTED = 0.3
"""What stays of it at the very place where a person said the value is not."""
_AGREEING = 0.8
"""How far the memory's agreement is evidence of its own."""
_NEAR = 4.0


@dataclass(frozen=True)
class Prediction:
    """What one place of the memory says on this paper."""

    place: Place | None
    """None: the supplier's own value, found wherever it stands."""
    value: Value
    strength: float
    line: int


def remembered(
    found: Sequence[Candidate], layout: Layout, lines: Sequence[Line], conventions: Conventions
) -> list[Candidate]:
    """Return the reader's candidates and the memory's, weighed against each other.

    What was only ever confirmed speaks for the reader's own candidates and adds none.
    """
    weighed = [c for c in found if c.field not in layout.fields]
    for field, memory in layout.fields.items():
        generic = [c for c in found if c.field == field]
        said, denied = predictions(field, memory, lines, conventions), _denied(memory, lines)
        weighed += [_heard(c, memory, said, denied) for c in generic]
        if memory.corrected:
            rule = f"memory:{field}"
            weighed += [Candidate(field, p.value, p.strength, p.line, rule) for p in said]
    return weighed


def undenied(found: Sequence[Candidate], layout: Layout, lines: Sequence[Line]) -> list[Candidate]:
    """Return the candidates that stand at no place where people said the value is not."""
    none = FieldMemory()
    return [
        candidate
        for candidate in found
        if _denial(candidate.value, _denied(layout.fields.get(candidate.field, none), lines))
        < REGION
    ]


def usual_conventions(layout: Layout | None, conventions: Conventions) -> Conventions:
    """Return how the paper writes numbers and dates, by the supplier's habit where it is silent."""
    if layout is None:
        return conventions
    lead = conventions.month_leads
    return replace(
        conventions,
        mark=layout.decimal_mark or conventions.mark,
        month_leads=layout.month_first if lead is None else lead,
    )


def predictions(
    field: str, memory: FieldMemory, lines: Sequence[Line], conventions: Conventions
) -> list[Prediction]:
    """Return what the places of the memory, and its own values, say on this paper."""
    said = [
        Prediction(place, value, lead.strength * place.record, lead.line.index)
        for place in memory.best_places()
        for lead in leads_of(place, lines)
        if (value := _value_at(field, place, lead, lines, conventions)) is not None
        if _looks_like(value.text, memory)
    ]
    denied = _denied(memory, lines)
    said = [p for p in said if p.strength > _denial(p.value, denied)]
    if field in OWN:
        said += _own_values(field, memory, lines, conventions)
    return [p for p in said if p.strength >= FLOOR]


def _denied(memory: FieldMemory, lines: Sequence[Line]) -> list[Lead]:
    """Return where on this paper people said, of others, that the value is not."""
    return [lead for place in memory.wrong for lead in leads_of(place, lines)]


def _denial(value: Value, denied: Sequence[Lead]) -> float:
    """Return how surely a value stands where it is not; 0 if nobody said so."""
    there = (d.strength for d in denied if _begins(value, d.segment.words[d.start]))
    return max(there, default=0.0)


def _heard(
    candidate: Candidate, memory: FieldMemory, said: list[Prediction], denied: Sequence[Lead]
) -> Candidate:
    """Return a candidate of the reader after the memory was heard about it."""
    agreeing = [p.strength for p in said if same(p.value.text, candidate.value.text)]
    confidence = candidate.confidence
    if agreeing:
        confidence = 1 - (1 - confidence) * (1 - _AGREEING * max(agreeing))
    elif _denial(candidate.value, denied) >= REGION:
        confidence *= _REFUTED
    elif memory.corrected and said:
        confidence *= _DOUBTED
    return replace(candidate, confidence=confidence)


def _own_values(
    field: str, memory: FieldMemory, lines: Sequence[Line], conventions: Conventions
) -> Iterator[Prediction]:
    papers = sum(memory.values.values())
    for text, times in memory.values.items():
        for spot in spots_of(field, text, lines, conventions)[:1]:
            value = from_words(text, spot.words)
            yield Prediction(None, value, _OWN_VALUE * times / papers, spot.line.index)


def _value_at(
    field: str, place: Place, lead: Lead, lines: Sequence[Line], conventions: Conventions
) -> Value | None:
    if place.reads == "typed":
        return read_at(field, lead.segment, lead.start, conventions)
    words = _cut(lead.segment.words[lead.start :], place)
    here: Segment | None = lead.segment
    for _ in range(place.lines - 1):
        here = next_line(lines, here) if here else None
        words += here.words if here else ()
    text = " ".join(word.text for word in words).strip(" ,;:*")
    return from_words(text, words) if text else None


def _cut(words: tuple[Word, ...], place: Place) -> tuple[Word, ...]:
    """Return the words of the value: up to the word that followed it, or as many as it had."""
    if not place.words:
        return words
    ends = (n for n, word in enumerate(words) if n and "".join(tokens(word.text)) == place.until)
    return words[: next(ends, place.words)]


def _looks_like(text: str, memory: FieldMemory) -> bool:
    """Return whether a text is of the kind of the right ones: with digits or without, as long."""
    right = [value for value in memory.values if value]
    if not right:
        return True
    digits = {any(c.isdigit() for c in value) for value in right}
    longest = max(len(value) for value in right)
    return any(c.isdigit() for c in text) in digits and len(text) <= 3 * longest + 10


def _begins(value: Value, word: Word) -> bool:
    x0, top, _, bottom = value.box
    level = overlap((top, bottom), (word.top, word.bottom)) > 0
    return word.page == value.page and level and abs(word.x0 - x0) < _NEAR
