"""Marking: which values of a reading are right, by the rules of the corpus' own scorer."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from bench.papers import Paper, Said
from documents.calibration import family_of, strength
from documents.pages import pages_in
from documents.parts import parts_of
from documents.reading import Field
from documents.understanding import Understood

_NAMES = frozenset({"seller_name", "buyer_name"})
_FIGURES = frozenset({"total_amount", "quantity", "unit_price", "amount"})
_ALIKE = 0.6
"""Share of a description's words that must be read."""


class Mark(NamedTuple):
    """One value: where it was read, how strong the evidence was, and whether it is right."""

    layout: str
    field: str
    family: str
    strong: float
    right: bool


def marks(papers: Iterable[Paper]) -> Iterator[Mark]:
    """Yield a mark for every value that was read and of which the truth is known."""
    for paper in papers:
        understood = understood_of(paper.pdf)
        yield from _head_marks(paper, understood)
        if paper.rows is not None:
            yield from _row_marks(paper, understood)


def understood_of(pdf: bytes) -> Understood:
    """Return what the first document of a file says, its confidences still raw."""
    parts, _ = parts_of(pages_in(pdf, None).words)
    return parts[0].understood


def _head_marks(paper: Paper, understood: Understood) -> Iterator[Mark]:
    for name, field in understood.fields.items():
        if name in paper.head:
            strong = strength(understood.evidence[name])
            right = is_right(name, field.value, paper.head[name])
            yield Mark(paper.family, name, family_of(name, in_row=False), strong, right)


def _row_marks(paper: Paper, understood: Understood) -> Iterator[Mark]:
    rows = paper.rows or []
    for row, said in matched(understood.lines, [*rows, *paper.spare]):
        for name, field in row.items():
            if (said is None and name in _FIGURES) or (said is not None and name in said):
                right = said is not None and is_right(name, field.value, said[name])
                family = family_of(name, in_row=True)
                yield Mark(paper.family, name, family, field.confidence, right)


def matched(
    rows: Iterable[dict[str, Field]], truth: list[Said]
) -> Iterator[tuple[dict[str, Field], Said | None]]:
    """Yield each row that was read with the true row it is most like, None if it is like none."""
    left = list(enumerate(truth))
    for place, row in enumerate(rows):
        likest = max(
            left, key=lambda one: (_likeness(row, one[1]), -abs(one[0] - place)), default=None
        )
        if likest is None or _likeness(row, likest[1]) == 0:
            yield row, None
            continue
        left.remove(likest)
        yield row, likest[1]


def _likeness(row: dict[str, Field], said: Said) -> int:
    return sum(
        2 if name in _FIGURES else 1
        for name in said
        if name in row and is_right(name, row[name].value, said[name])
    )


def is_right(name: str, value: str, accepted: list[str]) -> bool:
    """Return whether a value is one of those that count as right."""
    return any(_same(name, value, one) for one in accepted)


def _same(name: str, value: str, truth: str) -> bool:
    if name in _NAMES:
        return _words(value) == _words(truth)
    if name == "description":
        wanted = set(_words(truth))
        return not wanted or len(wanted & set(_words(value))) / len(wanted) >= _ALIKE
    try:
        apart = abs(abs(Decimal(value)) - abs(Decimal(truth)))
        return apart <= (
            Decimal("0.0005") if name in ("quantity", "unit_price") else Decimal("0.005")
        )
    except InvalidOperation:
        return "".join(_words(value)) == "".join(_words(truth))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i"))
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.findall(r"\w+", kept)
