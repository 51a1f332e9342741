"""Doubt: which values of a reading a person must confirm or complete before the paper counts."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from customs.paper_doubts import Doubt
from customs.payload import Payload
from documents.reading import Field, Reading

MOST = 40
"""Values asked at once; a paper with more is asked about again once these are settled."""


class Wanted(Payload):
    """What is asked of one kind of paper: values it must say, and values that are used if it does."""

    required: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    line_required: tuple[str, ...] = ()
    line_used: tuple[str, ...] = ()


class Review(Payload):
    """All of ``review.yaml``."""

    threshold: float
    kinds: dict[str, Wanted]
    types: dict[str, tuple[str, ...]] = {}
    labels: dict[str, tuple[str, str]] = {}
    """What a value is called, in Portuguese and in English."""


@cache
def review() -> Review:
    """Return what is reviewed; read once per process."""
    text = (Path(__file__).parent / "review.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return Review.model_validate(content)


def type_of(field: str) -> str:
    """Return the type of the form field in which a person writes this value."""
    return next((kind for kind, names in review().types.items() if field in names), "text")


def doubts_of(reading: Reading) -> tuple[Doubt, ...]:
    """Return what a person must be asked about this reading, in the order of the paper's kinds.

    A paper without lines of goods, or of a kind that nothing is computed from, raises none.
    """
    wanted = review().kinds.get(reading.kind or "")
    if wanted is None or reading.problems:
        return ()
    found = [*_among(reading.fields, wanted.required, wanted.used, None)]
    for place, line in enumerate(reading.lines, start=1):
        found += _among(line, wanted.line_required, wanted.line_used, place)
    return tuple(found[:MOST])


def _among(
    fields: dict[str, Field], required: tuple[str, ...], used: tuple[str, ...], line: int | None
) -> Iterator[Doubt]:
    for name in (*required, *used):
        field, must = fields.get(name), name in required
        if field is None and must:
            yield _doubt(name, line)
        elif field is not None and field.confidence < review().threshold:
            read = {"value": field.value, "confidence": field.confidence, "page": field.page}
            yield _doubt(name, line).model_copy(update=read | {"required": must})


def _doubt(name: str, line: int | None) -> Doubt:
    label, label_en = review().labels.get(name, (name, name))
    return Doubt(field=name, line=line, type=type_of(name), label=label, label_en=label_en)
