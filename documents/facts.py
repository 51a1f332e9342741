"""Facts: what several papers say of one thing, and how their statements are compared (data)."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from customs.payload import Form

Compare = Literal["number", "name", "set", "country", "prefix", "text"]


class Tolerance(Form):
    """How far two figures may lie apart: so much, or such a share of the larger one."""

    absolute: Decimal = Decimal(0)
    share: Decimal = Decimal(0)

    def allows(self, left: Decimal, right: Decimal) -> bool:
        """Return whether the two count as one figure."""
        return abs(left - right) <= max(self.absolute, self.share * max(abs(left), abs(right)))


class Fact(Form):
    """One thing that papers state. Its id is permanent: tasks, reports and statistics name it."""

    id: str
    label: str
    compare: Compare
    stated_by: dict[str, str]
    """Side → its field, in the order in which they are believed when all differ."""
    per: Literal["shipment", "item"] = "shipment"
    lines: Literal["each", "sum"] = "each"
    """Whether the lines of an item speak each for itself or all together."""
    unit: str = ""
    tolerance: Tolerance = Tolerance()
    severity: Literal["error", "warning"] = "error"
    penalty: str = ""


class DateOrder(Form):
    """A date of one paper that may not come after a date of another."""

    earlier: tuple[str, str]
    later: tuple[str, str]
    label: str


class Wanted(Form):
    """Something that RA art. 557 wants a commercial invoice to say."""

    clause: str
    what: str
    any_of: tuple[str, ...] = Field(min_length=1)
    """Header fields, or ``line.`` fields that every line has."""


class FactBook(Form):
    """All of ``facts.yaml``."""

    facts: tuple[Fact, ...]
    date_order: tuple[DateOrder, ...]
    invoice_must_say: tuple[Wanted, ...]


@cache
def fact_book() -> FactBook:
    """Return the facts, read once."""
    text = (Path(__file__).parent / "facts.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return FactBook.model_validate(content)
