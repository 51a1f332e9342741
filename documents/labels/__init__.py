"""Labels: the words that papers print before, above or at the head of a value.

The words are data (``*.yaml`` beside this file), by language; here they are found on a line.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from documents.folding import token_spans, tokens
from documents.labels.chains import chained
from documents.labels.hit import Hit, Token, part_of
from documents.words import Line, Word, overlap

STRENGTHS = {"strong": 1.0, "weak": 0.6, "bare": 0.45}
"""How far a label is believed: weak ones also name other things, bare ones name anything."""
WEAK = STRENGTHS["weak"]
BARE = STRENGTHS["bare"]

_CODE = re.compile(r"[-_/]\S*\d")
_BRACKETS = re.compile(r"[\s:：.)*°º]*(\(.*\)?)?[\s:：.]*")
_PLURAL = re.compile(r"^\(s\)", re.I)
_COLON = re.compile(r"[ .)°º]*[:：]|\s*[._]{4,}")
"""A colon, or the dots that lead from a label to its value."""
_BOX_NUMBER = re.compile(r"\(?\d{1,2}[a-z]?[.)]*")
_MARKED_NUMBER = re.compile(r"\(?\d{1,2}[a-z]?[.)]+")
"""On an invoice a bare number before a label is a row's; with a dot or bracket it is a box's."""
_TRANSLATION = re.compile(r"\s*/\s*[^\W\d_]{2,}\.?(?:[ .][^\W\d_]+\.?){0,2}(?=\s*(?:[:：]|$))")
"""A label said once more in a language that is not known: Auftrag/Order."""
_HERE = Path(__file__).parent
_INVOICES = ("fields.yaml", "parties.yaml")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

__all__ = [
    "BARE",
    "WEAK",
    "Dictionary",
    "Hit",
    "column_labels",
    "field_labels",
    "freight_words",
    "package_words",
    "part_of",
    "read_table",
    "stop_labels",
]


class Dictionary:
    """Label words of some roles, ready to be found on lines; the longest match wins."""

    same: Mapping[str, str] = {}
    """Words taken for one another."""

    def __init__(
        self, phrases: dict[tuple[str, ...], dict[str, float]], numbered: bool = False
    ) -> None:
        self._phrases: dict[tuple[str, ...], dict[str, float]] = {}
        for words, roles in phrases.items():
            known = self._phrases.setdefault(self._one_form(words), {})
            known.update({r: max(v, known.get(r, 0.0)) for r, v in roles.items()})
        self._numbered = numbered
        self._longest: dict[str, int] = {}
        for phrase in self._phrases:
            self._longest[phrase[0]] = max(self._longest.get(phrase[0], 0), len(phrase))

    def roles_of(self, text: str) -> dict[str, float]:
        """Return what ``text`` as a whole names."""
        return self._phrases.get(self._one_form(tokens(text)), {})

    def _one_form(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.same.get(word, word) for word in words)

    def hits(self, line: Line) -> list[Hit]:
        """Return the labels on ``line``, left to right, none overlapping."""
        row, found, place = _tokens_of(line, self.same), [], 0
        while place < len(row):
            length = self._match(line, row, place)
            if length:
                found.append(self._hit(line, row[place : place + length]))
            place += length or 1
        return found

    def _match(self, line: Line, row: list[Token], place: int) -> int:
        for length in range(self._longest.get(row[place].text, 0), 0, -1):
            part = row[place : place + length]
            known = tuple(t.text for t in part) in self._phrases
            if known and _close(line, part) and not _opens_a_code(line, part[-1]):
                return len(part)
        return 0

    def _hit(self, line: Line, part: list[Token]) -> Hit:
        first, last = part[0], part[-1]
        rest = _PLURAL.sub("", _rest_of_phrase(line, last))
        number = _box_number(line, first, _BOX_NUMBER if self._numbered else _MARKED_NUMBER)
        leads = number is not None or _leads(line, first)
        ends = _BRACKETS.fullmatch(rest) is not None
        return Hit(
            line,
            self._phrases[tuple(token.text for token in part)],
            number or first,
            last,
            leads=leads,
            ends=ends,
            colon=_COLON.match(rest) is not None,
            exact=leads and ends,
        )


def _leads(line: Line, first: Token) -> bool:
    """Return whether a token opens a phrase, or what follows a colon or a dash in one."""
    word = line.words[first.word]
    if word.text[: first.start].strip("(*-•"):
        return False
    if first.word == 0:
        return True
    before = line.words[first.word - 1]
    return _gap(before, word) > 0.9 * before.height or before.text[-1] in ":：|*-–/•"


def _box_number(line: Line, first: Token, form: re.Pattern[str]) -> Token | None:
    """Return the number of a box that stands before its label: "1. Exporter", "(3) Consignee"."""
    own = line.words[first.word].text[: first.start]
    if form.fullmatch(own):
        return Token(own, first.word, 0, first.start)
    if first.word == 0 or own.strip("(*-•"):
        return None
    before, wide = line.words[first.word - 1], 0.9 * line.words[first.word].height
    opens = first.word == 1 or _gap(line.words[first.word - 2], before) > wide
    apart = _gap(before, line.words[first.word]) > wide
    if apart or not opens or form.fullmatch(before.text) is None:
        return None
    return Token(before.text, first.word - 1, 0, len(before.text))


def _translated(line: Line, hit: Hit) -> Hit:
    """Return a label as ended where only its translation follows it."""
    rest = _rest_of_phrase(line, hit.last)
    said = None if hit.ends or hit.colon else _TRANSLATION.match(rest)
    if said is None:
        return hit
    colon = rest[said.end() :].lstrip().startswith((":", "："))
    return replace(hit, ends=True, colon=colon, exact=hit.leads)


def _rest_of_phrase(line: Line, last: Token) -> str:
    """Return what is printed after a token, up to the next wide gap."""
    texts = [line.words[last.word].text[last.end :]]
    for left, right in pairwise(line.words[last.word :]):
        if _gap(left, right) > 0.9 * right.height:
            break
        texts.append(right.text)
    return " ".join(texts)


def _opens_a_code(line: Line, token: Token) -> bool:
    """Return whether a word goes on as a number does: the PO of ``PO-2026-08847``."""
    return _CODE.match(line.words[token.word].text[token.end :]) is not None


def _close(line: Line, part: list[Token]) -> bool:
    words = line.words[part[0].word : part[-1].word + 1]
    return all(_gap(a, b) <= 0.9 * a.height for a, b in pairwise(words))


def _gap(left: Word, right: Word) -> float:
    return -overlap((left.x0, left.x1), (right.x0, right.x1))


def _tokens_of(line: Line, same: Mapping[str, str]) -> list[Token]:
    return [
        Token(same.get(text, text), place, start, end)
        for place, word in enumerate(line.words)
        for text, start, end in token_spans(word.text)
    ]


def read_table(file: str) -> Any:
    """Return a table of words that lies beside this file."""
    return yaml.load((_HERE / file).read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader


def _phrases(*files: str) -> dict[tuple[str, ...], dict[str, float]]:
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for file in files:
        table = read_table(file)
        for role, words in table.items():
            levels = words if set(words) <= set(STRENGTHS) else {"strong": words}
            for level, languages in levels.items():
                for phrase in (p for phrases in languages.values() for p in phrases):
                    roles = found.setdefault(tokens(str(phrase)), {})
                    roles[role] = max(STRENGTHS[level], roles.get(role, 0.0))
    found.pop((), None)
    return found


class _Chained(Dictionary):
    """Labels of header fields, which papers like to say in two languages at once."""

    same = dict.fromkeys(
        ["n", "nr", "nro", "num", "number", "numero", "nummer", "numer", "nos", "nbr"], "no"
    )

    def hits(self, line: Line) -> list[Hit]:
        return [_translated(line, hit) for hit in chained(super().hits(line))]


@cache
def field_labels(files: tuple[str, ...] = _INVOICES) -> Dictionary:
    """Return the labels of header fields and parties, by default those of invoices.

    Only the forms of other papers number their boxes; on an invoice a number before a label is
    a row's.
    """
    return _Chained(_phrases(*files), numbered=files != _INVOICES)


@cache
def column_labels() -> Dictionary:
    """Return the heads of table columns."""
    return Dictionary(_phrases("columns.yaml"))


@cache
def stop_labels() -> Dictionary:
    """Return the words that end a table of goods."""
    table = read_table("stops.yaml")
    words = {tokens(str(p)): {"stop": 1.0} for phrases in table.values() for p in phrases}
    return _Chained(words)


@cache
def freight_words() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return how papers say who pays the freight: term → whole or short → language → phrases."""
    words: dict[str, dict[str, dict[str, list[str]]]] = read_table("freight.yaml")
    return words


@cache
def package_words() -> frozenset[str]:
    """Return the folded names of packages."""
    table = read_table("packages.yaml")
    return frozenset(tokens(str(name))[0] for names in table.values() for name in names)
