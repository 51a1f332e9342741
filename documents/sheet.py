"""A document as tables are looked for in it: its lines, its numbers, what repeats on its pages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from documents.figures import Figure, figures_of
from documents.printed_sums import PrintedSums, printed_sums
from documents.words import Line


@dataclass(frozen=True)
class Sheet:
    """A document as tables are looked for in it."""

    lines: Sequence[Line]
    mark: str
    figures: Mapping[int, Sequence[Figure]]
    """Every number, by its line."""
    printed: PrintedSums
    furniture: Collection[int]
    copies: Collection[int] = frozenset()
    """Lines of pages that repeat another page of the file: its duplicate, its triplicate."""

    def without_furniture(self, lines: Sequence[Line]) -> list[Line]:
        """Return the lines that are no letterhead, footer or page number."""
        return [line for line in lines if line.index not in self.furniture]

    def figures_on(self, lines: Sequence[Line]) -> list[Figure]:
        """Return the numbers that some lines print."""
        return [figure for line in lines for figure in self.figures.get(line.index, ())]


def sheet_of(
    lines: Sequence[Line],
    reading: tuple[str, bool],
    furniture: Collection[int],
    copies: Collection[int],
) -> Sheet:
    """Return a document with its numbers read in one way: decimal mark, blanks in thousands."""
    found = figures_of(lines, *reading)
    by_line: dict[int, list[Figure]] = {}
    for figure in found:
        by_line.setdefault(figure.line, []).append(figure)
    return Sheet(lines, reading[0], by_line, printed_sums(found), furniture, copies)
