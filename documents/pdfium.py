"""The back room of pdfium: the words of each page with their boxes, some hundred pages a second.

Boxes are brought into reading space, where most text stands upright: /Rotate and CropBox are
applied here, and a page whose text lies on its side or its head says by how much (``turn``).
pdfium knows no threads and can answer wrongly without an error: one process, one thread.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

from documents.glyphs import BLANK, Glyph, Run, runs_of
from documents.joining import legible, words_of
from documents.pdfium_drawn import drawn_on
from documents.pdfium_ink import Rect, seen
from documents.turning import Stand
from documents.words import Word

_FILLED = frozenset({3, 13, 20})
"""Annotations that print words of their own: free text, stamp, form field (ISO 32000-1, 12.5.6)."""
_BLANKS = frozenset({0x20, 0xA0, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x3000})
_HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-"}
"""What pdfium says for a hyphen at the end of a line."""
_NOTHING = frozenset({0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF})
_ASKEW = 0.06
"""Quarter turns by which text may lean and still count as upright."""
_DESCENT = 0.22
"""Share of the letter size that hangs below the base line."""


@dataclass(frozen=True)
class PageText:
    """The words of one page in reading space, and what is odd about them."""

    words: tuple[Word, ...]
    stand: Stand
    """Size of the page in reading space, and how that is turned against the page as shown."""
    letters: int
    unmapped: int
    """Letters whose code means nothing: no Unicode, or one of private use."""
    unseen: int
    """Letters painted with no ink, as an OCR layer over a picture is."""
    pictured: float
    """Share of the page that pictures cover."""
    shapes: int
    """Things drawn that are no letters."""


def open_document(body: bytes) -> pypdfium2.PdfDocument:
    """Return the open document.

    Raises:
        pypdfium2.PdfiumError: it is locked or damaged.
    """
    document = pypdfium2.PdfDocument(body)
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    return document


def pages_of(document: pypdfium2.PdfDocument) -> Iterator[PageText]:
    """Yield the text of each page; a page is released before the next is opened."""
    for place in range(len(document)):
        yield page_text(document, place)


def page_text(document: pypdfium2.PdfDocument, place: int) -> PageText:
    """Return the text of the page at ``place``, counted from 0."""
    page = document[place]
    try:
        if _has_filled(page) and page.flatten() == raw.FLATTEN_SUCCESS:
            page.close()
            page = document[place]
        return _text_of(page, place + 1)
    finally:
        page.close()


def _has_filled(page: pypdfium2.PdfPage) -> bool:
    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, place)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _FILLED:
            return True
    return False


def _text_of(page: pypdfium2.PdfPage, number: int) -> PageText:
    text = page.get_textpage()
    try:
        angle = _main_angle(text.raw)
        reading = _Frame(page, angle)
        runs = _upright(text.raw, runs_of(_glyphs(text.raw, reading.place)), angle, reading)
        visible, unseen = seen(page, text.raw, runs, reading.place)
        words = [
            Word(legible(run.text), number, run.x0, run.top, run.x1, run.bottom)
            for run in words_of(visible)
        ]
    finally:
        text.close()
    drawn = drawn_on(page)
    inside = tuple(word for word in words if reading.holds(word))
    return PageText(
        inside,
        Stand((angle - page.get_rotation() // 90) % 4, reading.width, reading.height),
        letters=sum(len(word.text) for word in inside),
        unmapped=sum(unmapped_in(word.text) for word in inside),
        unseen=unseen,
        pictured=drawn.pictured,
        shapes=drawn.shapes,
    )  # fmt: skip


def unmapped_in(text: str) -> int:
    """Return how many letters of ``text`` have no meaning: no Unicode, or one of private use."""
    nameless = text.count("(cid:")
    if text.isascii():
        return nameless
    return nameless + sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)


class _Frame:
    """Reading space of a page: the file's space cropped, and turned so that text is upright."""

    def __init__(self, page: pypdfium2.PdfPage, angle: int) -> None:
        self._turned: Callable[[Rect], Rect] = _TURNED[angle]
        # Asked of the page as a whole: MediaBox and CropBox alone do not know of inherited ones.
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box))
        visible = self._turned((box.left, box.bottom, box.right, box.top))
        self._x, self._y, right, bottom = visible
        self.width, self.height = right - self._x, bottom - self._y

    def place(self, box: Rect) -> Rect:
        """Return a box of the file's space as x0, top, x1, bottom."""
        x0, top, x1, bottom = self._turned(box)
        return x0 - self._x, top - self._y, x1 - self._x, bottom - self._y

    def holds(self, word: Word) -> bool:
        """Return whether a word stands on the visible page."""
        return 0 <= (word.x0 + word.x1) / 2 <= self.width and 0 <= word.middle <= self.height


_TURNED: tuple[Callable[[Rect], Rect], ...] = (
    lambda b: (b[0], -b[3], b[2], -b[1]),
    lambda b: (b[1], b[0], b[3], b[2]),
    lambda b: (-b[2], b[1], -b[0], b[3]),
    lambda b: (-b[3], -b[2], -b[1], -b[0]),
)
"""From the file's space to reading space, by the quarter turns that its text is turned."""


def _angle(matrix: raw.FS_MATRIX) -> int | None:
    """Return the quarter turns of a letter counter-clockwise, None if it stands askew."""
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _ASKEW else None


def _main_angle(text: object) -> int:
    count = raw.FPDFText_CountChars(text)
    sample = range(0, count, max(1, count // 60))
    matrix = raw.FS_MATRIX()
    seen: Counter[int] = Counter()
    for index in sample:
        inked = raw.FPDFText_GetUnicode(text, index) > 0x20
        if inked and raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
            angle = _angle(matrix)
            seen.update([] if angle is None else [angle])
    return seen.most_common(1)[0][0] if seen else 0


def _glyphs(text: object, place: Callable[[Rect], Rect]) -> Iterator[Glyph]:
    """Yield the letters in the order of the page; of blanks only those that it really draws."""
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _BLANKS or (code < 0x20 and code not in _HYPHENS):
            if not raw.FPDFText_IsGenerated(text, index):
                yield BLANK
        elif code not in _NOTHING and raw.FPDFText_GetLooseCharBox(text, index, at):
            x0, top, x1, bottom = place((box.left, box.bottom, box.right, box.top))
            yield Glyph(_HYPHENS.get(code) or chr(code), x0, top, x1, bottom, index)


def _upright(text: object, runs: Sequence[Run], angle: int, reading: _Frame) -> list[Run]:
    """Return the runs that stand as most of the page does; stamps and margins askew are left.

    Their height is made that of the letters' size about the base line: what fonts say of
    themselves differs so much that words of one line would not stand on one level.
    """
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    kept = []
    for run in runs:
        index = run.glyphs[0].place
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        if _angle(matrix) != angle:
            continue
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y)):
            base = reading.place((x.value, y.value, x.value, y.value))[1]
            _level(run, base, size)
        kept.append(run)
    return kept


def _level(run: Run, base: float, size: float) -> None:
    if 0.5 * run.size < size < 2 * run.size:
        run.bottom = base + _DESCENT * size
        run.top = run.bottom - size
