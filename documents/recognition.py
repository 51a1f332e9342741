"""Recognition: which kind of document a page is, by its title and by the labels that it carries.

Every kind collects points: a title in its own words, the more the plainer it stands; labels that
speak for it or against it; numbers that only such a paper prints. The points are weighed against
one another and against "none of them", so the confidence is a share, not a sum.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from documents.cargo_values import access_key, air_waybill_numbers
from documents.folding import tokens
from documents.kinds import DOCUMENTS, DocumentKind
from documents.labels import WEAK, field_labels
from documents.words import Line, Segment

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
    usual = _usual_height(page)
    worth = {
        kind.tag: max((_title(kind, s, usual) for ln in top for s in ln.segments), default=0.0)
        for kind in DOCUMENTS
    }
    best = max(worth, key=lambda tag: worth[tag])
    return DOCUMENTS[best] if worth[best] >= _PLAIN else None


def _points(lines: Sequence[Line], first: int) -> dict[str, float]:
    labelled, structure, usual = _labelled(lines), _structure(lines), _usual_height(lines)
    points = {}
    for kind in DOCUMENTS:
        titles = (
            _title(kind, segment, usual) + (_LATER_PAGE if line.page > first else 0.0)
            for line in lines
            for segment in line.segments
        )
        evidence = sum(worth for role, worth in kind.evidence.items() if role in labelled)
        evidence += structure.get(kind.tag, 0.0)
        points[kind.tag] = max(0.0, *titles, 0.0) + min(evidence, _MOST_EVIDENCE)
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


def _title(kind: DocumentKind, segment: Segment, usual: float) -> float:
    words = tokens(segment.text)
    exact = _fit(words, [tokens(title) for group in kind.titles.values() for title in group])
    general = _fit(words, [tokens(title) for title in kind.common]) * _GENERAL
    worth = max(exact, general)
    large = segment.box[3] - segment.box[1] >= 1.25 * usual
    if large and worth == _NUMBERED:
        # "Packliste Nr. PL-88121" in large letters is a title that gives its number at once.
        worth = _OPENING
    return worth + (_LARGE if large and worth > _INSIDE else 0.0)


def _fit(words: tuple[str, ...], titles: list[tuple[str, ...]]) -> float:
    """Return how well a phrase is a title: whole, at its head, or somewhere inside."""
    fits = [title for title in titles if words[: len(title)] == title]
    if not fits:
        inside = any(_within(words, title) for title in titles)
        return _INSIDE if inside else 0.0
    rest = words[max(len(title) for title in fits) :]
    while rest and (said := [t for t in titles if rest[: len(t)] == t]):
        rest = rest[max(len(title) for title in said) :]
    if not rest:
        return _WHOLE
    if rest[0] in _LABEL_TAILS:
        return _NUMBERED
    return _INSIDE if len(rest) > 5 else _OPENING


def _within(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    return any(words[n : n + len(title)] == title for n in range(1, len(words)))
