"""Inline remarks: a code, a tariff number or an origin printed under the words of the goods."""

from collections.abc import Sequence

from documents.codes import identifier, ncm
from documents.labels import Hit, column_labels
from documents.typed import Conventions, Value, from_words
from documents.words import Line, Segment, Word

_REMARKS = ("ncm", "item_code", "origin")
_ANY = Conventions(".", None)


def parts_of(segments: Sequence[Segment]) -> tuple[list[Segment], dict[str, Value]]:
    """Return the phrases that describe the goods, and what the lines under them remark."""
    described: list[Segment] = list(segments[:1])
    remarks: dict[str, list[Word]] = {}
    if len(segments) > 1 and _is_code(segments[0]):
        remarks["item_code"], described = list(segments[0].words), []
    role: str | None = None
    for segment in segments[1:]:
        line = Line(segment.words, 0)
        hits = [hit for hit in column_labels().hits(line) if _remark(hit)]
        start = hits[0].first.word if hits else len(segment.words)
        if role == "origin" or (role and not remarks[role]):
            remarks[role] += segment.words[:start]
        elif start and any(c.isalnum() for word in segment.words[:start] for c in word.text):
            described.append(Segment(segment.words[:start]))
        for place, hit in enumerate(hits):
            role = _remark(hit)
            end = hits[place + 1].first.word if place + 1 < len(hits) else len(segment.words)
            remarks.setdefault(str(role), []).extend(segment.words[hit.last.word + 1 : end])
    return described, _values(remarks)


def _is_code(segment: Segment) -> bool:
    """Return whether a phrase is one word of letters and digits, as codes over a name are."""
    word = segment.words[0].text
    mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    return len(segment.words) == 1 and mixed and len(word) >= 4


def _remark(hit: Hit) -> str | None:
    return next((role for role in hit.roles if role in _REMARKS), None)


def _values(remarks: dict[str, list[Word]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for role, words in remarks.items():
        printed = [word for word in words if any(c.isalnum() for c in word.text)]
        value = _value(role, printed) if printed else None
        if value is not None:
            found[role] = value
    return found


def _value(role: str, words: list[Word]) -> Value | None:
    if role == "ncm":
        return ncm([Segment(tuple(words))], _ANY)
    if role == "item_code":
        return identifier([Segment(tuple(words))], _ANY)
    return from_words(" ".join(word.text for word in words).strip(" .,;:"), words[:4])
