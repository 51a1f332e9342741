"""Who pays the freight, and how much: terms and charges of a transport document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from documents import typed
from documents.cargo_values import money
from documents.extras import freight_of
from documents.fields import Candidate
from documents.folding import tokens
from documents.labels import Hit, freight_words
from documents.regions import below, right_of
from documents.sight import Sight
from documents.typed import from_words
from documents.words import Line, Segment


def freight(sight: Sight) -> list[Candidate]:
    """Return amount, currency and terms of the freight, as a transport document says them."""
    found = freight_of(sight.page, sight.conventions.mark)
    found += [c for line in sight.page.lines for c in _terms_on(line)]
    for hit in sight.hits("freight"):
        if "freight_total" in hit.roles and "freight_total" in sight.wanted:
            continue
        found += [c for c in [_short_terms(sight, hit)] if c is not None]
        found += _charge(sight, below(sight.page, hit) if hit.exact else [], hit.line.index)
    for segment in sight.segments():
        term = _terms()[1].get(tokens(segment.text))
        if term:
            found += _amount_under(sight, segment, term)
    return found + _totals(sight)


def _terms_on(line: Line) -> Iterator[Candidate]:
    whole, _ = _terms()
    for segment in line.segments:
        said = tokens(segment.text)
        for phrase, term in whole.items():
            if any(said[n : n + len(phrase)] == phrase for n in range(len(said))):
                yield Candidate("freight_terms", from_words(term, segment.words), 0.94, line.index)


def _short_terms(sight: Sight, hit: Hit) -> Candidate | None:
    _, short = _terms()
    places = [*right_of(sight.page, hit)[:2], *(below(sight.page, hit) if hit.exact else [])]
    for segment in places:
        said = tokens(segment.text)
        longest = max((p for p in short if _holds(said, p)), key=len, default=None)
        if longest is not None:
            term = from_words(short[longest], segment.words)
            return Candidate("freight_terms", term, 0.92, hit.line.index)
    return None


def _holds(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(said[n : n + len(phrase)] == phrase for n in range(len(said)))


def _amount_under(sight: Sight, head: Segment, term: str) -> list[Candidate]:
    """Return the charge under the head of the column that says who pays it."""
    found = _charge(sight, sight.next_under(head), 0)
    told = [Candidate("freight_terms", replace(c.value, text=term), 0.88, 0) for c in found[:1]]
    return found + told


def _charge(sight: Sight, segments: Sequence[Segment], line: int) -> list[Candidate]:
    """Return the amount of a phrase, and the currency if it stands with it."""
    value = money(segments, sight.conventions)
    if value is None:
        return []
    coded = typed.currency(segments, sight.conventions)
    found = [Candidate("freight_amount", value, 0.9, line)]
    return found + ([Candidate("freight_currency", coded, 0.9, line)] if coded else [])


def _totals(sight: Sight) -> list[Candidate]:
    found = [
        Candidate("freight_total", value, 0.9, hit.line.index)
        for hit in sight.hits("freight_total")
        if hit.leads and (value := money(below(sight.page, hit), sight.conventions)) is not None
    ]
    return found if "freight_total" in sight.wanted else []


Phrases = dict[tuple[str, ...], str]


@cache
def _terms() -> tuple[Phrases, Phrases]:
    """Return the phrases for freight terms: those that stand alone, those beside a label."""
    whole, short = Phrases(), Phrases()
    for term, levels in freight_words().items():
        for level, kept in (("whole", whole), ("short", short)):
            kept |= {tokens(p): term for phrases in levels[level].values() for p in phrases}
    return whole, short
