"""Pages drawn with letters: words with boxes from plain text, so that no PDF is needed."""

import re

from documents.words import Word

LETTER = 5.0
"""Width of a letter in points; a letter is ten points high and a line fourteen."""


def words(text: str, page: int = 1) -> list[Word]:
    """Return the words of a page drawn in text: column × width is x, line × 14 is top."""
    return [
        Word(
            match.group(),
            page,
            match.start() * LETTER,
            row * 14.0,
            match.end() * LETTER,
            row * 14.0 + 10.0,
        )
        for row, line in enumerate(text.strip("\n").splitlines())
        for match in re.finditer(r"\S+", line)
    ]
