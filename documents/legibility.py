"""Legibility: values read from scanned words say so, and are as sure as their least sure letter."""

from collections.abc import Mapping, Sequence

from documents.reading import Field
from documents.words import Box, Word


def headers_as_printed(
    fields: Mapping[str, Field], words_by_page: Mapping[int, Sequence[Word]]
) -> dict[str, Field]:
    """Return the header fields of scanned pages marked, their confidence lowered by OCR's own."""
    return {name: _marked(field, words_by_page, lowered=True) for name, field in fields.items()}


def lines_as_printed(
    lines: Sequence[Mapping[str, Field]], words_by_page: Mapping[int, Sequence[Word]]
) -> tuple[dict[str, Field], ...]:
    """Return the lines marked likewise; OCR's surety is in their evidence already."""
    return tuple(
        {name: _marked(field, words_by_page, lowered=False) for name, field in line.items()}
        for line in lines
    )


def _marked(field: Field, words_by_page: Mapping[int, Sequence[Word]], lowered: bool) -> Field:
    words = [word for word in words_by_page.get(field.page, ()) if _within(field.box, word)]
    if not words or field.read_by != "text":
        return field
    sure = min(word.confidence for word in words) if lowered else 1.0
    return field.model_copy(
        update={"read_by": "ocr", "confidence": round(field.confidence * sure, 4)}
    )


def _within(box: Box, word: Word) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= word.middle <= bottom
