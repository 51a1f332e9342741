"""A row of goods as fields: each value with its place, its rule and how sure it is."""

import re
from collections.abc import Sequence
from decimal import Decimal

from documents.codes import cfop, identifier, ncm
from documents.figures import Figure
from documents.inline import parts_of
from documents.line_evidence import LineEvidence, confidence
from documents.reading import Field
from documents.rows import Table
from documents.totals import Row
from documents.typed import Conventions, Value, from_words
from documents.words import Segment, Word

_TRIPLE = ("quantity", "unit_price", "amount")
_ANY = Conventions(".", None)
_TEXT = 0.8
_MANY_WORDS = 14
_REMARK = re.compile(r"[•*–-]\s|[^:]{2,40}\s?:\s?\S|[•]")
_UNIT = re.compile(r"[^\W\d_]{1,12}[²³]?|[mM][23]")


def fields_of(row: Row, table: Table, wanted: Sequence[str]) -> dict[str, Field]:
    """Return the columns of ``wanted`` that a row prints."""
    found: dict[str, Field] = {}
    for role, figure in row.figures.items():
        if role in wanted:
            found[role] = _figure(row, table, role, figure)
    found |= _texts(row, found, wanted)
    unit = _unit(row)
    if unit is not None and "unit" in wanted and "unit" not in found:
        found["unit"] = unit
    return found


def decimal_text(number: Decimal) -> str:
    """Return a number with a dot, never with three decimals alone.

    A reader might take the dot of "1.125" for a mark of thousands: "1.1250" leaves no doubt.
    """
    places = -int(number.as_tuple().exponent)
    text = format(number, "f")
    while places > 2 and text.endswith("0"):
        text, places = text[:-1], places - 1
    return text + "0" if places == 3 else text


def _figure(row: Row, table: Table, role: str, figure: Figure) -> Field:
    words, value, rule = figure.words, figure.number.value, f"column:{role}"
    if role == "amount" and row.adjustments:
        words = (*words, *(word for a in row.adjustments for word in a.words))
        value = value + sum((a.number.value for a in row.adjustments), Decimal(0))
        rule = "column:amount less discount"
    elif role in _TRIPLE and row.proof is not None:
        rule = f"row:{row.proof.rule}"
    sure = confidence(_evidence(row, table, role, words))
    return _field(from_words(decimal_text(value), words), sure, rule, words)


def _evidence(row: Row, table: Table, role: str, words: Sequence[Word]) -> LineEvidence:
    whole = {"quantity", "unit_price", "amount"} <= set(row.figures)
    # A product does not say which factor is which: only a head that names both does.
    factors = {"quantity", "unit_price"}
    told = role not in factors or factors <= table.head.roles or not row.proof
    weight = row.proof.weight if row.proof and role in _TRIPLE else 0.0
    return LineEvidence(
        proof=weight if told else 0.5 * weight,
        disproved=whole and row.proof is None and role in _TRIPLE,
        sums=table.sums and role in ("amount", *_TRIPLE) and "amount" in row.figures,
        headed=told and role in table.head.roles,
        printed=min(word.confidence for word in words),
    )


def _texts(row: Row, found: dict[str, Field], wanted: Sequence[str]) -> dict[str, Field]:
    texts = dict(row.texts)
    printed = texts.get("description", ())
    described, remarks = parts_of(printed)
    if printed and _without_remarks(printed, described):
        texts["description"] = tuple(described)
    if "description" in texts:
        texts["description"] = _lead(texts["description"])
    values = {role: _text(role, segments) for role, segments in texts.items()}
    fields = {
        role: _field(value, _TEXT * value.trust, f"column:{role}", ())
        for role, value in values.items()
        if value is not None and role in wanted and role not in found
    }
    for role, value in remarks.items():
        if role in wanted and role not in found and role not in fields:
            fields[role] = _field(value, _TEXT * value.trust, f"remark:{role}", ())
    return fields


def _without_remarks(printed: Sequence[Segment], described: Sequence[Segment]) -> bool:
    """Return whether what is left of a description, its remarks cut off, still describes.

    A remark between the words of the goods, or a code that is broken over lines, belongs to it.
    """
    if not described:
        return False
    if described[0].words[0] is printed[0].words[0]:
        return described[-1].words[-1] is not printed[-1].words[-1]
    return not printed[0].text.endswith(("-", "/")) and len(described[0].words) > 1


def _lead(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return a long description up to where its remarks begin: a gap, a bullet, a label."""
    if sum(len(segment.words) for segment in segments) <= _MANY_WORDS:
        return segments
    for place in range(1, len(segments)):
        above, segment = segments[place - 1], segments[place]
        apart = segment.box[1] - above.box[3] > 0.8 * segment.words[0].height
        if apart or segment.page != above.page or _REMARK.match(segment.text):
            return segments[:place]
    return segments


def _unit(row: Row) -> Field | None:
    quantity = row.figures.get("quantity")
    if quantity is None:
        return None
    unit = (quantity.number.unit or quantity.following).strip(".,()/")
    if not _UNIT.fullmatch(unit):
        return None
    value = from_words(unit, quantity.words)
    return _field(value, _TEXT, "beside:quantity", quantity.words)


def _text(role: str, segments: tuple[Segment, ...]) -> Value | None:
    page = segments[0].page
    words = [word for segment in segments for word in segment.words if word.page == page]
    if role == "ncm":
        return ncm(segments, _ANY)
    if role == "cfop":
        return cfop(segments, _ANY)
    if role == "item_code":
        return identifier(segments, _ANY) or from_words(segments[0].text, segments[0].words)
    if role in ("unit", "origin"):
        return from_words(segments[0].text, segments[0].words)
    if role in ("description", "other"):
        return from_words(" ".join(segment.text for segment in segments), words)
    return None


def _field(value: Value, sure: float, rule: str, words: Sequence[Word]) -> Field:
    return Field(
        value=value.text,
        confidence=round(min(sure, 0.99), 3),
        page=value.page,
        box=(
            round(value.box[0], 2),
            round(value.box[1], 2),
            round(value.box[2], 2),
            round(value.box[3], 2),
        ),
        raw=" ".join(word.text for word in words),
        rule=rule,
    )
