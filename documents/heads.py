"""The head of a table of goods: lines with two or more known column words, wrapped ones joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.head_words import pieces_of, roles_of
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


@dataclass(frozen=True, eq=False)
class _Print:
    """A line as part of a head; what is costly is found once and only where it is asked for."""

    line: Line

    @cached_property
    def pieces(self) -> list[tuple[float, float, str]]:
        return pieces_of(self.line)

    @cached_property
    def known(self) -> int:
        return sum(cell.role is not None for cell in _cells([self]))

    @cached_property
    def bare(self) -> bool:
        return not any(_has_figures(w) or _DATED.search(w.text) for w in self.line.words)


def heads_of(lines: Sequence[Line]) -> list[Head]:
    """Return every head of a table of goods, in order, none overlapping."""
    prints = [_Print(line) for line in lines]
    found: list[Head] = []
    place = 0
    while place < len(lines):
        head = _best_from(prints, place)
        if head is not None:
            found.append(head)
        place = head.last + 1 if head else place + 1
    return found


def _best_from(prints: Sequence[_Print], place: int) -> Head | None:
    """Return the head that begins at a line, or within it a shorter one that says as much."""
    best = _head_at(prints, place)
    for start in range(place + 1, best.last + 1 if best else place):
        if prints[start - 1].known >= 2:
            break
        inner = _head_at(prints, start)
        if best and inner and len(inner.roles) >= len(best.roles):
            best = inner
    return best


def _head_at(prints: Sequence[_Print], place: int) -> Head | None:
    best: Head | None = None
    for size in range(1, _MOST_LINES + 1):
        block = prints[place : place + size]
        if len(block) < size or not _holds_together(block):
            break
        if not any(own.known for own in block):
            continue
        head = Head(_cells(block), place, place + size - 1)
        if _is_head(head) and (best is None or _says_more(head, best, block[-1])):
            best = head
    return _with_tail(prints, best) if best else None


def _says_more(head: Head, best: Head, added: _Print) -> bool:
    """Return whether a head with one more line is better: more columns, or only known words."""
    if len(head.roles) != len(best.roles):
        return len(head.roles) > len(best.roles)
    return len(head.cells) <= len(best.cells) and added.known == len(_cells([added]))


def _holds_together(block: Sequence[_Print]) -> bool:
    last = block[-1].line
    if not block[-1].bare:
        return False
    if len(block) == 1:
        return True
    before = block[-2].line
    return before.page == last.page and last.box[1] - before.box[3] < 1.0 * before.height


def _has_figures(word: Word) -> bool:
    number = numeral(word.text, ".")
    return number is not None and (
        number.currency is not None
        or any(c in ".," for c in word.text.strip(".,:"))
        or number.value > 99
    )


def _with_tail(prints: Sequence[_Print], head: Head) -> Head:
    """Return ``head`` with the wrapped remains of its words ("(EUR)") below it."""
    last = head.last
    while last + 1 < len(prints) and last - head.first < _MOST_LINES:
        line, above = prints[last + 1].line, prints[last].line
        short = all(len(s.words) <= 2 and not _digits(s) for s in line.segments)
        near = line.page == above.page and line.box[1] - above.box[3] < 0.45 * line.height
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


def _cells(block: Sequence[_Print]) -> tuple[Cell, ...]:
    columns: list[list[tuple[float, float, str]]] = []
    for own in block:
        for x0, x1, text in own.pieces:
            near = [c for c in columns if any(_stacked((x0, x1), (p[0], p[1])) for p in c)]
            if near:
                near[0].append((x0, x1, text))
            else:
                columns.append([(x0, x1, text)])
    columns.sort(key=lambda column: min(piece[0] for piece in column))
    texts = [" ".join(piece[2] for piece in column) for column in columns]
    roles = roles_of(texts)
    return tuple(
        Cell(text, min(p[0] for p in column), max(p[1] for p in column), role)
        for text, column, role in zip(texts, columns, roles, strict=True)
    )


def _stacked(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return overlap(a, b) > 0.3 * min(a[1] - a[0], b[1] - b[0])
