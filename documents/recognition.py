"""Recognition: which kind of document a page is, by its title and by the labels that it carries.

Every kind collects points: a title in its own words, the more the plainer it stands; labels that
speak for it or against it; numbers that only such a paper prints. The points are weighed against
one another and against "none of them", so the confidence is a share, not a sum.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import NamedTuple

from documents.cargo_values import access_key, air_waybill_numbers
from documents.folding import tokens
from documents.kinds import DOCUMENTS, DocumentKind
from documents.labels import WEAK, field_labels
from documents.words import Line

_ALL_LABELS = ("fields.yaml", "parties.yaml", "transport.yaml", "nota.yaml")
_NONE = 1.0
"""Points that a paper of no known kind would have: a kind must have more."""
_SHARPNESS = 1.5
"""How much one point more tells; set so that a bare title is even, a filled form certain."""
_WHOLE, _OPENING, _NUMBERED, _INSIDE = 3.0, 2.0, 1.2, 0.5
_LARGE, _LATER_PAGE = 1.0, -0.6
_GENERAL = 0.6
_PLAIN = 2.6
"""Points of a title that nobody could take for a label: whole, or large."""
_MOST_EVIDENCE = 3.0
_BY_TITLE = "proforma_invoice"
"""The kind that only a plain title tells from another: its labels are those of an invoice."""
_LABEL_TAILS = frozenset(
    ["no", "nr", "n", "number", "num", "numero", "nummer", "date", "data", "ref", "id", "#", "nos"]
)
"""Words that make a label of a title: ``Bill of Lading No.`` may stand on any paper."""
_MONEY = re.compile(r"\d[.,]\d{2}(?!\d)")
_CONTAINER = re.compile(r"(?<![A-Z])[A-Z]{3}[UJZ][\s-]?\d{6}[\s-]?\d(?!\d)")


@dataclass(frozen=True)
class Recognition:
    """The kind of a paper, None if no kind is known to look like it, and how sure that is."""

    kind: DocumentKind | None
    confidence: float


def recognise(lines: Sequence[Line]) -> Recognition:
    """Return the kind with the most evidence on the first two pages of a document."""
    first = lines[0].page if lines else 1
    shown = [line for line in lines if line.page <= first + 1]
    points = _points(shown, first)
    best = max(points, key=lambda tag: points[tag])
    shares = {tag: math.exp(_SHARPNESS * worth) for tag, worth in points.items()}
    none = math.exp(_SHARPNESS * _NONE)
    sure = min(0.99, shares[best] / (sum(shares.values()) + none))
    if points[best] <= _NONE:
        return Recognition(None, round(sure, 3))
    return Recognition(DOCUMENTS[best], round(sure, 3))


def titled(top: Sequence[Line], page: Sequence[Line]) -> DocumentKind | None:
    """Return the kind that a plain title at the top of a page names, None if none does."""
    worth = _title_points(top, _usual_height(page))
    best = max(worth, key=lambda tag: worth[tag], default=None)
    return DOCUMENTS[best] if best is not None and worth[best] >= _PLAIN else None


def _points(lines: Sequence[Line], first: int) -> dict[str, float]:
    labelled, structure, usual = _labelled(lines), _structure(lines), _usual_height(lines)
    titles = _title_points([line for line in lines if line.page == first], usual)
    later = _title_points([line for line in lines if line.page > first], usual)
    points = {}
    for kind in DOCUMENTS:
        evidence = sum(worth for role, worth in kind.evidence.items() if role in labelled)
        evidence += structure.get(kind.tag, 0.0)
        title = max(titles.get(kind.tag, 0.0), later.get(kind.tag, 0.0) + _LATER_PAGE, 0.0)
        if kind.tag == _BY_TITLE:
            evidence *= title >= _PLAIN
        points[kind.tag] = title + min(evidence, _MOST_EVIDENCE)
    return points


def _labelled(lines: Sequence[Line]) -> set[str]:
    labels = field_labels(_ALL_LABELS)
    found = (hit for line in lines for hit in labels.hits(line) if hit.colon or hit.exact)
    return {role for hit in found for role, strength in hit.roles.items() if strength > WEAK}


def _structure(lines: Sequence[Line]) -> dict[str, float]:
    """Return what numbers of a known form speak for."""
    text = "\n".join(line.text for line in lines)
    found: dict[str, float] = {}
    if access_key(text):
        found["danfe"] = 1.5
    if air_waybill_numbers(text):
        found["air_waybill"], found["arrival_notice"] = 0.8, 0.3
    if len(_MONEY.findall(text)) >= 3:
        found["commercial_invoice"] = 0.4
    if _CONTAINER.search(text):
        found["bill_of_lading"], found["arrival_notice"], found["packing_list"] = 0.4, 0.4, 0.2
    return found


def _usual_height(lines: Sequence[Line]) -> float:
    return median(line.height for line in lines) if lines else 1.0


def _title_points(lines: Sequence[Line], usual: float) -> dict[str, float]:
    """Return what the best title of each kind is worth, of those that stand on ``lines``."""
    found: dict[str, float] = {}
    for segment in (segment for line in lines for segment in line.segments):
        words = tokens(segment.text)
        large = segment.box[3] - segment.box[1] >= 1.25 * usual
        for place, word in enumerate(words):
            for title in _titles().get(word, ()):
                if words[place : place + len(title.words)] == title.words:
                    worth = _worth(_fit(words, place, title), large) * title.share
                    found[title.kind] = max(worth, found.get(title.kind, 0.0))
    return found


class _Title(NamedTuple):
    words: tuple[str, ...]
    kind: str
    share: float
    """1, or less where the words are so general that any other title outweighs them."""


@cache
def _titles() -> dict[str, list[_Title]]:
    """Return the titles of all kinds by their first word."""
    found: dict[str, list[_Title]] = {}
    for kind in DOCUMENTS:
        own = [(title, 1.0) for group in kind.titles.values() for title in group]
        for text, share in [*own, *((title, _GENERAL) for title in kind.common)]:
            words = tokens(text)
            found.setdefault(words[0], []).append(_Title(words, kind.tag, share))
    return found


def _worth(fit: float, large: bool) -> float:
    if large and fit == _NUMBERED:
        # "Packliste Nr. PL-88121" in large letters is a title that gives its number at once.
        fit = _OPENING
    return fit + (_LARGE if large and fit > _INSIDE else 0.0)


def _fit(words: tuple[str, ...], place: int, title: _Title) -> float:
    """Return how well a phrase is a title: whole, at its head, or somewhere inside."""
    if place:
        return _INSIDE
    rest = words[len(title.words) :]
    while rest and (said := _opening(rest, title.kind)):
        rest = rest[said:]
    if not rest:
        return _WHOLE
    if rest[0] in _LABEL_TAILS:
        return _NUMBERED
    return _INSIDE if len(rest) > 5 else _OPENING


def _opening(words: tuple[str, ...], kind: str) -> int:
    """Return how many words open ``words`` that are the kind's title in another language."""
    own = (t.words for t in _titles().get(words[0], ()) if t.kind == kind)
    return max((len(t) for t in own if words[: len(t)] == t), default=0)
