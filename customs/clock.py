"""The business clock as a workflow knows it: told, never read."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from customs.payload import Payload

BRASILIA = ZoneInfo("America/Sao_Paulo")
"""Where Brazilian customs dates are computed."""


class ClockMode(StrEnum):
    """Whose time it is: the system's, or a story's that stands still until moved."""

    SYSTEM = "system"
    STORY = "story"


class ClockReading(Payload):
    """The business clock when it was read at a door."""

    mode: ClockMode = ClockMode.SYSTEM
    now: AwareDatetime


def brazilian_date(instant: datetime) -> date:
    """Return the calendar day of ``instant`` in Brasília."""
    return instant.astimezone(BRASILIA).date()
