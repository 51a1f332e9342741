"""Values of transport and tax papers that have a form of their own: how each is read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from customs.identifiers import check_access_key, check_air_waybill
from documents import codes, typed
from documents.folding import tokens
from documents.numerals import Numeral
from documents.typed import Conventions, Parser, Value, from_words, numerals_in, plain
from documents.words import Segment, Word

_KEY = re.compile(r"(?<!\d)(?:\d[ .]?){43}\d(?!\d)")
_AWB = re.compile(r"(?<![\w-])(\d{3})[\s-]{1,3}(\d{4})\s?(\d{4})(?![\w-])")
_FIFTEEN = re.compile(r"(?<!\d)\d{15}(?!\d)")
_FLIGHT = re.compile(r"\b([A-Z][A-Z\d]|\d[A-Z])\s?(\d{2,4})\b")
_HS = re.compile(r"(?<![\d.,])(\d{4})[. ]?(\d{2})(?:[. ]?(\d{2})(?:[. ]?(\d{2}))?)?(?![\d,]|\.\d)")
_CUBIC = dict.fromkeys(("m3", "m³", "mtq", "cbm", "cbms", "cum"), Decimal(1))
"""Cubic metres in one unit of volume."""
_COUNTED = {
    1: "one um uno ein eins un une uno 壹",
    2: "two dois dos zwei deux due 贰",
    3: "three tres drei trois tre 叁",
    4: "four quatro cuatro vier quatre quattro 肆",
}
_AMONG_OTHERS = 0.7
"""How far the first of several amounts of one phrase is believed."""
_NUMBER_WORDS = {word: n for n, words in _COUNTED.items() for word in words.split()}


def access_key(text: str) -> str | None:
    """Return the first access key of an NF-e (44 digits, the last one right), None if none."""
    for match in _KEY.finditer(text):
        key = re.sub(r"\D", "", match[0])
        try:
            return check_access_key(key)
        except ValueError:
            continue
    return None


def air_waybill_numbers(text: str) -> list[str]:
    """Return the air waybill numbers of ``text`` whose check digit is right, as 123-12345675."""
    found = []
    for a, b, c in _AWB.findall(text):
        try:
            found.append(check_air_waybill(a + b + c))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def reference(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the number of a transport document, an air waybill's put into one form."""
    for segment in segments[:1]:
        if match := _AWB.match(segment.text):
            words = _words_of(segment, match.start(), match.end())
            return from_words(f"{match[1]}-{match[2]}{match[3]}", words)
    return codes.identifier(segments, conventions)


def volume(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return a volume in cubic metres; without a unit they are meant, but less surely."""
    return typed.measured(segments, conventions, _CUBIC, _fills)


def _fills(number: Numeral, following: str) -> bool:
    """Return whether a number without a unit may be a volume."""
    return number.currency is None and not following.startswith(("k", "%"))


def money(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the first amount of a phrase that looks like money: its label led to it.

    Another amount behind it in the same phrase may be the one that is meant: it is doubted.
    """
    for segment in segments[:2]:
        found = [
            from_words(plain(number.value), words)
            for number, words, following in numerals_in([segment], conventions.mark)
            if number.unit in (None, "") and not following.startswith("%")
            if number.has_cents or number.currency
        ]
        if found:
            alone = len({value.text for value in found}) == 1
            return found[0] if alone else replace(found[0], trust=_AMONG_OTHERS)
    return None


def package_kind(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return what goods are packed in; a price there is what the packing costs."""
    priced = typed.price(segments[:1], conventions) is not None
    return None if priced else typed.phrase(segments, conventions)


def place_before_date(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the place of ``Stavanger, 17 April 2026``."""
    found = typed.phrase(segments, conventions)
    if found is None:
        return None
    words: list[Word] = []
    for word in segments[0].words:
        if any(c.isdigit() for c in word.text):
            break
        words.append(word)
    text = " ".join(word.text for word in words).strip(" ,;.-")
    return from_words(text, words) if sum(c.isalpha() for c in text) > 2 else None


def originals(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return how many originals were issued, from figures or words: THREE (3)."""
    for segment in segments[:1]:
        for word in segment.words[:4]:
            for token in tokens(word.text):
                count = int(token) if token.isdigit() else _NUMBER_WORDS.get(token)
                if count is not None and count < 10:
                    return from_words(str(count), [word])
    return None


def fifteen_digits(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the fifteen digits of a CE-Mercante, or of an NF-e's authorisation."""
    return _found(segments, _FIFTEEN)


def flight(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return a flight's number: two characters of the airline, two to four digits."""
    return _found(segments, _FLIGHT)


def hs_codes(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return the tariff codes of a phrase, six to ten digits each."""
    found: list[str] = []
    words: list[Word] = []
    for segment in segments[:2]:
        for match in _HS.finditer(segment.text):
            found.append("".join(part for part in match.groups() if part))
            words = words or list(segment.words)
    return from_words(", ".join(dict.fromkeys(found)), words) if found else None


def digits(segments: Sequence[Segment], _: Conventions) -> Value | None:
    """Return a whole number without dots and leading noughts, as notas print theirs."""
    for segment in segments[:1]:
        for word in segment.words[:3]:
            bare = word.text.strip("Nnº°:.").replace(".", "")
            if bare.isdigit():
                return from_words(str(int(bare)), [word])
    return None


def dated(segments: Sequence[Segment], conventions: Conventions) -> Value | None:
    """Return the date of a phrase that opens with it or with a place."""
    return typed.day(segments[:2], conventions)


def _found(segments: Sequence[Segment], form: re.Pattern[str]) -> Value | None:
    for segment in segments[:2]:
        if match := form.search(segment.text):
            return from_words(match[0], _words_of(segment, match.start(), match.end()))
    return None


def _words_of(segment: Segment, start: int, end: int) -> list[Word]:
    """Return the words of a phrase that print its letters ``start:end``."""
    found, place = [], 0
    for word in segment.words:
        if place < end and place + len(word.text) > start:
            found.append(word)
        place += len(word.text) + 1
    return found or list(segment.words)


CARGO_PARSERS: dict[str, Parser] = {
    "master_number": reference,
    "house_number": reference,
    "bl_number": reference,
    "booking_number": codes.identifier,
    "policy_number": codes.identifier,
    "place_of_issue": place_before_date,
    "on_board_date": dated,
    "departure_date": dated,
    "arrival_date": dated,
    "flight_date": dated,
    "invoice_date": dated,
    "exit_date": dated,
    "flight": flight,
    "place_of_receipt": typed.name,
    "place_of_delivery": typed.name,
    "freight_payable_at": typed.name,
    "terminal": typed.name,
    "country_of_destination": typed.name,
    "conditions": typed.phrase,
    "claims_payable_at": typed.name,
    "origin_criterion": typed.phrase,
    "originals": originals,
    "chargeable_weight_kg": typed.weight,
    "volume_m3": volume,
    "ce_mercante": fifteen_digits,
    "declared_value_customs": money,
    "freight": money,
    "insurance": money,
    "sum_insured": money,
    "goods_value": money,
    "premium": money,
    "hs_codes": hs_codes,
    "consignee_cnpj": codes.cnpj,
    "insured_tax_id": codes.cnpj,
    "marks": typed.phrase,
    "package_kind": package_kind,
    "free_time_days": typed.count,
    "operation": typed.phrase,
    "protocol": fifteen_digits,
    "icms_base": money,
    "icms_amount": money,
    "icms_st_base": money,
    "icms_st_amount": money,
    "ipi_amount": money,
    "import_tax_amount": money,
    "discount": money,
    "other_expenses": money,
}
"""Field of a transport or tax paper → how its value is read from a phrase."""
