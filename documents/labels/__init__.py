"""Labels: the words that papers print before, above or at the head of a value.

The words are data (``*.yaml`` beside this file), by language; here they are found on a line.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from documents.folding import token_spans, tokens
from documents.words import Line, Word, overlap

_CODE = re.compile(r"[-_/]\S*\d")

WEAK = 0.6
"""How far a word is believed that also names other things."""

_HERE = Path(__file__).parent
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Token:
    """A folded word of a line, and the part of the printed word that it is."""

    text: str
    word: int
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A label found on a line: what it may name, how strongly, and where it ends."""

    line: Line
    roles: dict[str, float]
    first: Token
    last: Token
    leads: bool
    """Whether it opens a phrase, rather than standing inside one."""
    colon: bool
    exact: bool
    """Whether it is the whole phrase."""

    @property
    def x0(self) -> float:
        """Return the left edge."""
        return part_of(self.line.words[self.first.word], self.first.start).x0

    @property
    def x1(self) -> float:
        """Return the right edge."""
        return part_of(self.line.words[self.last.word], 0, self.last.end).x1


class Dictionary:
    """Label words of some roles, ready to be found on lines; the longest match wins."""

    def __init__(self, phrases: dict[tuple[str, ...], dict[str, float]]) -> None:
        self._phrases = phrases
        self._longest: dict[str, int] = {}
        for phrase in phrases:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def roles_of(self, text: str) -> dict[str, float]:
        """Return what ``text`` as a whole names."""
        return self._phrases.get(tokens(text), {})

    def hits(self, line: Line) -> list[Hit]:
        """Return the labels on ``line``, left to right, none overlapping."""
        row, found, place = _tokens_of(line), [], 0
        while place < len(row):
            length = self._match(line, row, place)
            if length:
                found.append(self._hit(line, row, place, length))
            place += length or 1
        return found

    def _match(self, line: Line, row: list[Token], place: int) -> int:
        for length in range(self._longest.get(row[place].text, 0), 0, -1):
            part = row[place : place + length]
            known = tuple(t.text for t in part) in self._phrases
            if known and _close(line, part) and not _opens_a_code(line, part[-1]):
                return len(part)
        return 0

    def _hit(self, line: Line, row: list[Token], place: int, length: int) -> Hit:
        first, last = row[place], row[place + length - 1]
        words = line.words
        rest = words[last.word].text[last.end :]
        after = words[last.word + 1] if last.word + 1 < len(words) else None
        ends = not rest.strip(" :.") and (
            after is None or _gap(words[last.word], after) > 0.9 * after.height
        )
        opens = first.start == 0 or not words[first.word].text[: first.start].strip("(*-•")
        before = words[first.word - 1] if first.word else None
        leads = opens and (
            before is None
            or _gap(before, words[first.word]) > 0.9 * before.height
            or before.text[-1] in ":|*-–/"
        )
        return Hit(
            line,
            self._phrases[tuple(t.text for t in row[place : place + length])],
            first,
            last,
            leads=leads,
            colon=rest.lstrip(" .)").startswith((":", "：")) or _is_colon(rest, after),
            exact=leads and ends,
        )


def _is_colon(rest: str, after: Word | None) -> bool:
    return not rest.strip(".)") and after is not None and after.text.startswith((":", "："))


def _gap(left: Word, right: Word) -> float:
    return -overlap((left.x0, left.x1), (right.x0, right.x1))


def _opens_a_code(line: Line, token: Token) -> bool:
    """Return whether a word goes on as a number does: the PO of ``PO-2026-08847``."""
    return _CODE.match(line.words[token.word].text[token.end :]) is not None


def _close(line: Line, part: list[Token]) -> bool:
    words = line.words[part[0].word : part[-1].word + 1]
    return all(_gap(a, b) <= 0.9 * a.height for a, b in pairwise(words))


def _tokens_of(line: Line) -> list[Token]:
    return [
        Token(text, place, start, end)
        for place, word in enumerate(line.words)
        for text, start, end in token_spans(word.text)
    ]


def part_of(word: Word, start: int, end: int | None = None) -> Word:
    """Return the letters ``start:end`` of a word, its box cut in proportion."""
    end = len(word.text) if end is None else end
    step = (word.x1 - word.x0) / max(len(word.text), 1)
    x0, x1 = word.x0 + step * start, word.x0 + step * end
    return Word(word.text[start:end], word.page, x0, word.top, x1, word.bottom)


def _phrases(*files: str) -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for file in files:
        table = yaml.load((_HERE / file).read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
        for role, words in table.items():
            levels = words if "strong" in words or "weak" in words else {"strong": words}
            for level, languages in levels.items():
                strength = 1.0 if level == "strong" else WEAK
                for phrase in (p for phrases in languages.values() for p in phrases):
                    roles = found.setdefault(tokens(str(phrase)), {})
                    roles[role] = max(strength, roles.get(role, 0.0))
    found.pop((), None)
    return found


@cache
def field_labels() -> Dictionary:
    """Return the labels of header fields and parties."""
    return Dictionary(_phrases("fields.yaml", "parties.yaml"))


@cache
def column_labels() -> Dictionary:
    """Return the heads of table columns."""
    return Dictionary(_phrases("columns.yaml"))


@cache
def stop_labels() -> Dictionary:
    """Return the words that end a table of goods."""
    table = yaml.load((_HERE / "stops.yaml").read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    return Dictionary({tokens(str(p)): {"stop": 1.0} for words in table.values() for p in words})
