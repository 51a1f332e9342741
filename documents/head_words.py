"""The words of a head: which phrases of a line head a column, and what each may hold."""

from functools import lru_cache
from itertools import pairwise

from documents.folding import fold, tokens
from documents.labels import Hit, column_labels
from documents.words import Line, Segment, Word

_MOST_WORDS = 5
"""Words of a column's head for each known one: what says more is prose."""
_JOINING = frozenset([
    "and", "of", "or", "per", "for", "in", "with", "de", "do", "da", "dos", "das", "del", "e", "y",
    "por", "par", "et", "du", "des", "en", "und", "von", "pro", "je", "di", "van", "&",
])  # fmt: skip
"""Words that make one head of what stands on both sides of them."""
_LONGEST = 8
"""Words of the longest phrase that heads a column."""


def pieces_of(line: Line) -> list[tuple[float, float, str]]:
    """Return the phrases of a head line, cut where a second column word begins."""
    hits = column_labels().hits(line)
    pieces: list[tuple[float, float, str]] = []
    for segment in line.segments:
        inside = [h for h in hits if segment.box[0] - 1 <= h.x0 <= segment.box[2]]
        pieces += _cut(segment, _starts(inside))
    return pieces


def _starts(hits: list[Hit]) -> list[float]:
    """Return where new columns begin in one phrase: only where the roles differ."""
    return [hit.x0 for before, hit in pairwise(hits) if _new_column(before, hit)]


def _new_column(before: Hit, hit: Hit) -> bool:
    between = hit.line.words[before.last.word + 1 : hit.first.word]
    if set(hit.roles) & set(before.roles):
        return not between and _gap_between(before, hit) > 0.42 * hit.line.height
    return before.colon or not any(fold(word.text) in _JOINING for word in between)


def _gap_between(left: Hit, right: Hit) -> float:
    return right.x0 - left.x1 if right.first.word == left.last.word + 1 else 0.0


def _cut(segment: Segment, starts: list[float]) -> list[tuple[float, float, str]]:
    groups: list[list[Word]] = [[]]
    for word in segment.words:
        if groups[-1] and any(abs(word.x0 - x) < 1 for x in starts):
            groups.append([])
        groups[-1].append(word)
    return [(g[0].x0, g[-1].x1, " ".join(w.text for w in g)) for g in groups if g]


def roles_of(texts: list[str]) -> list[str | None]:
    """Return a role for each head; a word that may mean two things takes the one still free."""
    choices = [_choices(text) for text in texts]
    sure = {next(iter(c)) for c in choices if len(c) == 1}
    chosen: list[str | None] = []
    for options in choices:
        free = [o for o in options if o not in sure and o not in chosen]
        chosen.append(next(iter(free or options), None))
    return chosen


@lru_cache(maxsize=4096)
def _choices(text: str) -> dict[str, float]:
    labels = column_labels()
    words = tokens(text)
    if len(words) > _MOST_WORDS * _LONGEST:
        return {}
    for length in range(min(len(words), _LONGEST), 0, -1):
        if length * _MOST_WORDS < len(words):
            break
        for start in range(len(words) - length + 1):
            roles = labels.roles_of(" ".join(words[start : start + length]))
            if roles:
                return roles
    return {}
