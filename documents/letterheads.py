"""Letterheads: the parties of a paper that no label names, weighed by where and how they stand.

Whoever prints a paper says how to reach, pay and identify itself, often says its name twice, and
writes from a domain that sounds like it; whom it is sent to stands in an address without all that.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import NamedTuple

from documents.address_lines import (
    COMMON_IN_NAMES,
    ends_in_legal_form,
    has_legal_form,
    is_contact,
    is_name,
    is_street,
)
from documents.blocks import Block, blocks_of, is_address, sender_lines
from documents.fields import Candidate
from documents.folding import fold, tokens
from documents.kinds import DOCUMENTS
from documents.labels import field_labels
from documents.parties import CHINESE, name_from
from documents.regions import Page
from documents.typed import Value
from documents.words import Line, Segment, box_of

_DOMAIN = re.compile(r"(?:@|https?://|www\.)([\w-]+(?:\.[\w-]+)*)\.[a-z]{2,}", re.I)
_MAILERS = frozenset(
    ["gmail", "hotmail", "outlook", "yahoo", "gmx", "web", "icloud", "aol", "live"]
)
_SENDER, _ADDRESSEE = 0.66, 0.66
_LOGO = 0.3
"""How far the whole name may stay below the part of it that a logo shows."""
_BUYER, _MOST = 0.5, 0.9
_MOST_STACKED = 5
_ADDRESS, _FOOT, _LARGE, _FORMAL = 0.42, 0.4, 0.36, 0.34


class Spot(NamedTuple):
    """A name somewhere on the paper, and what speaks for its being the issuer's or the other's."""

    value: Value
    seller: float
    buyer: float


def unlabelled(page: Page, field: str, taken: Sequence[str]) -> list[Candidate]:
    """Return the names that may be the seller or the buyer and are none of ``taken``, best first."""
    known = {_key(name) for name in taken}
    found: dict[str, Candidate] = {}
    for spot in _spots(page):
        worth = min(spot.seller if field == "seller_name" else spot.buyer, _MOST)
        key = _key(spot.value.text)
        if not key or any(key == k or key in k for k in known):
            continue
        if key not in found or worth > found[key].confidence:
            found[key] = Candidate(field, spot.value, worth, 0, f"letterhead:{field}")
    ordered = sorted(found.values(), key=lambda candidate: -candidate.confidence)
    fuller = [c for c in ordered if _is_fuller(c, ordered[0])]
    return [*fuller[:1], *(c for c in ordered if c not in fuller[:1])]


def _is_fuller(candidate: Candidate, best: Candidate) -> bool:
    """Return whether a candidate is the whole name of which the best, as on a logo, is a part."""
    near = best.confidence - candidate.confidence < _LOGO
    whole, part = _key(candidate.value.text), _key(best.value.text)
    # One word on a line of its own may open a name; more says who signs for it.
    ends = whole.endswith(" " + part) and " " not in whole[: -len(part) - 1]
    holds = whole.startswith(part + " ") or ends
    return near and holds and len(whole) < len(part) + 30


def _spots(page: Page) -> Iterator[Spot]:
    first = [line for line in page.lines if line.page == 1]
    if not first:
        return
    said = _Said(page)
    for sender, block in sender_lines(page):
        value = name_from([_opening(sender)])
        if value is not None:
            yield Spot(value, _SENDER + said.bonus(value.text), 0.0)
        addressee = name_from(block)
        if addressee is not None:
            yield Spot(addressee, 0.0, _ADDRESSEE)
    bottom = max(line.box[3] for line in first)
    for block in blocks_of(page):
        yield from _of_block(block, bottom, said)
    yield from _large(first, bottom, said)


def _opening(sender: Segment) -> Segment:
    """Return the words of a sender's line before the first mark between its parts."""
    for place, word in enumerate(sender.words):
        if place and re.fullmatch(r"[·•|●∙*–—-]", word.text):
            return Segment(sender.words[:place])
        if word.text.endswith((",", "·", "•")) and place < len(sender.words) - 1:
            return Segment(sender.words[: place + 1])
    return sender


def _of_block(block: Block, bottom: float, said: "_Said") -> Iterator[Spot]:
    first = block[0].text
    value = None if _is_title(first) or is_contact(first) or _is_label(first) else name_from(block)
    if value is None:
        return
    contact = any(is_contact(segment.text) for segment in block[1:9])
    low = block[0].box[1] > 0.75 * bottom
    bonus = said.bonus(value.text)
    if is_address(block):
        base = _FOOT if low else _ADDRESS
        seller = base + (0.14 if contact else 0.0) + bonus
        buyer = 0.0 if low else _BUYER - (0.08 if contact else 0.0)
        yield Spot(_better(value, block, said), seller, buyer)
    elif has_legal_form(value.text) or any(is_street(s.text) for s in block[1:4]):
        yield Spot(value, _FORMAL + (0.12 if contact else 0.0) + bonus, 0.0 if low else 0.3)


def _better(value: Value, block: Block, said: "_Said") -> Value:
    """Return the second line of an address if that one is said elsewhere and the first is not."""
    second = name_from(block[1:]) if len(block) > 2 else None
    if second is None or said.times(second.text) <= said.times(value.text):
        return value
    return second if not any(c.isdigit() for c in second.text) else value


def _large(first: Sequence[Line], bottom: float, said: "_Said") -> Iterator[Spot]:
    """Yield names printed larger than the rest in the upper part of the page."""
    usual = median(line.height for line in first)
    for line in first:
        if line.box[1] > 0.3 * bottom or line.height < 1.15 * usual:
            continue
        for segment in line.segments:
            value = None if _is_title(segment.text) else _stacked(first, line, segment)
            if value is not None and not _is_label(segment.text):
                yield Spot(value, _LARGE + said.bonus(value.text), 0.1)


def _stacked(first: Sequence[Line], line: Line, segment: Segment) -> Value | None:
    """Return a large name with the lines under it that it goes on over, up to its legal form."""
    taken = [segment]
    for other in (ln for ln in first if ln.box[1] > line.box[1] + 0.5 * line.height):
        under = [s for s in other.segments if abs(s.box[0] - segment.box[0]) < 3]
        if not under or len(taken) == _MOST_STACKED:
            continue
        if not _alike(taken[-1], under[0]):
            break
        taken.append(under[0])
        text = " ".join(s.text for s in taken)
        if ends_in_legal_form(text) and is_name(text):
            words = [word for s in taken for word in s.words]
            return Value(text.strip(" ,;"), words[0].page, box_of(words))
    return name_from(taken[:1])


def _alike(above: Segment, below: Segment) -> bool:
    """Return whether two phrases are as high as one another and close."""
    height = above.box[3] - above.box[1]
    same = abs(below.box[3] - below.box[1] - height) < 0.1 * height
    return same and below.box[1] - above.box[3] < 0.7 * height


class _Said:
    """How often names are said on the paper, and which domains it writes from."""

    def __init__(self, page: Page) -> None:
        self._texts = [fold(s.text) for line in page.lines if line.page < 3 for s in line.segments]
        found = (m for line in page.lines for m in _DOMAIN.finditer(line.text))
        parts = (part for match in found for part in match[1].casefold().split("."))
        self._domains = {fold(p) for p in parts if len(p) > 3 and p not in _MAILERS}

    def times(self, name: str) -> int:
        """Return on how many places a name stands."""
        folded = fold(name)
        return sum(folded in text for text in self._texts)

    def bonus(self, name: str) -> float:
        """Return what speaks for a name as the issuer's, wherever it stands."""
        again = 0.06 * min(self.times(name) - 1, 2)
        formal = 0.08 if has_legal_form(name) else 0.0
        # Of one name in two scripts the Latin one is what orders and declarations say.
        foreign = -0.12 if CHINESE.search(name) else 0.0
        return again + formal + foreign + (0.2 if self._owns_domain(name) else 0.0)

    def _owns_domain(self, name: str) -> bool:
        words = [w for w in tokens(name) if len(w) > 3 and w not in COMMON_IN_NAMES]
        joined = "".join(tokens(name))
        return any(
            any(word in domain for word in words) or (len(domain) > 4 and domain in joined)
            for domain in self._domains
        )


def _is_label(text: str) -> bool:
    return bool(field_labels().roles_of(text))


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    groups = [title for kind in DOCUMENTS for group in kind.titles.values() for title in group]
    return frozenset(tokens(t) for t in (*groups, *(t for kind in DOCUMENTS for t in kind.common)))


@cache
def _is_title(text: str) -> bool:
    words = tokens(text)
    return any(words[:size] in _titles() for size in range(1, 6)) or not is_name(text)


def _key(name: str) -> str:
    return " ".join(tokens(name))
