"""What was carried: volume, packages, weights, tariff codes, containers with their seals."""

import re
from collections.abc import Iterator
from decimal import Decimal

from documents import codes, typed
from documents.cargo_values import volume as volume_in
from documents.fields import Candidate
from documents.folding import tokens
from documents.labels import package_words
from documents.numerals import numeral
from documents.regions import below, right_of
from documents.sight import Sight
from documents.typed import Value, from_words, plain
from documents.words import Line, Segment, Word

_TYPE = re.compile(
    r"(?<![\d.,])(20|40|45)\s?(?:['’′´`]|ft|FT|pés|pes|\s)?\s?"
    r"(HIGH CUBE|HC|HQ|GP|DV|DC|DRY|STD|ST|OT|RF|RH|FR|TK)\b",
    re.I,
)
_SEAL_MARK = re.compile(
    r"(?i)(?:\bSN|\bSEAL|\bLACRE|\bPRECINTO)\s?(?:NO\.?)?[:#.]\s?([A-Z0-9-]{4,})"
)
_SUMMED = {
    "gross_weight_kg": typed.weight,
    "chargeable_weight_kg": typed.weight,
    "volume_m3": volume_in,
    "packages": typed.count,
}
"""Columns of goods whose last figure may be their total → how a figure is read."""


def volume(sight: Sight) -> list[Candidate]:
    """Return the volume that the table of goods sums, or the only one printed with its unit."""
    totals = [t.totals["measurement"] for t in sight.tables if "measurement" in t.totals]
    if totals:
        value = from_words(plain(totals[-1].number.value), totals[-1].words)
        return [Candidate("volume_m3", value, 0.94, 0)]
    found = [
        v for s in sight.segments() if (v := volume_in([s], sight.conventions)) and v.trust == 1
    ]
    return [Candidate("volume_m3", v, 0.75, 0) for v in found[-1:] if _one_of(found)]


def _one_of(values: list[Value]) -> bool:
    return len({Decimal(value.text) for value in values}) == 1


def container_types(sight: Sight) -> list[Candidate]:
    """Return size and type of each container, in the order printed."""
    found = [
        (f"{m[1]}{m[2].upper().replace('HIGH CUBE', 'HC')}", segment)
        for segment in sight.segments()
        for m in _TYPE.finditer(segment.text)
    ]
    if not found:
        return []
    boxes = codes.containers(list(sight.segments()), sight.conventions)
    count = len(boxes.text.split(", ")) if boxes else 0
    names = [name for name, _ in found]
    told = names if len(names) == count else list(dict.fromkeys(names))
    return [Candidate("container_types", from_words(", ".join(told), found[0][1].words), 0.85, 0)]


def seals(sight: Sight) -> list[Candidate]:
    """Return every seal's number, in the order printed."""
    printed: dict[str, Word] = {}
    for line in sight.page.lines:
        for word, text in _seals_on(sight, line):
            printed.setdefault(text, word)
    if not printed:
        return []
    words = [next(iter(printed.values()))]
    return [Candidate("seals", from_words(", ".join(printed), words), 0.98, 0)]


def _seals_on(sight: Sight, line: Line) -> Iterator[tuple[Word, str]]:
    for word in line.words:
        for match in _SEAL_MARK.finditer(word.text):
            yield word, match[1]
    for hit in sight.page.hits[line.index]:
        if "seals" in hit.roles and (hit.leads or hit.colon):
            beside = right_of(sight.page, hit)[:1]
            under = below(sight.page, hit, 1) if hit.exact and not beside else []
            yield from _seal_words([*beside, *under])


def _seal_words(segments: list[Segment]) -> Iterator[tuple[Word, str]]:
    for word in (word for segment in segments for word in segment.words):
        text = word.text.strip(" ,;.:()")
        digits = sum(c.isdigit() for c in text)
        if len(text) >= 4 and digits >= 3 and text == text.upper() and not _is_container(text):
            yield word, text


def _is_container(text: str) -> bool:
    return re.fullmatch(r"[A-Z]{4}\d{6,7}", text.replace("-", "")) is not None


def goods_codes(sight: Sight) -> list[Candidate]:
    """Return the tariff codes that stand beside any label of one, in the order printed."""
    beside = [s for hit in sight.hits("ncm") for s in right_of(sight.page, hit)[:1]]
    value = codes.ncm(beside, sight.conventions)
    return [Candidate("ncm", value, 0.98, 0)] if value else []


def goods_totals(sight: Sight) -> list[Candidate]:
    """Return weight, volume and packages of the goods: one figure of a column, or its own sum."""
    found = [c for name in _SUMMED if name in sight.wanted for c in _column_totals(sight, name)]
    return found + _counted_packages(sight) + _weighed(sight)


def _weighed(sight: Sight) -> list[Candidate]:
    """Return the gross weight where it is the only one with its unit, or holds the others."""
    nets = {hit.line.index for hit in sight.hits("net_weight_kg")}
    values = [
        value
        for line in sight.page.lines
        if line.index not in nets
        for segment in line.segments
        if (value := typed.weight([segment], sight.conventions)) and value.trust == 1.0
    ]
    weights = [Decimal(value.text) for value in values]
    if "gross_weight_kg" not in sight.wanted or not weights:
        return []
    most = max(weights)
    parts = [weight for weight in weights if weight != most]
    whole = not parts or sum(parts) == most
    return [Candidate("gross_weight_kg", values[weights.index(most)], 0.8, 0)] if whole else []


def _column_totals(sight: Sight, name: str) -> list[Candidate]:
    found = []
    for hit in sight.hits(name):
        if not hit.exact or (right_of(sight.page, hit)[:1] and hit.colon):
            continue
        values = [
            value
            for segment in sight.under(hit)
            if (value := _SUMMED[name]([segment], sight.conventions)) is not None
        ]
        sure = _sure_of_last(values)
        if sure:
            found.append(Candidate(name, values[-1], sure, hit.line.index))
    return found


def _sure_of_last(values: list[Value]) -> float:
    """Return how sure the last figure of a column is its total."""
    if not values:
        return 0.0
    *parts, total = [Decimal(value.text) for value in values]
    if not parts or parts == [total]:
        return 0.86 * values[-1].trust
    return 0.95 if sum(parts) == total else 0.0


def _counted_packages(sight: Sight) -> list[Candidate]:
    """Return "38 CASES": the number and kind of packages, where one count holds the others."""
    counted = [found for line in sight.page.lines for found in _counts_on(line, sight)]
    if not counted:
        return []
    numbers = [number for number, _, _ in counted]
    most = max(numbers)
    others = [n for n in numbers if n != most]
    if others and sum(dict.fromkeys(others)) != most and sum(others) != most:
        return []
    _, count, kind = counted[numbers.index(most)]
    told = [Candidate("packages", from_words(str(most), [count]), 0.86, 0)]
    told.append(Candidate("package_kind", from_words(kind.text.strip(".,;:()"), [kind]), 0.8, 0))
    return [candidate for candidate in told if candidate.field in sight.wanted]


def _counts_on(line: Line, sight: Sight) -> Iterator[tuple[int, Word, Word]]:
    for word, after in zip(line.words, line.words[1:], strict=False):
        number = numeral(word.text, sight.conventions.mark)
        near = after.x0 - word.x1 < word.height
        whole = number is not None and number.value == number.value.to_integral_value()
        if number and whole and near and tokens(after.text)[:1] and _names_package(after):
            yield int(number.value), word, after


def _names_package(word: Word) -> bool:
    return tokens(word.text)[0] in package_words() and tokens(word.text)[0] not in ("pcs", "units")
