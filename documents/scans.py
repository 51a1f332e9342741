"""Scans: what OCR read on pages whose text layer is none or no use, as it travels between rooms."""

from customs.payload import Payload
from documents.words import Word


class ScannedWord(Payload):
    """A word with its place on the straightened page, in points, and how sure the engine is."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


class Scan(Payload):
    """What OCR read on one page."""

    page: int
    """Counted from 1."""
    words: tuple[ScannedWord, ...]
    turn: int
    """Quarter turns counter-clockwise that the text stands off upright on the page as shown."""
    lean: float
    """Degrees clockwise that the paper lay askew in the scanner."""
    width: float
    height: float
    """Size of the straightened page in points."""


class Scans(Payload):
    """What OCR made of the pages that it was asked for; a page that is missing was not read."""

    pages: tuple[Scan, ...] = ()
    hindrance: str = ""
    """Why pages are missing, said to a person."""
    seconds: float = 0.0
    """What it took on the clock of the wall."""


class Unclear(Payload):
    """The answer of a reading child that needs these pages read by OCR before it goes on."""

    unclear: tuple[int, ...]


def words_of(scan: Scan) -> tuple[Word, ...]:
    """Return the words of a scanned page as every engine hands them over."""
    return tuple(
        Word(word.text, scan.page, *word.box, confidence=word.confidence, source="ocr")
        for word in scan.words
    )
