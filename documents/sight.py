"""What a finder is shown: the page with its labels, the tables, the conventions of the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.labels import Hit
from documents.regions import Page
from documents.rows import Table
from documents.typed import Conventions
from documents.words import Line, Segment, overlap


@dataclass(frozen=True)
class Sight:
    """One document before its finders."""

    page: Page
    tables: Sequence[Table]
    conventions: Conventions
    wanted: tuple[str, ...]
    """Fields that its kind asks for."""

    def hits(self, role: str) -> Iterator[Hit]:
        """Return the labels that name ``role``, top to bottom."""
        return (hit for hits in self.page.hits for hit in hits if role in hit.roles)

    def segments(self) -> Iterator[Segment]:
        """Return every phrase, top to bottom."""
        return (segment for line in self.page.lines for segment in line.segments)

    def under(self, hit: Hit) -> list[Segment]:
        """Return the phrases of the column under a label, down to the next label in it."""
        found: list[Segment] = []
        for line in self.page.lines[hit.line.index + 1 :]:
            if line.page != hit.line.page or self._ends_column(line, hit):
                break
            found += [
                s for s in line.segments if overlap((s.box[0], s.box[2]), (hit.x0, hit.x1)) > 0
            ]
        return found

    def next_under(self, head: Segment) -> list[Segment]:
        """Return the first phrase under another one, close to it; nothing if there is none."""
        height = head.box[3] - head.box[1]
        for segment in self.segments():
            gap = segment.box[1] - head.box[3]
            across = overlap((segment.box[0], segment.box[2]), (head.box[0], head.box[2]))
            if segment.page == head.page and -0.3 * height < gap < 3.2 * height and across > 0:
                return [segment]
        return []

    def in_box(self, hit: Hit) -> list[Segment]:
        """Return the phrase in the box under a label, wherever in the box it stands.

        The box reaches from the label's left edge to the next phrase on its line.
        """
        line = hit.line
        right = min((s.box[0] for s in line.segments if s.box[0] > hit.x1), default=float("inf"))
        for lower in self.page.lines[line.index + 1 :]:
            near = lower.box[1] - line.box[3] < 1.8 * max(line.height, self.page.least)
            if lower.page != line.page or not near:
                break
            inside = [s for s in lower.segments if hit.x0 - 4 < s.box[0] and s.box[2] < right + 2]
            if inside and lower.box[1] > line.box[1] + 0.5 * line.height:
                return inside[:1]
        return []

    def _ends_column(self, line: Line, hit: Hit) -> bool:
        return any(
            other.exact and overlap((other.x0, other.x1), (hit.x0, hit.x1)) > 0
            for other in self.page.hits[line.index]
        )
