"""Parties: who sells, buys, ships and receives, as labels name them."""

import re
from collections.abc import Iterator, Sequence

from documents.address_lines import (
    ends_in_legal_form,
    has_legal_form,
    is_addressing,
    is_honorific,
    is_name,
    is_only_legal_form,
)
from documents.blocks import block_under
from documents.fields import Candidate, label_strength
from documents.labels import WEAK, Hit
from documents.regions import Page, labels_within, right_of
from documents.typed import Value
from documents.words import Segment, box_of

ROLES = (
    "seller_name", "buyer_name", "shipper_name", "consignee_name", "notify_name",
    "acquirer_name", "manufacturer_name",
)  # fmt: skip
"""Fields that hold the name of a party."""

_CUT = re.compile(
    r"\s+[·•|●∙]\s+|\s+os produtos\b|\s+[-–]\s+(?=.*\d)"
    r"|\s*,\s*(?=[^,]*\d)|\s*[,;]\s*(?=(?:no\.?|rua|av\b|street|p\.?o\.? box)\b|\d+\s)|\s+\((?:tel|vat|cnpj)\b"
    r"|\s+(?:au capital|capital social|rcs |siret|siren|hrb |registered in|御中|様)",
    re.I,
)
_GREETED = re.compile(r"^(spett\.?\s?le|spettabile|messrs\.?|m/s\.?|firma|fa\.)\s+(?=\w)", re.I)
"""How a buyer is addressed before his name, and no part of it."""
_JOINING = re.compile(r"(&|\band|\bund|\bet|\be|\by|\bde|\bof|[,/+-])$", re.I)
_STARTS_JOINED = re.compile(r"^(&|and\b|und\b|et\b|\(|co\b\.?)", re.I)
CHINESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
"""A letter of Chinese or Japanese."""
_RELATIONS = {"right": 0.95, "below": 0.93}
"""Where a name stands to its label → how far that place is believed."""
_FOLLOWED = frozenset(
    ["recebemos de", "sold to", "bill to", "invoice to", "spett.le", "spettabile", "messrs",
     "messrs.", "m/s", "m/s."]
)  # fmt: skip
"""Labels that a name follows without any mark."""
_MOST_META = 5
_LONGEST = 70


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


def clean_name(text: str) -> str:
    """Return a name without the address that follows it on the same line."""
    whole = _GREETED.sub("", text.strip(" ,;:*·•|-–"))
    cut = _CUT.split(whole)[0].strip(" ,;:*")
    return cut if cut != whole or whole.endswith(".") else whole


def name_from(segments: Sequence[Segment]) -> Value | None:
    """Return the name that the first of ``segments`` begins, lines that belong to it joined."""
    taken = list(segments[:1])
    if not taken:
        return None
    if len(segments) > 1 and _is_not_yet(taken[0].text, segments[1].text):
        segments, taken = segments[1:], [segments[1]]
    for segment in segments[1:3]:
        if not _goes_on([s.text for s in taken], segment.text) or _apart(taken[-1], segment):
            break
        taken.append(segment)
    text = clean_name(" ".join(segment.text for segment in taken))
    if not is_name(text):
        return None
    words = [word for segment in taken for word in segment.words]
    return Value(text, words[0].page, box_of(words), 1.0 if has_legal_form(text) else 0.99)


def _is_not_yet(first: str, second: str) -> bool:
    """Return whether the name is only the second line: after "Messrs", or after one in Chinese.

    A name said in two scripts is kept in Latin letters, as orders and declarations say it.
    """
    chinese = CHINESE.search(first) and not CHINESE.search(second)
    return is_addressing(first) or bool(chinese and has_legal_form(second))


def _goes_on(taken: list[str], following: str) -> bool:
    """Return whether a name printed over two lines is not complete yet."""
    name = " ".join(taken)
    if len(name) + len(following) > _LONGEST or any(c.isdigit() for c in following):
        return False
    if is_only_legal_form(following) or is_honorific(name):
        return True
    if _JOINING.search(name) or _STARTS_JOINED.match(following):
        return is_name(following) or _STARTS_JOINED.match(following) is not None
    if has_legal_form(name) or not is_name(following) or ":" in following:
        return False
    same_start = name.split()[0].casefold() == following.split()[0].casefold()
    return ends_in_legal_form(following) and not same_start and len(taken) == 1


def _apart(above: Segment, segment: Segment) -> bool:
    height = above.box[3] - above.box[1]
    return segment.box[1] - above.box[3] > 0.9 * height


def _labelled(page: Page, hit: Hit, name: str) -> Candidate | None:
    strength = _label_strength(hit, name)
    if not strength:
        return None
    for where, value in _values(page, hit, name):
        sure = strength * _RELATIONS[where] * value.trust
        return Candidate(name, value, sure, hit.line.index, f"label-{where}:{name}")
    return None


def _label_strength(hit: Hit, name: str) -> float:
    """Return how far a label heads a box or a value, rather than standing in a name or sentence."""
    if not hit.leads:
        return 0.0
    if hit.roles[name] <= WEAK:
        return label_strength(hit, name) if hit.colon or hit.exact else 0.0
    if hit.colon or hit.exact or _opens_sentence(hit):
        return label_strength(hit, name)
    return 0.0


def _opens_sentence(hit: Hit) -> bool:
    """Return whether a label is one of those that a name follows without any mark."""
    return hit.printed.casefold() in _FOLLOWED


def _values(page: Page, hit: Hit, name: str) -> Iterator[tuple[str, Value]]:
    """Yield the names beside and below a label, the likelier place first."""
    beside = right_of(page, hit)[:1]
    labelled = beside and (_is_label(page, beside[0]) or beside[0].text.endswith((":", "：")))
    value = name_from(beside) if beside and not labelled else None
    under = list(_named_lines(page, hit))
    if value is not None and (hit.colon or _opens_sentence(hit) or not under):
        yield "right", _over_two_lines(page, hit, beside[0], value)
        return
    if beside and value is None and _is_number(beside[0]):
        return
    if beside and value is None and hit.colon and _is_no_name(page, beside[0], hit.roles[name]):
        return
    found = name_from(under)
    if found is not None:
        yield "below", found


def _is_no_name(page: Page, beside: Segment, strength: float) -> bool:
    """Return whether what stands beside a label shows that it names nobody.

    So it is with "Supplier: 00302999" and "From: Shanghai, China": what stands under them
    belongs to another field.
    """
    figures = any(c.isdigit() for c in beside.text)
    return not _is_label(page, beside) and (strength <= WEAK or figures)


def _is_number(segment: Segment) -> bool:
    """Return whether a phrase is nothing but the number of a customer or supplier."""
    return re.fullmatch(r"[\d./-]{3,}", segment.text) is not None


def _over_two_lines(page: Page, hit: Hit, first: Segment, value: Value) -> Value:
    """Return a name beside its label with the line under it, if the name goes on there."""
    for line in page.lines[hit.line.index + 1 : hit.line.index + 3]:
        under = [s for s in line.segments if abs(s.box[0] - first.box[0]) < 3]
        if under and line.page == hit.line.page and not labels_within(page, under[0]):
            return name_from([first, under[0]]) or value
    return value


def _named_lines(page: Page, hit: Hit) -> list[Segment]:
    """Return the lines under a label from the name on: numbers and ids before it are left out.

    A form says ``Name:`` once more inside the box; then that is the name.
    """
    lines = list(block_under(page, hit))
    for place, segment in enumerate(lines[: _MOST_META + 1]):
        inside = _inner_name(page, segment)
        if inside is not None:
            return [inside]
        labels = [
            h for h in labels_within(page, segment) if h.leads and abs(h.x0 - segment.box[0]) < 3
        ]
        if any(_is_another_party(h, hit) for h in labels):
            return []
        marked = any(h.colon or h.exact for h in labels)
        if (not marked and is_name(clean_name(segment.text))) or is_addressing(segment.text):
            return [s for s in lines[place:] if s is segment or not _is_label(page, s)]
        if not marked and not _is_meta(segment.text):
            return []
    return []


def _inner_name(page: Page, segment: Segment) -> Segment | None:
    for other in labels_within(page, segment):
        if "_name" in other.roles and other.leads and abs(other.x0 - segment.box[0]) < 3:
            beside = right_of(page, other)[:1]
            if beside and is_name(clean_name(beside[0].text)):
                return beside[0]
    return None


def _is_another_party(hit: Hit, of: Hit) -> bool:
    mine = {role for role in of.roles if role in ROLES}
    its = {role for role in hit.roles if role in ROLES and hit.roles[role] > WEAK}
    return (hit.colon or hit.exact) and bool(its) and not its & mine


def _is_meta(text: str) -> bool:
    """Return whether a line only gives a number of the party: a GLN, a customer's number."""
    return sum(c.isdigit() for c in text) >= 3


def _is_label(page: Page, segment: Segment) -> bool:
    return any(
        abs(hit.x0 - segment.box[0]) < 2 and (hit.colon or hit.exact)
        for hit in labels_within(page, segment)
    )
