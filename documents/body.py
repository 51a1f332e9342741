"""The body of a table: the lines under a head, up to the words that end it.

A word such as "total" ends a table only if no row follows it that the columns and arithmetic
prove: subtotals between groups and sums carried over a page stand inside the table.
"""

import re
from collections import Counter
from collections.abc import Sequence

from documents.labels import column_labels, stop_labels
from documents.numerals import numeral
from documents.words import Line

_FURNITURE = 0.17
"""Share of a page's height, at its top and at its bottom, where headings repeat."""
_DIGITS = re.compile(r"\d+")
_MONEY = re.compile(r"\d[.,]\d{2}(?!\d)")
_MOST_PAGES = 40
_COPY = 0.85
"""Share of equal lines from which a page is a copy of another."""
_GAP = 9.0
"""Empty space, in letter heights, that ends a table unless proven rows follow it."""


def furniture_of(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that every page repeats: letterheads, page numbers, footers."""
    if not lines or lines[0].page == lines[-1].page:
        return frozenset()
    bottom = max(line.box[3] for line in lines)
    marks = {
        line.index: (round(line.box[1] / 4), _DIGITS.sub("0", line.text))
        for line in lines
        if not _FURNITURE < line.middle / bottom < 1 - _FURNITURE and not _MONEY.search(line.text)
    }
    often = Counter(marks.values())
    return frozenset(index for index, mark in marks.items() if often[mark] > 1)


def copies_of(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines of pages that say what an earlier page says: duplicates, triplicates."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    seen: list[set[str]] = []
    found: set[int] = set()
    for own in pages.values():
        texts = {line.text for line in own}
        if any(len(texts & other) > _COPY * max(len(texts), len(other)) for other in seen):
            found |= {line.index for line in own}
        seen.append(texts)
    return frozenset(found)


def body_of(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """Return the lines from ``start`` up to the first that ends a table."""
    kept: list[Line] = []
    for line in lines[start:end]:
        if kept and (_far(kept, line) or (stops(line) and not charge(line))):
            break
        kept.append(line)
    return kept


def _far(kept: Sequence[Line], line: Line) -> bool:
    """Return whether a line stands so far from those above that it begins something else."""
    if line.page != kept[-1].page:
        return line.page > kept[0].page + _MOST_PAGES
    return line.box[1] - kept[-1].box[3] > _GAP * line.height


def stops(line: Line) -> bool:
    """Return whether a total or a payment line ends the table here."""
    hits = [hit for hit in stop_labels().hits(line) if hit.leads]
    if not hits:
        return False
    if hits[-1].exact and _is_sum(line, hits[-1].last.word):
        return True
    first = hits[0]
    if first.first.word > 0 and not (first.exact or first.colon):
        return False
    before = [w for w in line.words[: first.first.word] if any(c.isalpha() for c in w.text)]
    return not before and (first.exact or first.colon or _has_number_after(line, first.last.word))


def charge(line: Line) -> bool:
    """Return whether a line opens with a charge and ends with its sum: freight, packing."""
    hits = column_labels().hits(line)
    opens = any(hit.first.word == 0 and "charge" in hit.roles for hit in hits)
    return opens and _is_sum(line, len(line.words) - 2)


def summary(line: Line) -> bool:
    """Return whether a line opens with the word of a total, of tax or of a carried sum."""
    hits = stop_labels().hits(line)
    return any(
        hit.leads and not any(c.isalpha() for w in line.words[: hit.first.word] for c in w.text)
        for hit in hits
    )


def _is_sum(line: Line, place: int) -> bool:
    """Return whether nothing but one sum stands to the right of a total's label."""
    after = line.words[place + 1 :]
    text = "".join(word.text for word in after)
    return len(after) <= 3 and bool(_MONEY.search(text)) and numeral(text, ".") is not None


def _has_number_after(line: Line, place: int) -> bool:
    """Return whether a sum stands at the end of a line that begins with a total's label."""
    after = [word.text for word in line.words[place + 1 :]]
    return len(after) <= 6 and any(numeral(text, ".") for text in after[-2:])
