"""The back room that reads a page by OCR: run as a process of its own, one page after another.

``python -P -m documents.ocr`` is asked for a page of a file and answers with a ``Scan``. It has a
process to itself because the engine needs more memory than reading a text layer may take.
"""

from functools import cache
from typing import Any

import pypdfium2

from documents.ocr_engine import Engine
from documents.ocr_page import size_of, straightened
from documents.ocr_words import words_of
from documents.scans import Scan, ScannedWord
from documents.serving import serve

MEGABYTES = 4096
"""Memory that a page may take; the engine's models and workspace are about a quarter of it."""
CPU_SECONDS = 60
"""Processor time that a page may take."""
_LONGEST = 2340
"""Pixels of a page's longer side: 200 to the inch on A4, whatever size the file claims."""

_HUGE = 0.12
"""Share of a page's longer side from which on what looks like a letter is a drawing."""


@cache
def _engine() -> Engine:
    return Engine()


def scan(body: bytes, number: int) -> Scan:
    """Return what is printed on page ``number`` of a file, counted from 1."""
    document = pypdfium2.PdfDocument(body)
    with document:
        if document.get_formtype():
            document.init_forms()
        page = document[number - 1]
        width, height = page.get_size()
        scale = size_of(width, height, _LONGEST)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        page.close()
    straight = straightened(picture, _engine().lines)
    words = [
        word
        for line in straight.lines
        if line.height < _HUGE * _LONGEST
        for word in words_of(line, straight.grey)
    ]
    sides = (width, height) if straight.turn % 2 == 0 else (height, width)
    return Scan(
        page=number,
        words=tuple(
            ScannedWord(
                text=word.text,
                box=tuple(round(edge / scale, 2) for edge in word.box),
                confidence=round(word.surety, 3),
            )
            for word in words
        ),
        turn=straight.turn,
        lean=straight.lean,
        width=sides[0],
        height=sides[1],
    )


def _answer(frame: dict[str, Any], body: bytes) -> str:
    return scan(body, frame["page"]).model_dump_json()


if __name__ == "__main__":
    serve(_answer, MEGABYTES, CPU_SECONDS)
