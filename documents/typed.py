"""Typed values: what a printed phrase says when a number, a date, a code or a name is wanted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from documents.dates import find_date
from documents.folding import fold
from documents.numerals import CURRENCIES, Numeral, currency_code, numeral
from documents.words import Box, Segment, Word, box_of

_KILOGRAMS = {
    "kg": Decimal(1), "kgs": Decimal(1), "kgm": Decimal(1), "kilos": Decimal(1), "k": Decimal(1),
    "g": Decimal("0.001"), "t": Decimal(1000), "mt": Decimal(1000), "ton": Decimal(1000),
    "tons": Decimal(1000), "lb": Decimal("0.45359237"), "lbs": Decimal("0.45359237"),
}  # fmt: skip
"""Kilograms in one unit of weight."""


_FIRST_GROUP = re.compile(r"[-–−+]?(?:US\$|R\$|[€$£¥₹]|[A-Z]{3})?[-–−]?\d{1,3}")
"""The digits before the first blank of a number, with its sign and its currency."""
_LAST_GROUP = re.compile(r"\d{3}[.,]\d{2,4}(?:US\$|R\$|[€$£¥₹%-]|zł|TL|[A-Z]{3})?")
"""The digits after the last blank, with its currency."""
_LAST_OF_MEASURE = re.compile(r"\d{3}(?:[.,]\d{1,4})?[A-Za-z]{0,3}\.?")
"""The same in a measure, which may be whole: its unit or its label tells that it is one number."""
_NEVER_WEIGHED = ("m", "cb", "cm", "cu", "%")
"""How the word after a number opens that says it is no weight."""
_COUNTED = ("c", "p")
"""How it opens where a whole number before it may count packages."""

_UPON = frozenset(["on", "auf", "sur", "su", "sobre", "em", "op", "na"])
"""What stands between packages and the pallets under them."""


@dataclass(frozen=True)
class Conventions:
    """What a document decides once for all its values."""

    mark: str
    month_leads: bool | None
    month_hint: bool | None = None
    """Where nothing settles the order: whether places and tongue of the paper speak for the month
    before the day."""


@dataclass(frozen=True)
class Value:
    """A value with the words that print it; ``trust`` lowers the confidence of doubtful ones."""

    text: str
    page: int
    box: Box
    trust: float = 1.0
    raw: str = ""
    """The words as printed; empty where that is the value."""


Parser = Callable[[Sequence[Segment], Conventions], Value | None]


def plain(number: Decimal) -> str:
    """Return a number as DESIGN.md 8 wants it: digits, a dot, no exponent."""
    text = format(number, "f")
    return text


def from_words(text: str, words: Sequence[Word], trust: float = 1.0) -> Value:
    """Return a value printed by ``words``."""
    printed = " ".join(word.text for word in words)
    return Value(text, words[0].page, box_of(words), trust, "" if printed == text else printed)


def numerals_in(
    segments: Sequence[Segment], mark: str, last: re.Pattern[str] = _LAST_GROUP
) -> list[tuple[Numeral, tuple[Word, ...], str]]:
    """Return each number with its words and the word that follows it.

    Groups of thousands set apart by a blank (``1 234,56``) are one number; ``last`` is what the
    last of them looks like.
    """
    found = []
    for segment in segments:
        words, place = segment.words, 0
        while place < len(words):
            taken = _grouped(words, place, last)
            text = "".join(word.text for word in words[place : place + taken])
            number = numeral(text, mark)
            following = words[place + taken].text if place + taken < len(words) else ""
            if number is not None:
                found.append((number, words[place : place + taken], following))
            place += taken
    return found


def blank(word: Word) -> float:
    """Return how wide the blank before a word may be inside one number, in points.

    Where all letters are of one width a blank is as wide as a letter.
    """
    letter = (word.x1 - word.x0) / len(word.text)
    one_width = letter > 0.505 * word.height
    return max(0.45 * word.height, 1.1 * letter if one_width else 0.0)


def _grouped(words: tuple[Word, ...], place: int, last: re.Pattern[str]) -> int:
    """Return how many words from ``place`` make one number with blanks between its groups."""
    if not _FIRST_GROUP.fullmatch(words[place].text):
        return 1
    whole = 1
    for taken in range(1, len(words) - place):
        left, right = words[place + taken - 1], words[place + taken]
        if right.x0 - left.x1 > blank(right):
            break
        if last.fullmatch(right.text):
            whole = taken + 1
        if not re.fullmatch(r"\d{3}", right.text):
            break
    return whole


def day(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return a date as YYYY-MM-DD."""
    for length in range(1, min(len(segments), 3) + 1):
        text = " ".join(segment.text for segment in segments[:length])
        found = find_date(text, conventions.month_leads)
        if found:
            hint = conventions.month_hint
            trust = 1.0 if not found.doubtful else 0.6 if hint is None else 0.98
            if found.doubtful and hint:
                found = find_date(text, month_leads=True) or found
            words = [word for segment in segments[:length] for word in segment.words]
            return from_words(found.value.isoformat(), words, trust)
    return None


def money(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the last amount of the phrase: totals stand at the right."""
    numbers = [
        (number, words)
        for number, words, following in numerals_in(segments, conventions.mark)
        if number.unit in (None, "") and not following.startswith("%")
    ]
    if not numbers:
        return None
    priced = [pair for pair in numbers if pair[0].has_cents or pair[0].currency]
    number, words = (priced or numbers)[-1]
    return from_words(plain(number.value), words, 1.0 if priced else 0.7)


def price(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the last amount that looks like money: with cents or with a currency."""
    found = money(segments, conventions)
    return found if found and found.trust == 1.0 else None


def weight(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return a weight in kilograms; without a unit, kilograms are meant but less sure."""
    return measured(segments, conventions, _KILOGRAMS, _weighs)


def _weighs(number: Numeral, following: str) -> bool:
    """Return whether a number without a unit may be a weight."""
    whole = number.value == number.value.to_integral_value()
    refused = (*_NEVER_WEIGHED, *_COUNTED) if whole else _NEVER_WEIGHED
    return not following.startswith(refused)


def measured(
    segments: Sequence[Segment],
    conventions: Conventions,
    units: Mapping[str, Decimal],
    bare: Callable[[Numeral, str], bool],
) -> Value | None:
    """Return a measure in the unit that is worth 1 in ``units``.

    Its unit stands after it, or opens the phrase before it; a number without one that ``bare``
    accepts is believed less, and one of a date not at all.
    """
    found = list(_measures(segments[:2], conventions.mark))
    with_unit = [(n, words, units[b["after"]]) for n, words, b in found if b["after"] in units]
    with_unit += [
        (n, words, units[b["before"]]) for n, words, b in found[:1] if b["before"] in units
    ]
    for number, words, worth in with_unit[:1]:
        return from_words(plain(number.value * worth), words)
    for number, words, beside in found:
        if number.unit is None and not beside["date"] and bare(number, beside["after"]):
            return from_words(plain(number.value), words, 0.85)
    return None


def _measures(
    segments: Sequence[Segment], mark: str
) -> Iterator[tuple[Numeral, tuple[Word, ...], dict[str, str]]]:
    """Return each number with the folded words beside it, and whether a date stands with it."""
    for segment in segments:
        dated = "date" if find_date(segment.text, None) else ""
        for number, words, following in numerals_in([segment], mark, _LAST_OF_MEASURE):
            place = segment.words.index(words[0])
            before = segment.words[place - 1].text if place else ""
            after = fold(number.unit or following).strip(".,;:()")
            before = fold(before).strip(".,;:()")
            yield number, words, {"after": after, "before": before, "date": dated}


def count(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return a whole number of packages or pallets; "cartons on 5 pallets" does not count cartons."""
    if segments and segments[0].words[0].text.casefold() in _UPON:
        return None
    for number, words, following in numerals_in(segments[:2], conventions.mark):
        if number.value == number.value.to_integral_value() and number.currency is None:
            sure = bool(
                re.match(r"(?i)ctn|carton|pack|pkg|pallet|plt|box|caix|vol|bult|colis", following)
            )
            return from_words(plain(number.value.to_integral_value()), words, 1.0 if sure else 0.9)
    return None


def currency(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return an ISO 4217 code that stands as a word of the phrase."""
    for segment in segments[:2]:
        for word in segment.words:
            code = currency_code(word.text)
            if code in CURRENCIES:
                return from_words(str(code), [word])
    return None


def phrase(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the first phrase as it stands."""
    if not segments:
        return None
    text = segments[0].text.strip(" .,;:#|")
    return from_words(text, segments[0].words) if any(c.isalnum() for c in text) else None


def name(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return a name or place: a phrase that is more letters than digits."""
    found = phrase(segments, _)
    if found is None:
        return None
    letters = sum(c.isalpha() for c in found.text)
    return found if letters >= 2 and letters > sum(c.isdigit() for c in found.text) else None
