"""Headings: a title that goes on with the paper's own number and date ("Rechnung Nr. 17 vom …")."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median

from documents import typed
from documents.dates import find_date
from documents.fields import Candidate
from documents.folding import fold, tokens
from documents.kinds import DOCUMENTS
from documents.labels import WEAK, Hit
from documents.numerals import currency_code
from documents.regions import Page
from documents.typed import Conventions, from_words
from documents.words import Line, Segment, Word

_TITLE = re.compile(
    r"invoice|bill|rechnung|faktura|gutschrift|facture|avoir|factura|fatura|fattura|factuur|"
    r"laskupohja|credit|receipt|szamla"
)
"""What the first words of a heading hold; compounds like Schlussrechnung hold it too."""
_MARK = re.compile(r"(no|nr|n|num|nro|numero|number|nummer|#|c|id)\.?:?$")
_JOINT = re.compile(
    r"^(vom|von|du|of|dated|date|del|de|da|di|from|issued|le|van|z|dnia|datum|data|fecha|den|am|at|on)$"
)
_NUMBER = re.compile(r"(?=.*\d)[\w#][\w./#–-]*$")
_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\.?|\d{4}-\d{2}-\d{2}\.?")
_NO_PREFIX = frozenset(["VAT", "PAGE", "COPY", "FOR", "TAX", "OF"])
_MOST_TITLE, _MOST_NUMBER = 5, 4
_MARKED, _BARE, _LARGE = 0.86, 0.66, 0.1
_DATED = 0.93


def heading_candidates(page: Page, conventions: Conventions, number: str) -> list[Candidate]:
    """Return the number (as field ``number``) and the date that headings say after their title."""
    shown = [line for line in page.lines if line.page <= page.lines[0].page + 1]
    usual = median(line.height for line in shown) if shown else 1.0
    return [
        candidate
        for line in shown
        for segment in line.segments
        if _is_heading(segment)
        for candidate in _read(page, line, segment, conventions, (number, usual))
    ]


def _is_heading(segment: Segment) -> bool:
    first = " ".join(fold(word.text) for word in segment.words[:2])
    return len(segment.words) > 1 and (_TITLE.search(first) is not None or _titled(segment.text))


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    groups = [title for kind in DOCUMENTS for group in kind.titles.values() for title in group]
    return frozenset(tokens(title) for title in groups)


def _titled(text: str) -> bool:
    words = tokens(text)
    return any(words[:size] in _titles() for size in (1, 2, 3))


def _read(
    page: Page, line: Line, segment: Segment, conventions: Conventions, of: tuple[str, float]
) -> Iterator[Candidate]:
    field, usual = of
    words = _with_next(page, line, segment)
    start = _number_at(words, [h for h in page.hits[line.index] if h.x0 > segment.box[0] + 1])
    if start is None:
        return
    place, marked = start
    end, joined = _number_end(words, place)
    large = line.height >= 1.2 * usual
    sure = (_MARKED if marked else _BARE) + (_LARGE if large else 0.0)
    text = " ".join(word.text for word in words[place:end]).strip(" .,;:#()")
    if len(segment.words) > place:
        rule = f"heading:{field}"
        yield Candidate(field, from_words(text, words[place:end]), sure, line.index, rule)
    if joined is not None:
        rest = Segment(tuple(words[joined:]))
        dated = typed.day([rest], conventions)
        if dated is not None:
            sure = _DATED * dated.trust
            yield Candidate("issue_date", dated, sure, line.index, "heading:issue_date")


def _with_next(page: Page, line: Line, segment: Segment) -> list[Word]:
    """Return the words of a heading, and of the next line if it ends in "dated"."""
    words = list(segment.words)
    if not _JOINT.match(fold(words[-1].text)):
        return words
    after = page.lines[line.index + 1 : line.index + 2]
    if after and after[0].page == line.page and after[0].box[1] - line.box[3] < 0.8 * line.height:
        words += [
            w for s in after[0].segments[:1] if abs(s.box[0] - segment.box[0]) < 3 for w in s.words
        ]
    return words


def _number_at(words: Sequence[Word], hits: Sequence[Hit]) -> tuple[int, bool] | None:
    """Return where the number begins and whether a sign for "number" stands before it."""
    strange = [
        h.first.word
        for h in hits
        if max(h.roles.values()) > WEAK and "invoice_number" not in h.roles
    ]
    for place in range(1, min(len(words), _MOST_TITLE + 1)):
        word = words[place]
        if strange and word.x0 >= min(hits[0].line.words[n].x0 for n in strange):
            return None
        before = words[max(0, place - 2) : place]
        marked = any(_MARK.fullmatch(fold(w.text)) for w in before[-1:]) or (
            _is_prefix(before[-1].text) and _MARK.fullmatch(fold(before[0].text)) is not None
        )
        glued = re.match(r"(?:n[o°º]|nr|#)\.?:?\s?(?=\S*\d)", fold(word.text)) is not None
        if not _NUMBER.match(word.text.strip("():,;")) and not glued:
            continue
        bracketed = word.text.startswith("(")
        if (_DATE_LIKE.fullmatch(word.text) and not _is_prefix(before[-1].text)) or (
            bracketed and not marked
        ):
            continue
        if place > 1 and _is_prefix(words[place - 1].text):
            return place - 1, marked
        titled = place <= 2 or tokens(" ".join(w.text for w in words[:place])) in _titles()
        if marked or glued or (titled and not _followed_by_unit(words, place)):
            return place, marked or glued
    return None


def _is_prefix(text: str) -> bool:
    """Return whether a word is the letters of a number that go before a blank (FV 12/2026)."""
    known = _MARK.fullmatch(fold(text)) or text in _NO_PREFIX or currency_code(text)
    return re.fullmatch(r"[A-Z]{1,5}[-/]?", text) is not None and not known


def _followed_by_unit(words: Sequence[Word], place: int) -> bool:
    """Return whether a figure counts or dates something ("Invoice 2 of 3", "Invoice 12 May")."""
    following = fold(words[place + 1].text) if place + 1 < len(words) else ""
    return (
        following in ("of", "de", "von", "/", "di")
        or find_date(" ".join(w.text for w in words[place : place + 3]), None) is not None
    )


def _number_end(words: Sequence[Word], place: int) -> tuple[int, int | None]:
    """Return where the number ends, and where the date after it begins, None if there is none."""
    least = place + 1 if any(c.isdigit() for c in words[place].text) else place + 2
    for joint in range(least, min(len(words), place + 1 + _MOST_NUMBER)):
        rest = words[joint + 1 : joint + 5]
        if _JOINT.match(fold(words[joint].text).strip(":.")) and rest and _dated(rest):
            return joint, joint + 1
        if _DATE_LIKE.fullmatch(words[joint].text.strip(",;")):
            return least, joint
    return least, None


def _dated(words: Sequence[Word]) -> bool:
    return find_date(" ".join(word.text for word in words), None) is not None
