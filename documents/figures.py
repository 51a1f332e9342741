"""Figures: the numbers that a document prints, as candidates for the cells of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from documents.numerals import Numeral
from documents.typed import blank, numerals_in
from documents.words import Line, Segment, Word

_MOST_DIGITS = 11
"""Whole numbers of more digits are codes: barcodes, accounts, meters."""
_MINUS = frozenset("-–−")


@dataclass(frozen=True, eq=False)
class Figure:
    """A number in the body of a table."""

    number: Numeral
    words: tuple[Word, ...]
    line: int
    following: str
    """The word right after it: a unit, perhaps."""
    unit_end: float = 0.0
    """Where a unit that follows it ends, if nothing else stands in its cell."""
    opens: bool = True
    """Whether it opens its phrase, rather than standing in a sentence."""

    @property
    def span(self) -> tuple[float, float]:
        """Return the horizontal extent."""
        return (self.words[0].x0, self.words[-1].x1)

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Return the extent with the unit that closes its cell: both are set flush together."""
        return (self.words[0].x0, max(self.words[-1].x1, self.unit_end))

    @cached_property
    def amount(self) -> float:
        """Return the value for reckoning; what is given out stays the printed decimal."""
        return float(self.number.value)

    @property
    def percent(self) -> bool:
        """Return whether it is a percentage."""
        return self.number.unit == "%" or self.following.startswith("%")

    @property
    def money(self) -> bool:
        """Return whether it looks like money: with cents or with a currency."""
        return self.number.has_cents or self.number.currency is not None


def figures_of(lines: Sequence[Line], mark: str, spaced: bool = False) -> list[Figure]:
    """Return the numbers of ``lines`` that may be figures of a table.

    ``spaced`` if the document sets the thousands of whole numbers apart with a blank.
    """
    return [
        _signed(figure, line)
        for line in lines
        for segment in line.segments
        for figure in _grouped(_figures_in(segment, line, mark), spaced)
    ]


def _figures_in(segment: Segment, line: Line, mark: str) -> list[Figure]:
    return [
        _figure(segment, line, number, words, following)
        for number, words, following in numerals_in([segment], mark)
        if len(number.printed) <= _MOST_DIGITS or not number.printed.isdigit()
    ]


def _grouped(figures: list[Figure], spaced: bool) -> list[Figure]:
    """Return the figures of a phrase, whole numbers like ``3 051`` made one if asked for."""
    joined: list[Figure] = []
    for figure in figures:
        before = joined[-1] if joined else None
        if spaced and before is not None and _continues(before, figure):
            value = before.number.value * 1000 + figure.number.value
            number = replace(figure.number, value=value)
            words = (*before.words, *figure.words)
            joined[-1] = replace(figure, number=number, words=words, opens=before.opens)
        else:
            joined.append(figure)
    return joined


def _continues(left: Figure, right: Figure) -> bool:
    """Return whether two whole numbers stand as the groups of one."""
    first, last = left.words[-1], right.words[0]
    leads = first.text.isdigit() and (len(left.words) > 1 or len(first.text) <= 3)
    group = re.fullmatch(r"\d{3}(?!\d).*", last.text) is not None
    whole = right.number.value == right.number.value.to_integral_value()
    return leads and group and whole and 0 <= last.x0 - first.x1 < blank(last)


def _figure(
    segment: Segment, line: Line, number: Numeral, words: tuple[Word, ...], following: str
) -> Figure:
    opens = segment.words[0] is words[0]
    return Figure(number, words, line.index, following, _unit_end(segment, words), opens)


def _unit_end(segment: Segment, words: Sequence[Word]) -> float:
    """Return where the cell of a number and its unit ends, 0 if other words share the cell."""
    rest = segment.words[segment.words.index(words[-1]) + 1 :]
    alone = segment.words[0] is words[0] and len(rest) == 1
    is_unit = alone and not any(c.isdigit() for c in rest[0].text)
    return rest[0].x1 if is_unit else 0.0


def _signed(figure: Figure, line: Line) -> Figure:
    """Return the figure below zero where its minus is a word of its own before it."""
    place = line.words.index(figure.words[0])
    before = line.words[place - 1] if place else None
    if before is None or before.text not in _MINUS or not figure.money:
        return figure
    if figure.words[0].x0 - before.x1 > 0.6 * before.height:
        return figure
    below = replace(figure.number, value=-abs(figure.number.value))
    return replace(figure, number=below, words=(before, *figure.words))
