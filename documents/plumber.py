"""The back room of pdfplumber: a second reader, slow, for a page whose fast text is suspicious."""

import io
from typing import TYPE_CHECKING

from documents.words import Word

if TYPE_CHECKING:
    import pdfplumber


def second_words(body: bytes, page: int) -> list[Word]:
    """Return the words of one page, counted from 1; none where this reader fails too."""
    # A third of a child's start-up, for few pages.
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(body), pages=[page]) as document:
            return [word for opened in document.pages for word in _words_of(opened)]
    except Exception:  # any of pdfminer's many errors means that it has nothing to add
        return []


def _words_of(page: "pdfplumber.page.Page") -> list[Word]:
    """Return the words of a page; doubled letters of a fake bold are taken once."""
    left, top = page.bbox[0], page.bbox[1]
    found = page.dedupe_chars(tolerance=1).extract_words(
        x_tolerance_ratio=0.18, y_tolerance=2, keep_blank_chars=False
    )
    return [
        Word(
            w["text"].replace("\x00", "-"), page.page_number,
            w["x0"] - left, w["top"] - top, w["x1"] - left, w["bottom"] - top,
        )
        for w in found
        if w["x1"] > w["x0"] and w["upright"]
    ]  # fmt: skip
