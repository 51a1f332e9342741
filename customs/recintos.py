"""Events that a bonded place tells customs of (API Recintos): only where we are its keeper.

Where we are its client the keeper tells them, and they come to us as milestones.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime

from customs.payload import Payload
from customs.people import Actor

DEPOSITARY = "depositary"
"""The mode of a warehouse that we keep ourselves."""


class RecintoKind(StrEnum):
    """The events' names, as customs has them."""

    MADE = "geracao-lotes"
    STORED = "armazenamento-lote"
    HARMED = "avaria-extravio-lote"
    LOADED = "carregamento-lotes"


class RecintoEvent(Payload):
    """Something that happened to a lot at our bonded place; ``key`` names it, so it is told once."""

    key: str
    kind: RecintoKind
    recinto: str
    reference: str
    lot: str
    quantity: Decimal
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    actor: Actor
    said: dict[str, str] = {}
    """What else the event says: place, document, moment, release."""


class RecordRecintoEvents(Payload):
    """Write events down, each once, for the gateway to send."""

    events: tuple[RecintoEvent, ...]
