"""Splitting: where one document of a file ends and the next begins, and which is a mere copy.

Suppliers scan a whole set into one file. A page begins a document when its numbering restarts,
when another kind's title stands on top, or when another number is given; a page that repeats an
earlier one word for word is a copy of it (ORIGINAL, DUPLICATE, …), told but not read again.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.codes import identifier
from documents.folding import fold, tokens
from documents.kinds import DocumentKind
from documents.labels import WEAK, field_labels
from documents.recognition import recognise, titled
from documents.regions import Page, below, right_of
from documents.typed import Conventions
from documents.words import Line, Word, lines_of

_NUMBERING = re.compile(
    r"(?:\b(?:page|pag|pagina|seite|blatt|feuille|folha|foglio|hoja|sheet|strona|sayfa|页)\b[.:º°]*\s*)"
    r"(\d{1,3})\s*(?:/|of|de|von|sur|di|do|z|van|al|共)\s*(\d{1,3})\b"
)
_COPY = re.compile(
    r"\b(\d(?:st|nd|rd)? original|original|duplicat\w*|triplicat\w*|copy|copia|kopie|\w+ via|via)\b"
)
_TOP = 0.4
"""Share of a page, from above, in which its title stands."""
_SURE = 0.9
"""How sure a page without a title must be of another kind to begin a document."""
_ALIKE = 0.9
"""Share of words in common from which a page is a copy of another."""
_NUMBERS = ("invoice_number", "document_number", "bl_number")
_ALL_LABELS = ("fields.yaml", "parties.yaml", "transport.yaml")
_ANY = Conventions(".", None)


@dataclass(frozen=True)
class Span:
    """Pages of a file that are one document, counted from 1."""

    first: int
    last: int
    copy_of: int | None = None
    """First page of the document that it repeats, None if it is read for itself."""
    mark: str = ""
    """What it calls itself where it is a copy: DUPLICATE, 2ª via."""

    @property
    def pages(self) -> range:
        """Return the numbers of its pages."""
        return range(self.first, self.last + 1)


def split(words_by_page: Sequence[Sequence[Word]]) -> list[Span]:
    """Return the documents of a file in their order; the first is never a copy."""
    if len(words_by_page) < 2:
        return [Span(1, len(words_by_page))]
    sheets = [_Sheet(n, lines_of(words)) for n, words in enumerate(words_by_page, 1)]
    groups: list[list[_Sheet]] = []
    for sheet in sheets:
        if groups and not _begins(groups, sheet):
            groups[-1].append(sheet)
        else:
            groups.append([sheet])
    return [_span(groups[:n], group) for n, group in enumerate(groups)]


class _Sheet:
    """One page, with what tells whether it begins a document; each is found when asked for."""

    def __init__(self, number: int, lines: Sequence[Line]) -> None:
        self.number = number
        self.lines = lines

    @cached_property
    def numbering(self) -> tuple[int, int] | None:
        """Return "page n of m" as printed."""
        for line in self.lines:
            if match := _NUMBERING.search(fold(line.text)):
                page, pages = int(match[1]), int(match[2])
                return (page, pages) if 1 <= page <= pages else None
        return None

    @cached_property
    def title(self) -> DocumentKind | None:
        """Return the kind that the top of the page names."""
        height = max((line.box[3] for line in self.lines), default=0.0)
        return titled([ln for ln in self.lines if ln.box[1] < _TOP * height], self.lines)

    @cached_property
    def kind(self) -> DocumentKind | None:
        """Return the kind that the whole page speaks for."""
        return self.title or recognise(self.lines).kind

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Return what the page calls its own number, by label."""
        labels = field_labels(_ALL_LABELS)
        page = Page(self.lines, [labels.hits(line) for line in self.lines])
        found: dict[str, str] = {}
        for hit in (hit for hits in page.hits for hit in hits if hit.leads):
            for role in _NUMBERS:
                if hit.roles.get(role, 0.0) > WEAK and role not in found:
                    places = [*right_of(page, hit)[:1], *(below(page, hit) if hit.exact else [])]
                    value = next((v for s in places if (v := identifier([s], _ANY))), None)
                    if value is not None:
                        found[role] = value.text
        return found

    @cached_property
    def words(self) -> Counter[str]:
        """Return the words of the page, those that call it a copy left out."""
        text = _COPY.sub(" ", fold("\n".join(line.text for line in self.lines)))
        return Counter(tokens(text))


def _begins(groups: Sequence[Sequence[_Sheet]], sheet: _Sheet) -> bool:
    """Return whether a page begins a document, given those before it."""
    group = groups[-1]
    before, here = group[-1].numbering, sheet.numbering
    if sheet.title is not None and sheet.title is not group[0].kind:
        return True
    if here is not None and before is not None:
        return here != (before[0] + 1, before[1]) and here[0] == 1
    if any(_alike(other[0], sheet) for other in groups):
        return True
    return _other_number(group[0], sheet) or _surely_another(group[0], sheet)


def _surely_another(first: _Sheet, sheet: _Sheet) -> bool:
    """Return whether a page is plainly of another kind, though no title stands on its top."""
    found = recognise(sheet.lines)
    return found.kind not in (None, first.kind) and found.confidence >= _SURE


def _other_number(first: _Sheet, sheet: _Sheet) -> bool:
    """Return whether a page with a title gives a number of its own that the document does not."""
    if sheet.title is None:
        return False
    return bool(sheet.numbers) and set(first.numbers.values()).isdisjoint(sheet.numbers.values())


def _alike(one: _Sheet, other: _Sheet) -> bool:
    most = max(one.words.total(), other.words.total())
    return most > 0 and (one.words & other.words).total() >= _ALIKE * most


def _span(before: Sequence[Sequence[_Sheet]], group: Sequence[_Sheet]) -> Span:
    first, last = group[0].number, group[-1].number
    for other in before:
        pairs = zip(other, group, strict=False)
        if len(other) == len(group) and all(_alike(a, b) for a, b in pairs):
            return Span(first, last, other[0].number, _mark(group[0]))
    return Span(first, last)


def _mark(sheet: _Sheet) -> str:
    for line in sheet.lines:
        for segment in line.segments:
            if len(segment.words) < 4 and _COPY.search(fold(segment.text)):
                return segment.text
    return ""
