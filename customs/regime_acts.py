"""What persons tell a bonded import of its term: an extension asked for, and its answer."""

from datetime import date

from pydantic import AwareDatetime, Field

from customs.payload import Payload
from customs.people import Actor


class RequestExtension(Payload):
    """Update ``request_extension``: customs was asked to let the goods stay longer."""

    until: date
    document: str = Field(min_length=1, max_length=60)
    """Number of the request or of its dossier."""
    special: bool = False
    """A special situation, up to three years (RA 408 §1)."""
    actor: Actor
    at: AwareDatetime


class AnswerExtension(Payload):
    """Update ``answer_extension``: customs granted the extension, or refused it."""

    granted: bool
    until: date | None = None
    """Granted until another day than was asked for."""
    document: str = Field(min_length=1, max_length=60)
    actor: Actor
    at: AwareDatetime
