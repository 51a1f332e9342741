"""Recognition: which kind of document a page is, by its title and by the labels that it carries."""

from dataclasses import dataclass
from statistics import median

from documents.folding import tokens
from documents.kinds import DOCUMENTS, DocumentKind
from documents.labels import WEAK
from documents.regions import Page
from documents.words import Segment

_KNOWN = 0.35
"""Evidence below which a paper is of no known kind."""


@dataclass(frozen=True)
class Recognition:
    """The kind of a paper, None if no kind is known to look like it, and how sure that is."""

    kind: DocumentKind | None
    confidence: float


def recognise(page: Page) -> Recognition:
    """Return the kind with the most evidence on the first two pages."""
    scores = {kind.tag: _score(kind, page) for kind in DOCUMENTS}
    ranked = sorted(scores, key=lambda tag: -scores[tag])
    first, second = scores[ranked[0]], scores[ranked[1]]
    if first < _KNOWN:
        return Recognition(None, round(first, 3))
    sure = min(0.99, 0.5 + 0.5 * (first - second) / first) * min(1.0, first)
    return Recognition(DOCUMENTS[ranked[0]], round(sure, 3))


def _score(kind: DocumentKind, page: Page) -> float:
    title = max((_title(kind, segment, page) for segment in _segments(page)), default=0.0)
    return title + min(sum(0.12 for role in kind.evidence if role in _labelled(page)), 0.5)


def _labelled(page: Page) -> set[str]:
    found = (hit for hits in page.hits for hit in hits if hit.colon or hit.exact)
    return {role for hit in found for role, strength in hit.roles.items() if strength > WEAK}


def _segments(page: Page) -> list[Segment]:
    return [segment for line in page.lines if line.page <= 2 for segment in line.segments]


def _title(kind: DocumentKind, segment: Segment, page: Page) -> float:
    words = tokens(segment.text)
    titles = [tokens(title) for group in kind.titles.values() for title in group]
    exact = max((_fit(words, title) for title in titles), default=0.0)
    general = max((_fit(words, tokens(title)) for title in kind.common), default=0.0) * 0.6
    worth = max(exact, general)
    if not worth:
        return 0.0
    usual = median(line.height for line in page.lines)
    large = segment.box[3] - segment.box[1] >= 1.25 * usual
    return worth + (0.35 if large and worth > 0.3 else 0.0) - (0.2 if segment.page > 1 else 0.0)


def _fit(words: tuple[str, ...], title: tuple[str, ...]) -> float:
    """Return how well a phrase is a title: whole, at its head, or somewhere inside."""
    if words == title:
        return 1.0
    if words[: len(title)] == title:
        return 0.7
    inside = any(words[n : n + len(title)] == title for n in range(len(words)))
    return 0.25 if inside else 0.0
