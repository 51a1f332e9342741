"""The back room that settles which text each page has: its own layer, a second reader's, or OCR's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2

from documents.health import Vitals, ailment, layer_holds
from documents.pdfium import PageText, open_document, pages_of, unmapped_in
from documents.plumber import second_words
from documents.problems import MOST_PAGES
from documents.scans import Scan, Scans, words_of
from documents.turning import Stand
from documents.words import Word

MOST_UNMAPPED = 0.05
"""Share of letters without meaning from which on a page is read a second time."""
ILLEGIBLE = 0.6
"""Mean surety of OCR's words below which a page is no print that the engine knows."""
_LAYER_OF_OTHERS = 0.8
"""How sure the words are that an unknown OCR engine left under a picture."""
_PASSWORD = "password"  # noqa: S105 - a word of pdfium's message


class Unreadable(Exception):
    """The file gives no words: the code of the problem says why."""

    def __init__(self, code: str, pages: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.pages = pages
        self.detail = detail


class NeedsScan(Exception):
    """Some pages must be read by OCR first."""

    def __init__(self, pages: Sequence[int]) -> None:
        super().__init__(str(pages))
        self.pages = tuple(pages)


@dataclass(frozen=True)
class Pages:
    """The pages of a file, and those whose print could not be read."""

    texts: list[PageText]
    unread: tuple[int, ...] = ()

    @property
    def words(self) -> list[tuple[Word, ...]]:
        """Return the words of each page."""
        return [page.words for page in self.texts]

    @property
    def stands(self) -> dict[int, Stand]:
        """Return, by page number, how pages were turned or straightened."""
        return {n: p.stand for n, p in enumerate(self.texts, 1) if p.stand.turn or p.stand.lean}

    @property
    def scanned(self) -> dict[int, tuple[Word, ...]]:
        """Return, by page number, the words that OCR read."""
        return {
            n: page.words
            for n, page in enumerate(self.texts, 1)
            if page.words and page.words[0].source == "ocr"
        }


def pages_in(body: bytes, scans: Scans | None) -> Pages:
    """Return the pages of a file; ``scans`` is what OCR read of them, None if it was not asked.

    Raises:
        Unreadable: the file gives no words.
        NeedsScan: OCR was not asked yet and must be.
    """
    texts = _texts(body)
    ill = {n: why for n, page in enumerate(texts, 1) if (why := _ailment(page)) is not None}
    if ill and scans is None:
        raise NeedsScan(tuple(ill))
    read = {scan.page: scan for scan in scans.pages if _legible(scan)} if scans else {}
    for n, why in ill.items():
        texts[n - 1] = _settled(texts[n - 1], why, read.get(n))
    if not any(c.isalnum() for page in texts for word in page.words for c in word.text):
        code = "scanned" if any(page.pictured for page in texts) else "empty"
        raise Unreadable(code, len(texts), scans.hindrance if scans else "")
    return Pages(texts, tuple(n for n in ill if n not in read))


def _texts(body: bytes) -> list[PageText]:
    """Return the text of every page; what pdfium reads badly is read by the second reader."""
    try:
        document = open_document(body)
    except pypdfium2.PdfiumError as why:
        raise Unreadable("encrypted" if _PASSWORD in str(why).lower() else "damaged") from why
    with document:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise Unreadable("too_long" if count else "empty", count)
        try:
            return [_checked(page, body, n) for n, page in enumerate(pages_of(document), 1)]
        except pypdfium2.PdfiumError as why:
            raise Unreadable("damaged", count) from why
        except MemoryError as why:
            raise Unreadable("damaged", count, "exige memória demais") from why


def _checked(page: PageText, body: bytes, number: int) -> PageText:
    """Return the page, its words by the second reader where the first found no meaning."""
    if page.unmapped <= MOST_UNMAPPED * page.letters or page.stand.turn:
        return page
    words = second_words(body, number)
    unmapped = sum(unmapped_in(word.text) for word in words)
    if not words or unmapped >= page.unmapped:
        return page
    letters = sum(len(word.text) for word in words)
    return replace(page, words=tuple(words), letters=letters, unmapped=unmapped)


def _ailment(page: PageText) -> str | None:
    vitals = Vitals(page.letters, page.unmapped, page.unseen, page.pictured, page.shapes)
    return ailment(vitals, page.words)


def _legible(scan: Scan) -> bool:
    sure = [word.confidence for word in scan.words]
    return not sure or sum(sure) / len(sure) >= ILLEGIBLE


def _settled(page: PageText, why: str, scan: Scan | None) -> PageText:
    """Return the page with the better text: what OCR printed, or the layer that looked ill."""
    if scan is None and why == "nonsense":
        return replace(page, words=())
    if scan is None or layer_holds(page.words, printed := words_of(scan), why):
        return replace(page, words=_doubted(page.words)) if why == "somebody's ocr" else page
    stand = Stand(scan.turn, scan.width, scan.height, scan.lean)
    return replace(page, words=printed, stand=stand)


def _doubted(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(replace(word, confidence=_LAYER_OF_OTHERS, source="ocr") for word in words)
