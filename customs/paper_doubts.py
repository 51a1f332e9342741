"""What is not sure on a paper, and what a person made of it."""

from pydantic import AwareDatetime

from customs.payload import Payload


class Doubt(Payload):
    """A value that is asked of a person: it is missing, or was not read surely enough."""

    field: str
    line: int | None = None
    """The line of goods, counted from 1; None: a field of the head."""
    value: str = ""
    """As it was read; empty: the paper does not seem to say it."""
    confidence: float = 0.0
    page: int | None = None
    type: str = "text"
    """Type of its form field."""
    label: str = ""
    label_en: str = ""
    required: bool = True
    """Whether the paper must say it; one that need not is confirmed by leaving it empty."""


class Corrected(Payload):
    """What a person put right on a paper: both values, who, when and why."""

    field: str
    line: int | None = None
    before: str
    """Empty: the house had read none."""
    after: str
    """Empty: the paper does not say it."""
    person: str
    at: AwareDatetime
    reason: str = ""
