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
        if field is None:
            if must:
                yield Doubt(field=name, line=line, type=type_of(name))
        elif field.confidence < review().threshold:
            yield Doubt(
                field=name,
                line=line,
                value=field.value,
                confidence=field.confidence,
                page=field.page,
                type=type_of(name),
                required=must,
            )
