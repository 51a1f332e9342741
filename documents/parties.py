"""Parties: who sells, buys, ships and receives, by label, and where there is none by address block."""

import re
from collections.abc import Sequence

from documents import typed
from documents.blocks import address_blocks, has_legal_form, window_addresses
from documents.fields import Candidate, label_strength
from documents.folding import fold
from documents.labels import WEAK, Hit
from documents.regions import Page, below, right_of
from documents.typed import Conventions, Value
from documents.words import Segment, Word, box_of

ROLES = ("seller_name", "buyer_name", "shipper_name", "consignee_name", "notify_name")
"""Fields that hold the name of a party."""

_NO_NAME = re.compile(
    r"(?i)^(to (the )?order|same as|idem|o mesmo|page|date|tel|fax|phone|e-?mail|www)\b"
)
_CUT = re.compile(
    r"\s+[·•|●]\s+|\s+os produtos\b|\s+[-–]\s+(?=\S+.*\d)|\s*[,;]\s*(?=(?:no\.?|rua|av\b|street|p\.?o\.? box)\b)",
    re.I,
)
_FALLBACK = 0.5


def party_candidates(page: Page, wanted: Sequence[str]) -> list[Candidate]:
    """Return the names that labels give to the parties of ``wanted``."""
    return [
        found
        for hits in page.hits
        for hit in hits
        for name in wanted
        if name in hit.roles
        if (found := _labelled(page, hit, name)) is not None
    ]


def unlabelled_seller(page: Page, buyer: str | None) -> Candidate | None:
    """Return the name that the letterhead or the foot of the page gives, none if it gives none."""
    for sender, _ in window_addresses(page):
        if fold(clean_name(sender.text)) != fold(buyer or ""):
            return _from_segment("seller_name", sender, 0.6)
    counted: dict[str, list[Segment]] = {}
    for segment in (s for line in page.lines for s in line.segments):
        if segment.page == 1 and _reads_as_company(segment):
            name = clean_name(segment.text)
            if fold(name) != fold(buyer or ""):
                counted.setdefault(fold(name), []).append(segment)
    if counted:
        spots = max(counted.values(), key=len)
        # A letterhead that signs the page too is hardly anybody else's.
        sure = _FALLBACK + 0.2 if len(spots) > 1 else _FALLBACK
        return _from_segment("seller_name", spots[0], sure)
    blocks = _blocks_of_others(page, buyer)
    return _from_segment("seller_name", blocks[0], 0.35) if blocks else None


def unlabelled_buyer(page: Page, seller: str | None) -> Candidate | None:
    """Return the first line of an address block that is not the seller's, none if there is none."""
    for _, addressee in window_addresses(page):
        if _is_name(addressee):
            return _from_segment("buyer_name", addressee, 0.6)
    blocks = _blocks_of_others(page, seller)
    return _from_segment("buyer_name", blocks[0], _FALLBACK) if blocks else None


def _blocks_of_others(page: Page, known: str | None) -> list[Segment]:
    own = fold(known or "")
    return [
        block[0]
        for block in address_blocks(page)
        if _is_name(block[0])
        if not own or own not in fold(" ".join(segment.text for segment in block))
    ]


def _is_name(segment: Segment) -> bool:
    return typed.name([segment], Conventions(".", None)) is not None and len(segment.words) <= 7


def _reads_as_company(segment: Segment) -> bool:
    return has_legal_form(segment.text) and ":" not in segment.text and _is_name(segment)


def clean_name(text: str) -> str:
    """Return a name without the address that follows it on the same line."""
    return _CUT.split(text.strip(" .,;:*-"))[0].strip(" ,;:*") + (
        "." if _ends_abbreviated(text) else ""
    )


def _ends_abbreviated(text: str) -> bool:
    whole = text.strip(" ,;:*-")
    return whole.endswith(".") and not _CUT.search(whole)


def _labelled(page: Page, hit: Hit, name: str) -> Candidate | None:
    if not _names_a_party(hit, name):
        return None
    strength = label_strength(hit, name)
    places = [(0.95, right_of(page, hit)[:1]), (0.92, tuple(below(page, hit)))]
    if not hit.colon:
        places.reverse()
    found = [
        Candidate(name, value, strength * relation * value.trust, hit.line.index)
        for relation, segments in places
        for segment in segments
        if (value := _name_in(page, segment)) is not None
    ]
    value = None if found else _named_below(page, hit)
    if value is not None:
        return Candidate(name, value, strength * 0.9, hit.line.index)
    return max(found, key=lambda candidate: candidate.value.trust, default=None)


def _names_a_party(hit: Hit, name: str) -> bool:
    """Return whether a label heads a box or a value, rather than standing in a name or sentence."""
    if hit.roles[name] <= WEAK:
        return hit.leads and hit.colon
    return hit.leads and (hit.colon or hit.exact)


def _name_in(page: Page, segment: Segment) -> Value | None:
    if _starts_with_label(page, segment) or _NO_NAME.match(segment.text):
        return None
    value = typed.name([segment], Conventions(".", None))
    if value is None:
        return None
    name = clean_name(value.text + ("." if segment.text.endswith(".") else ""))
    trust = 1.0 if has_legal_form(name) else 0.85
    return Value(name, value.page, value.box, trust) if len(name) > 1 else None


def _starts_with_label(page: Page, segment: Segment) -> bool:
    line = _line_of(page, segment.words[0])
    return line is not None and any(
        abs(hit.x0 - segment.box[0]) < 2 and (hit.colon or hit.exact) for hit in page.hits[line]
    )


def _named_below(page: Page, hit: Hit) -> Value | None:
    """Return the name of a form-like block: ``Name:`` a few lines under the party's label."""
    for line in page.lines[hit.line.index + 1 : hit.line.index + 6]:
        for other in page.hits[line.index]:
            if "_name" in other.roles and other.leads and line.page == hit.line.page:
                segments = right_of(page, other)[:1] or tuple(below(page, other, 1))
                value = _name_in(page, segments[0]) if segments else None
                if value is not None:
                    return value
    return None


def _line_of(page: Page, word: Word) -> int | None:
    for line in page.lines:
        if line.page == word.page and any(_same_place(word, other) for other in line.words):
            return line.index
    return None


def _same_place(word: Word, other: Word) -> bool:
    # The start may have been cut off with the label, the end stands where it stood.
    return abs(other.x1 - word.x1) < 0.1 and abs(other.top - word.top) < 0.1


def _from_segment(field: str, segment: Segment, confidence: float) -> Candidate:
    value = Value(clean_name(segment.text), segment.page, box_of(segment.words))
    return Candidate(field, value, confidence, 0)
