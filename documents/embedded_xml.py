"""Embedded XML: what a paper's own data say, read safely and held against the printed page.

Factur-X and ZUGFeRD put an invoice's data (CII) into the PDF, others UBL, Brazil its NF-e. A page
and its data must say the same; where they differ a person decides, so the page's value stays,
with little confidence, beside a failed check that shows both.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from documents.embedded_xml_cii import CII, cii
from documents.embedded_xml_nfe import NFE, nfe
from documents.embedded_xml_tree import local_name
from documents.embedded_xml_ubl import UBL, ubl
from documents.folding import tokens
from documents.reading import Check, Field, Reading

MOST_BYTES = 5 * 1024 * 1024
"""The largest XML that is parsed."""
_PROVEN, _ALONE, _DISPUTED = 0.99, 0.97, 0.4
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""The box of a value that no page prints."""
_BY_NAME = frozenset({"seller_name", "buyer_name", "carrier_name", "operation", "payment_terms"})
_FIGURES = ("amount", "quantity", "price", "_kg", "packages", "freight", "insurance", "discount")
"""How the names of figures end."""
_WHOLE_DIGITS = 15
_DIALECTS = {**dict.fromkeys(CII, cii), **dict.fromkeys(UBL, ubl), **dict.fromkeys(NFE, nfe)}
"""Local name of the root → how its tree is read."""
_XMP_NAME = re.compile(rb"DocumentFileName>\s*([^<\s][^<]{0,120}?)\s*<")


class UnsafeXml(Exception):
    """The XML declares entities or a document type, is too large, or is no XML at all."""


@dataclass(frozen=True)
class Structured:
    """What an XML document says, in the words of a reading."""

    dialect: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    lines: tuple[dict[str, str], ...] = ()


def announced(body: bytes) -> str:
    """Return the name of the attachment that a PDF's metadata announce; empty if none."""
    match = _XMP_NAME.search(body)
    return match[1].decode("utf-8", "replace") if match else ""


def structured(body: bytes) -> Structured | None:
    """Return what an XML document says, None if it is of no dialect that the house knows.

    Raises:
        UnsafeXml: it is not to be trusted with a parser.
    """
    root = _root(body)
    reader = _DIALECTS.get(local_name(root))
    if reader is None:
        return None
    dialect, kind, fields, lines = reader(root)
    return Structured(dialect, kind, _plausible(fields), tuple(_plausible(line) for line in lines))


def _plausible(values: Mapping[str, str]) -> dict[str, str]:
    """Return what is of its kind: a stranger's data may call anything a date or a number."""
    return {name: text for name, text in values.items() if _is_of_its_kind(name, text)}


def _is_of_its_kind(name: str, text: str) -> bool:
    try:
        if name.endswith("_date"):
            date.fromisoformat(text)
        elif name.endswith(_FIGURES):
            value = Decimal(text)
            return value.is_finite() and value.adjusted() < _WHOLE_DIGITS
    except (ValueError, InvalidOperation):
        return False
    return True


def _root(body: bytes) -> Element:
    if len(body) > MOST_BYTES:
        raise UnsafeXml("grande demais")
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except DefusedXmlException as why:
        raise UnsafeXml("declara entidades") from why
    except (ParseError, ValueError, LookupError) as why:
        raise UnsafeXml("não é XML") from why
    return root


def alone(xml: Structured) -> tuple[dict[str, Field], tuple[dict[str, Field], ...]]:
    """Return fields and lines of an XML that came without a page."""
    fields = {name: _field(name, text, xml, _ALONE) for name, text in xml.fields.items()}
    rows = ({n: _field(n, t, xml, _ALONE) for n, t in row.items()} for row in xml.lines)
    return fields, tuple(rows)


def checked(reading: Reading, xml: Structured) -> Reading:
    """Return a reading with the values of its XML, each held against the page."""
    fields, checks = dict(reading.fields), list(reading.checks)
    for name, text in xml.fields.items():
        fields[name], check = _settled(name, text, reading.fields.get(name), xml)
        checks += [check] if check else []
    if any(not check.passed for check in checks if check.id.startswith("xml_agrees:")):
        # Data that contradict their page may be another document's: alone they prove nothing.
        fields = {n: f if n in reading.fields else _doubted(f) for n, f in fields.items()}
    lines, check = _lines(reading.lines, xml)
    checks += [check] if check else []
    return reading.model_copy(update={"fields": fields, "lines": lines, "checks": tuple(checks)})


def _settled(
    name: str, text: str, printed: Field | None, xml: Structured
) -> tuple[Field, Check | None]:
    if printed is None:
        return _field(name, text, xml, _ALONE), None
    agree = same(name, printed.value, text)
    check = Check(id=f"xml_agrees:{name}", passed=agree, expected=text, found=printed.value)
    if not agree:
        sure = min(printed.confidence, _DISPUTED)
        return printed.model_copy(update={"confidence": sure}), check
    return _proven(name, text, printed, xml), check


def _lines(
    printed: tuple[dict[str, Field], ...], xml: Structured
) -> tuple[tuple[dict[str, Field], ...], Check | None]:
    """Return the lines, the XML's where the page's are as many and cost the same."""
    if not xml.lines:
        return printed, None
    if not printed:
        return alone(xml)[1], None
    pairs = list(zip(printed, xml.lines, strict=False))
    agree = len(printed) == len(xml.lines) and all(_same_line(a, b) for a, b in pairs)
    check = Check(
        id="xml_agrees:lines",
        passed=agree,
        expected=_told(row.get("amount", "") for row in xml.lines),
        found=_told(row["amount"].value if "amount" in row else "" for row in printed),
    )
    if agree:
        return tuple(_merged(a, b, xml) for a, b in pairs), check
    return tuple({name: _doubted(f) for name, f in row.items()} for row in printed), check


def _told(amounts: Iterable[str]) -> str:
    kept = list(amounts)
    return f"{len(kept)}: {', '.join(kept[:12])}"


def _doubted(value: Field) -> Field:
    return value.model_copy(update={"confidence": min(value.confidence, _DISPUTED)})


def _same_line(printed: Mapping[str, Field], told: Mapping[str, str]) -> bool:
    names = [n for n in ("amount", "quantity") if n in printed and n in told]
    return bool(names) and all(same(n, printed[n].value, told[n]) for n in names)


def _merged(
    printed: Mapping[str, Field], told: Mapping[str, str], xml: Structured
) -> dict[str, Field]:
    row = dict(printed)
    for name, text in told.items():
        if name not in printed:
            row[name] = _field(name, text, xml, _ALONE)
        elif same(name, printed[name].value, text):
            row[name] = _proven(name, text, printed[name], xml)
    return row


def _proven(name: str, text: str, printed: Field, xml: Structured) -> Field:
    """Return a value that page and XML agree on, where the page has it."""
    told = {"confidence": _PROVEN, "rule": f"xml:{xml.dialect}", "read_by": "xml"}
    if name in _BY_NAME or name == "description":
        # Letters are the page's: the XML may leave out what the page prints.
        return printed.model_copy(update=told)
    return printed.model_copy(update=told | {"value": text, "raw": printed.raw or printed.value})


def _field(name: str, text: str, xml: Structured, sure: float) -> Field:
    rule = f"xml:{xml.dialect}:{name}"
    return Field(value=text, confidence=sure, page=1, box=_NOWHERE, rule=rule, read_by="xml")


def same(name: str, printed: str, told: str) -> bool:
    """Return whether page and XML say the same: figures by value, words without their dress."""
    try:
        return Decimal(printed) == Decimal(told)
    except InvalidOperation:
        pass
    one, other = tokens(printed), tokens(told)
    if name in _BY_NAME or name == "description":
        shorter, longer = sorted((one, other), key=len)
        return bool(shorter) and longer[: len(shorter)] == shorter
    return "".join(one) == "".join(other)


def with_data(reading: Reading, found: Iterable[Structured]) -> Reading:
    """Return a reading, each XML held against the document of the file that it belongs to."""
    for xml in found:
        if _belongs(reading, xml) or not any(_belongs(part, xml) for part in reading.parts):
            reading = _of_kind(checked(reading, xml), xml)
        else:
            parts = (checked(part, xml) if _belongs(part, xml) else part for part in reading.parts)
            reading = reading.model_copy(update={"parts": tuple(parts)})
    return reading


def _belongs(reading: Reading, xml: Structured) -> bool:
    number = reading.fields.get("invoice_number")
    told = xml.fields.get("invoice_number", "")
    return reading.kind == xml.kind and (
        number is None or same("invoice_number", number.value, told)
    )


def _of_kind(reading: Reading, xml: Structured) -> Reading:
    """Return a reading whose pages were of no known kind as what its XML says it is."""
    if reading.kind is not None:
        return reading
    problems = tuple(p for p in reading.problems if p.code != "unknown_kind")
    told = {"kind": xml.kind, "kind_confidence": _ALONE, "problems": problems}
    return reading.model_copy(update=told)
