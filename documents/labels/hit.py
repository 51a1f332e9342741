"""A hit: a label found on a line, with what stands around it."""

import itertools
from dataclasses import dataclass
from functools import cached_property

from documents.words import Line, Word


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
    ends: bool
    """Whether the phrase ends with it, a remark in brackets aside."""
    colon: bool
    exact: bool
    """Whether it is the whole phrase."""

    @cached_property
    def x0(self) -> float:
        """Return the left edge."""
        return part_of(self.line.words[self.first.word], self.first.start).x0

    @cached_property
    def x1(self) -> float:
        """Return the right edge."""
        return part_of(self.line.words[self.last.word], 0, self.last.end).x1

    @property
    def printed(self) -> str:
        """Return the words of the label as printed."""
        words = self.line.words[self.first.word : self.last.word + 1]
        return " ".join(word.text for word in words)


def part_of(word: Word, start: int, end: int | None = None) -> Word:
    """Return the letters ``start:end`` of a word, its box cut in proportion."""
    end = len(word.text) if end is None else end
    step = (word.x1 - word.x0) / max(len(word.text), 1)
    x0, x1 = word.x0 + step * start, word.x0 + step * end
    return Word(word.text[start:end], word.page, x0, word.top, x1, word.bottom)


def between(left: Hit, right: Hit) -> str | None:
    """Return what is printed between two labels of a phrase, None across a wide gap."""
    words = left.line.words
    if left.last.word == right.first.word:
        return words[left.last.word].text[left.last.end : right.first.start]
    inner = words[left.last.word : right.first.word + 1]
    if any(b.x0 - a.x1 > 0.9 * a.height for a, b in itertools.pairwise(inner)):
        return None
    texts = [words[left.last.word].text[left.last.end :]]
    texts += [word.text for word in inner[1:-1]]
    texts.append(words[right.first.word].text[: right.first.start])
    return " ".join(texts)
