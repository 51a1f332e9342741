"""The words of a row: which text column each phrase belongs to."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from documents.columns import Column
from documents.heads import NUMERIC, Head
from documents.words import Line, Segment, Word

Edges = tuple[float, ...]
"""Where one column ends and the next begins, from left to right."""

_NUMBERS = NUMERIC | {"position"}


def edges_of(head: Head, roles: Mapping[str, Column], body: Sequence[Line]) -> Edges:
    """Return the edges between the head's columns that the fewest words of the body cross."""
    found: list[float] = []
    for left, right in zip(head.cells, head.cells[1:], strict=False):
        column, before = roles.get(str(right.role)), roles.get(str(left.role))
        low = max([left.x0, before.span[1] if before else 0.0, *found[-1:]])
        aim = min(right.x0, column.span[0]) if column else right.x0
        found.append(_edge(body, low, max(aim, low) - 0.5, right.x1))
    return tuple(found)


def _edge(body: Sequence[Line], low: float, aim: float, high: float) -> float:
    words = [(w.x0, w.x1) for line in body for w in line.words if w.x1 > low and w.x0 < high]
    phrases = [(s.box[0], s.box[2]) for line in body for s in line.segments]
    share = 5.0 / max(len(body), 1)

    def cost(x: float) -> float:
        crossed = sum(a < x < b for a, b in words) + sum(a < x < b for a, b in phrases)
        aligned = sum(abs(a - 0.5 - x) < 0.7 for a, _ in words)
        return share * (crossed - 2 * aligned) + 0.02 * abs(x - aim)

    starts = {round(a - 0.5, 1) for a, _ in words if low < a - 0.5 < high}
    return min([aim, *sorted(starts)], key=cost)


def texts_of(
    head: Head, edges: Edges, lines: Sequence[Line], used: set[Word]
) -> dict[str, tuple[Segment, ...]]:
    """Return the phrases of a row by the role of their column, without the words of figures."""
    roles = [cell.role or "other" for cell in head.cells] or ["description"]
    found: dict[str, list[Segment]] = {}
    for line in lines:
        for segment in line.segments:
            for role, words in _parts(segment, edges, roles, used):
                if any(c.isalnum() for word in words for c in word.text):
                    found.setdefault(role, []).append(Segment(tuple(words)))
    return {role: tuple(segments) for role, segments in found.items()}


def _parts(
    segment: Segment, edges: Edges, roles: Sequence[str], used: set[Word]
) -> list[tuple[str, list[Word]]]:
    """Return a phrase cut at figures and where another column of text visibly begins."""
    parts: list[tuple[str, list[Word]]] = []
    before: Word | None = None
    for word in segment.words:
        role = roles[bisect_right(edges, word.x0 + 0.4)]
        if word in used:
            before = None
            continue
        if before is None or (
            role != parts[-1][0] and role not in _NUMBERS and _begins(before, word, edges)
        ):
            parts.append((role, []))
        parts[-1][1].append(word)
        before = word
    return parts


def _begins(before: Word, word: Word, edges: Edges) -> bool:
    at_edge = any(-1.0 < word.x0 - edge < 3.0 for edge in edges)
    return at_edge or word.x0 - before.x1 > 0.5 * word.height


def described(rows: Sequence[dict[str, tuple[Segment, ...]]]) -> str | None:
    """Return the column that describes the goods where none is headed so: the wordiest."""
    if any("description" in texts for texts in rows):
        return None
    letters: dict[str, int] = {}
    for texts in rows:
        for role, segments in texts.items():
            if role not in ("unit", "origin", "ncm", "cfop"):
                count = sum(c.isalpha() for s in segments for c in s.text)
                letters[role] = letters.get(role, 0) + count
    return max(letters, key=lambda role: letters[role]) if letters else None
