"""Codes: values that are known by their own form, such as numbers, NCM codes, containers."""

import re
from collections.abc import Callable, Sequence

from customs.identifiers import check_cnpj, check_container
from documents.typed import Conventions, Value, from_words
from documents.words import Segment, Word

INCOTERMS = frozenset(
    ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT"]
)
"""Incoterms 2020, and DAT of 2010, which papers still print."""

_INCOTERM = re.compile(r"(?<![A-Z])(" + "|".join(sorted(INCOTERMS)) + r")(?![A-Za-z])")
_AFTER_PLACE = frozenset(
    [
        "incoterms",
        "incoterm",
        "icc",
        "usd",
        "eur",
        "us$",
        "r$",
        "brl",
        "value",
        "total",
        "price",
        "valor",
        "preis",
        "edition",
        "ed",
        "as",
    ]
)
_NCM = re.compile(r"(?<![\d.])(\d{4}\.?\d{2}\.?\d{2})(?![\d.]*\d)")
_CONTAINER = re.compile(r"(?<![A-Z])([A-Z]{3}[UJZ])[\s-]?(\d{6})[\s-]?(\d)(?!\d)")
_CNPJ = re.compile(r"(?<!\d)\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2}(?!\d)")
_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}")
_PAGE_OF = re.compile(
    r"(?i)\b(page|pagina|página|seite|strona|sayfa|folha|hoja)\s*:?\s*\d+|^\d{1,3}\s*/\s*\d{1,3}$"
)
_AIR_WAYBILL = re.compile(r"(?<!\d)(\d{3})[\s-](\d{4})\s?(\d{4})(?!\d)")


def identifier(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return a document's number: the first word with a digit, with its prefix in capitals."""
    for segment in segments[:2]:
        if _PAGE_OF.search(segment.text):
            continue
        for place, word in enumerate(segment.words[:4]):
            words = [*_prefix(segment.words[:place]), word]
            if not any(c.isdigit() for c in word.text):
                continue
            if len(words) == 1 and _DATE_LIKE.fullmatch(word.text):
                continue
            text = " ".join(w.text for w in words).strip(" .,;:#()")
            return from_words(text, words, 1.0 if len(text) > 2 else 0.75)
    return None


def _prefix(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the capitals that belong to a number: INV 17, CALL-OFF 1."""
    capitals = all(re.fullmatch(r"[A-Z][A-Z-]{1,9}", word.text) for word in words)
    return words if capitals and len(words) <= 2 else ()


def seal(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return a seal's number; the container's own number beside it is not one."""
    for segment in segments[:2]:
        words = tuple(w for w in segment.words if not _CONTAINER.search(w.text))
        value = identifier([Segment(words)], conventions) if words else None
        if value is not None:
            return value
    return None


def incoterm(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return an Incoterm by its three letters."""
    named = [
        (match[1], word)
        for segment in segments[:2]
        for word in segment.words
        if (match := _INCOTERM.search(word.text)) is not None
    ]
    # "FOB: EXW Tulsa": what has a colon is the label that American forms print.
    plain = [pair for pair in named if not pair[1].text.endswith(":")] or named
    return from_words(plain[0][0], [plain[0][1]]) if plain else None


def incoterm_place(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the place that an Incoterm names: what follows its three letters."""
    for segment in segments[:2]:
        for place, word in enumerate(segment.words):
            if _INCOTERM.search(word.text):
                named = _place_words(segment.words[place + 1 :])
                text = " ".join(w.text for w in named).strip(" .,;:()-")
                return from_words(text, named) if len(text) > 2 else None
    return None


def _place_words(words: Sequence[Word]) -> list[Word]:
    """Return the words of a place: up to a figure, a currency or the edition of the terms."""
    named: list[Word] = []
    for word in words:
        bare = word.text.strip("().,:;")
        if any(c.isdigit() for c in bare) or bare.casefold() in _AFTER_PLACE:
            break
        if any(c.isalpha() for c in bare) or named:
            named.append(word)
    return named[:6]


def ncm(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the NCM codes of the phrase, eight digits each."""
    return _all_matches(segments, lambda text: [m[1].replace(".", "") for m in _NCM.finditer(text)])


def cfop(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the CFOP of a nota's line: four digits, the first from 1 to 7."""
    return _all_matches(segments[:1], lambda text: re.findall(r"(?<!\d)[1-7]\d{3}(?!\d)", text))


def containers(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the container numbers of the phrase; a wrong check digit costs trust."""
    found = _all_matches(
        segments, lambda text: ["".join(m.groups()) for m in _CONTAINER.finditer(text)]
    )
    if found is None:
        return None
    good = all(_passes(check_container, number) for number in found.text.split(", "))
    return Value(found.text, found.page, found.box, 1.0 if good else 0.5)


def cnpj(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return a CNPJ without punctuation; a wrong check digit costs trust."""
    found = _all_matches(
        segments, lambda text: [re.sub(r"\D", "", m[0]) for m in _CNPJ.finditer(text)]
    )
    if found is None:
        return None
    first = found.text.split(", ")[0]
    return Value(first, found.page, found.box, 1.0 if _passes(check_cnpj, first) else 0.4)


def _all_matches(segments: Sequence[Segment], find: Callable[[str], list[str]]) -> Value | None:
    values: list[str] = []
    words: list[Word] = []
    for segment in segments:
        matches = find(segment.text)
        if matches:
            values += [value for value in matches if value not in values]
            words = words or list(segment.words)
    return from_words(", ".join(values), words) if values else None


def _passes(check: Callable[[str], str], text: str) -> bool:
    try:
        check(text)
    except ValueError:
        return False
    return True


def air_waybill(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return an air waybill's number: the airline's three digits, then eight."""
    return _all_matches(
        segments[:1], lambda text: [f"{a}-{b}{c}" for a, b, c in _AIR_WAYBILL.findall(text)]
    )
