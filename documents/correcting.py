"""Correcting: the next version of a reading, with what a person said in place of what was read.

The file and the readings before stay as they are; the new one says whose word each value is.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from customs.paper_doubts import Corrected
from customs.papers import Correction
from documents.checks import run_checks
from documents.kinds import DOCUMENTS
from documents.reading import Field, Reading

_NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""The box of a value that a person wrote without showing where it stands."""

Fields = dict[str, Field]


class NoSuchLine(ValueError):
    """A correction names a line of goods that the paper does not have."""


def corrected(
    reading: Reading, said: Sequence[Correction], person: str, at: datetime
) -> tuple[Reading, tuple[Corrected, ...]]:
    """Return the next version of ``reading``, and what is different in it or now confirmed.

    A line one past the last is a line that the house had missed; a line of which nothing is
    left was none.

    Raises:
        NoSuchLine: a correction is about a line beyond that.
    """
    fields, lines = dict(reading.fields), [dict(line) for line in reading.lines]
    told = tuple(_say(reading, _place(fields, lines, one.line), one, person, at) for one in said)
    left = tuple(line for line in lines if line)
    checks = DOCUMENTS[reading.kind].checks if reading.kind else ()
    changes = {
        "fields": fields,
        "lines": left,
        "checks": run_checks(checks, fields, left),
        "corrected": (*reading.corrected, *told),
    }
    return reading.model_copy(update=changes), told


def _place(fields: Fields, lines: list[Fields], line: int | None) -> Fields:
    if line is None:
        return fields
    if not 1 <= line <= len(lines) + 1:
        raise NoSuchLine(f"the paper has {len(lines)} line(s); there is no line {line}")
    if line > len(lines):
        lines.append({})
    return lines[line - 1]


def _say(reading: Reading, fields: Fields, one: Correction, who: str, at: datetime) -> Corrected:
    before = fields.pop(one.field, None)
    if one.value:
        fields[one.field] = Field(
            value=one.value,
            confidence=1.0,
            page=one.page or (before.page if before else reading.first_page),
            box=one.box or (before.box if before else _NOWHERE),
            raw=before.raw or before.value if before else "",
            rule="person",
            read_by="person",
        )
    return Corrected(
        field=one.field,
        line=one.line,
        before=before.value if before else "",
        after=one.value,
        person=who,
        at=at,
        reason=one.reason,
    )


def says_of(reading: Reading) -> str:
    """Return a hash of the values alone: wherever they stand, however surely they were read."""
    values = {
        "fields": {name: field.value for name, field in reading.fields.items()},
        "lines": [{name: field.value for name, field in line.items()} for line in reading.lines],
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def identity_of(reading: Reading) -> str:
    """Return kind, number and issuer of a document; empty where one of them is not known."""
    numbers = ("invoice_number", "document_number")
    if reading.kind != "commercial_invoice":
        numbers = ("document_number", "invoice_number")
    number = next((reading.fields[n].value for n in numbers if n in reading.fields), "")
    issuer = reading.identities[0] if reading.identities else _named(reading)
    if not (reading.kind and number and issuer):
        return ""
    return f"{reading.kind}|{number.upper()}|{issuer}"


def _named(reading: Reading) -> str:
    names = (reading.fields.get(name) for name in ("seller_name", "shipper_name"))
    return next((" ".join(name.value.lower().split()) for name in names if name), "")
