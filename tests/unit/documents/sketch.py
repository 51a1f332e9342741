"""Sketches: invoices drawn with a typewriter, turned into words with boxes as an engine gives them.

A sketch file says first what a reader must find (``field: value`` lines), then, under ``---``,
how the paper looks. Two blanks begin a new phrase, as a wide gap does on paper.
"""

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from documents.words import Word

HERE = Path(__file__).parent / "sketches"
_WIDE, _STEP, _LINE, _LETTER = 10.0, 5.0, 12.6, 10.6
_LEFT, _TOP = 40.0, 40.0


class Sketch(NamedTuple):
    """A drawn paper and what it says."""

    name: str
    truth: dict[str, str]
    words: list[Word]


def sketches() -> list[Sketch]:
    """Return every sketch of the folder."""
    return [read_sketch(path) for path in sorted(HERE.glob("*.txt"))]


def read_sketch(path: Path) -> Sketch:
    """Return one sketch."""
    head, _, drawing = path.read_text("utf-8").partition("---\n")
    truth = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return Sketch(path.stem, truth, words_of_drawing(drawing))


def words_of_drawing(drawing: str) -> list[Word]:
    """Return the words of a drawing, each letter five points wide (Chinese ones ten)."""
    words = []
    for row, line in enumerate(drawing.splitlines()):
        edges = [_LEFT]
        for letter in line:
            edges.append(edges[-1] + _width(letter))
        top = _TOP + row * _LINE
        for match in re.finditer(r"\S+", line):
            x0, x1 = edges[match.start()], edges[match.end()]
            words.append(Word(match[0], 1, x0, top, x1 + 0.3, top + _LETTER))
    return words


def _width(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _STEP
