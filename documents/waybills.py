"""Who issued a transport document: its number, whether house or master, to whose order."""

import re
from collections import Counter

from documents.cargo_values import air_waybill_numbers
from documents.fields import Candidate
from documents.folding import fold
from documents.regions import below, right_of
from documents.sight import Sight
from documents.typed import Value, from_words
from documents.words import Segment

_HOUSE = re.compile(
    r"\bhouse\s+(air|b/?l\b|bill|sea)|\bh-?b/?l\b|\bhawb\b|\bnvocc\b|\bconhecimento (house|filhote)\b"
)
_MASTER = re.compile(r"\bmaster\s+(air|b/?l\b|bill)|\bm-?b/?l\b|\bmawb\b|\bawb master\b")
_NUMBERED = re.compile(r"(?i)(?:n|nr|no|num)?[.º°:#]+\s?([A-Z\d][\w./-]*\d[\w./-]*)")
_FORWARDER = re.compile(r"\bfiata\b|\bfbl\b|\bfreight forwarders?\b")
_VOYAGE = re.compile(r"(.{3,}?)[\s/,]+(?:V\.|VOY\.?|VOYAGE)\s?(\w*\d[\w/-]*)", re.I)
_TO_ORDER = re.compile(r"^(to (the )?order|a ordem|a la orden|an order|a l ordre|all ordine)")


def air_waybill_number(sight: Sight) -> list[Candidate]:
    """Return the airline's number that the corners of the form repeat."""
    seen: Counter[str] = Counter()
    where: dict[str, Segment] = {}
    for segment in sight.segments():
        for number in air_waybill_numbers(segment.text):
            seen[number] += 1
            where.setdefault(number, segment)
    if not seen:
        return []
    number, times = seen.most_common(1)[0]
    value = from_words(number, where[number].words)
    sure = 0.8 if times == 1 else 0.9
    # On a house air waybill the airline's number is the master's, and its own has a label.
    field = "master_number" if _first(sight, _HOUSE) else "document_number"
    return [Candidate(field, value, sure, 0)]


def vessel(sight: Sight) -> list[Candidate]:
    """Return name and voyage of "LIGURIA STAR V. 118W", printed as one."""
    found = []
    for hit in (h for role in ("vessel", "vessel_and_voyage") for h in sight.hits(role)):
        places = [*right_of(sight.page, hit)[:1], *below(sight.page, hit)] if hit.leads else []
        for segment in places[:1]:
            if match := _VOYAGE.fullmatch(segment.text):
                for field, text in (("vessel", match[1]), ("voyage", match[2])):
                    value = from_words(text.strip(" /,-"), segment.words)
                    found.append(Candidate(field, value, 0.97, hit.line.index))
    return [candidate for candidate in found if candidate.field in sight.wanted]


def issuer_role(sight: Sight) -> list[Candidate]:
    """Return whether a forwarder issued it (HOUSE) or the carrier itself (MASTER)."""
    house, master = _first(sight, _HOUSE), _first(sight, _MASTER)
    if house is not None:
        return [Candidate("bl_type", from_words("HOUSE", house.words), 0.93, 0)]
    forwarder = _first(sight, _FORWARDER) if master is None else None
    if forwarder is not None:
        return [Candidate("bl_type", from_words("HOUSE", forwarder.words), 0.75, 0)]
    if master is not None:
        return [Candidate("bl_type", from_words("MASTER", master.words), 0.9, 0)]
    title = next(sight.segments(), None)
    # Nothing says house: most such papers are the carrier's, but only most.
    return [Candidate("bl_type", from_words("MASTER", title.words), 0.6, 0)] if title else []


def _first(sight: Sight, form: re.Pattern[str]) -> Segment | None:
    return next((s for s in sight.segments() if form.search(fold(s.text))), None)


def title_number(sight: Sight) -> list[Candidate]:
    """Return "N° LE-0408" where it stands alone in the upper part, as under a title."""
    height = max((line.box[3] for line in sight.page.lines), default=0.0)
    for line in sight.page.lines:
        for segment in line.segments:
            match = _NUMBERED.fullmatch(segment.text)
            if match and line.page == 1 and line.box[1] < 0.4 * height:
                value = from_words(match[1], segment.words[-1:])
                return [Candidate("document_number", value, 0.55, line.index)]
    return []


def to_order(sight: Sight) -> list[Candidate]:
    """Return "TO THE ORDER OF …" as the consignee: such a bill is negotiable."""
    found = []
    for hit in sight.hits("consignee_name"):
        places = [*right_of(sight.page, hit)[:1], *below(sight.page, hit)] if hit.leads else []
        for segment in places:
            if _TO_ORDER.match(" ".join(re.findall(r"[a-z]+", fold(segment.text)))):
                value = Value(segment.text.strip(" ,;"), segment.page, segment.box)
                found.append(Candidate("consignee_name", value, 0.9, hit.line.index))
    return found
