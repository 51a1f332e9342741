"""The head of a table of goods: lines with two or more known column words, wrapped ones joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.folding import tokens
from documents.labels import Hit, column_labels
from documents.numerals import numeral
from documents.words import Line, Segment, Word, overlap

NUMERIC = frozenset(
    [
        "quantity",
        "unit_price",
        "amount",
        "gross_amount",
        "tax",
        "discount",
        "packages",
        "pieces_per_package",
        "pallets",
        "net_weight_kg",
        "gross_weight_kg",
        "measurement",
    ]
)
"""Columns that hold numbers."""

_MOST_LINES = 6
_MOST_WORDS = 5
"""Words of a column's head for each known one: what says more is prose."""
_DATED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_GOODS = frozenset(
    ["quantity", "amount", "packages", "gross_weight_kg", "net_weight_kg", "unit_price"]
)


@dataclass(frozen=True)
class Cell:
    """One column head: its words' span and what the column holds, None if unknown."""

    text: str
    x0: float
    x1: float
    role: str | None


@dataclass(frozen=True)
class Head:
    """The head of a table: its cells from left to right, and its last line."""

    cells: tuple[Cell, ...]
    first: int
    last: int

    @property
    def roles(self) -> frozenset[str]:
        """Return the known roles."""
        return frozenset(cell.role for cell in self.cells if cell.role)


def heads_of(lines: Sequence[Line]) -> list[Head]:
    """Return every head of a table of goods, in order, none overlapping."""
    found: list[Head] = []
    place = 0
    while place < len(lines):
        head = _best_from(lines, place)
        if head is not None:
            found.append(head)
        place = head.last + 1 if head else place + 1
    return found


def _best_from(lines: Sequence[Line], place: int) -> Head | None:
    """Return the head that begins at a line, or within it a shorter one that says as much."""
    best = _head_at(lines, place)
    for start in range(place + 1, best.last + 1 if best else place):
        if _known(lines[start - 1]) >= 2:
            break
        inner = _head_at(lines, start)
        if best and inner and len(inner.roles) >= len(best.roles):
            best = inner
    return best


def _known(line: Line) -> int:
    return sum(cell.role is not None for cell in _cells([line]))


def _head_at(lines: Sequence[Line], place: int) -> Head | None:
    best: Head | None = None
    for size in range(1, _MOST_LINES + 1):
        block = lines[place : place + size]
        if len(block) < size or not _holds_together(block):
            break
        head = Head(_cells(block), place, place + size - 1)
        if _is_head(head) and (best is None or _says_more(head, best, block[-1])):
            best = head
    return _with_tail(lines, best) if best else None


def _says_more(head: Head, best: Head, added: Line) -> bool:
    """Return whether a head with one more line is better: more columns, or only known words."""
    if len(head.roles) != len(best.roles):
        return len(head.roles) > len(best.roles)
    return len(head.cells) <= len(best.cells) and _known(added) == len(_cells([added]))


def _holds_together(block: Sequence[Line]) -> bool:
    last = block[-1]
    if any(_has_figures(word) or _DATED.search(word.text) for word in last.words):
        return False
    if len(block) == 1:
        return True
    before = block[-2]
    return before.page == last.page and last.box[1] - before.box[3] < 1.0 * before.height


def _has_figures(word: Word) -> bool:
    number = numeral(word.text, ".")
    return number is not None and (
        number.currency is not None
        or any(c in ".," for c in word.text.strip(".,:"))
        or number.value > 99
    )


def _with_tail(lines: Sequence[Line], head: Head) -> Head:
    """Return ``head`` with the wrapped remains of its words ("(EUR)") below it."""
    last = head.last
    while last + 1 < len(lines) and last - head.first < _MOST_LINES:
        line = lines[last + 1]
        short = all(len(s.words) <= 2 and not _digits(s) for s in line.segments)
        near = (
            line.page == lines[last].page and line.box[1] - lines[last].box[3] < 0.45 * line.height
        )
        under = all(any(_under(s, cell) for cell in head.cells) for s in line.segments)
        if not (short and near and under):
            break
        last += 1
    return Head(head.cells, head.first, last)


def _digits(segment: Segment) -> bool:
    return any(c.isdigit() for c in segment.text)


def _under(segment: Segment, cell: Cell) -> bool:
    return overlap((segment.box[0], segment.box[2]), (cell.x0, cell.x1)) > 0


def _is_head(head: Head) -> bool:
    roles = head.roles
    known = [cell for cell in head.cells if cell.role]
    if len(known) < 2 or len(known) * 2 < len(head.cells) or not roles & _GOODS:
        return False
    return len(roles) >= 3 or "description" in roles or {"quantity", "amount"} <= roles


def _cells(block: Sequence[Line]) -> tuple[Cell, ...]:
    columns: list[list[tuple[float, float, str]]] = []
    for line in block:
        for x0, x1, text in _pieces(line):
            near = [c for c in columns if any(_stacked((x0, x1), (p[0], p[1])) for p in c)]
            if near:
                near[0].append((x0, x1, text))
            else:
                columns.append([(x0, x1, text)])
    columns.sort(key=lambda column: min(piece[0] for piece in column))
    texts = [" ".join(piece[2] for piece in column) for column in columns]
    roles = _roles(texts)
    return tuple(
        Cell(text, min(p[0] for p in column), max(p[1] for p in column), role)
        for text, column, role in zip(texts, columns, roles, strict=True)
    )


def _stacked(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return overlap(a, b) > 0.3 * min(a[1] - a[0], b[1] - b[0])


def _pieces(line: Line) -> list[tuple[float, float, str]]:
    """Return the phrases of a head line, cut where a second column word begins."""
    hits = column_labels().hits(line)
    pieces: list[tuple[float, float, str]] = []
    for segment in line.segments:
        inside = [h for h in hits if segment.box[0] - 1 <= h.x0 <= segment.box[2]]
        pieces += _cut(segment, _starts(inside))
    return pieces


def _starts(hits: list[Hit]) -> list[float]:
    """Return where new columns begin in one phrase: only where the roles differ."""
    starts: list[float] = []
    before: Hit | None = None
    for hit in hits:
        if (before is not None and not set(hit.roles) & set(before.roles) and before.colon) or (
            before is not None and _gap_between(before, hit) > 0.42 * hit.line.height
        ):
            starts.append(hit.x0)
        before = hit
    return starts


def _gap_between(left: Hit, right: Hit) -> float:
    return right.x0 - left.x1 if right.first.word == left.last.word + 1 else 0.0


def _cut(segment: Segment, starts: list[float]) -> list[tuple[float, float, str]]:
    groups: list[list[Word]] = [[]]
    for word in segment.words:
        if groups[-1] and any(abs(word.x0 - x) < 1 for x in starts):
            groups.append([])
        groups[-1].append(word)
    return [(g[0].x0, g[-1].x1, " ".join(w.text for w in g)) for g in groups if g]


def _roles(texts: list[str]) -> list[str | None]:
    """Return a role for each head; a word that may mean two things takes the one still free."""
    choices = [_choices(text) for text in texts]
    sure = {next(iter(c)) for c in choices if len(c) == 1}
    chosen: list[str | None] = []
    for options in choices:
        free = [o for o in options if o not in sure and o not in chosen]
        chosen.append(next(iter(free or options), None))
    return chosen


def _choices(text: str) -> dict[str, float]:
    labels = column_labels()
    words = tokens(text)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            roles = labels.roles_of(" ".join(words[start : start + length]))
            if roles and length * _MOST_WORDS >= len(words):
                return roles
    return {}
