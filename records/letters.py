"""The port of the letters: what came by e-mail, and what became of it."""

from typing import Protocol

from pydantic import AwareDatetime

from customs.payload import Payload, StoredRef


class KeptLetter(Payload):
    """One letter: where it lies as it came, and what was done with its attachments."""

    key: str
    """Hash of Message-ID and content."""
    message_id: str = ""
    sender: str
    subject: str = ""
    files: tuple[str, ...] = ()
    raw: StoredRef
    received_at: AwareDatetime
    reference: str | None = None
    """Import or release that its attachments were handed to."""
    why: str = ""
    """Code of the refusal for which nobody got it: it waits for a person."""
    matched_by: str = ""
    """Who said whose it is; empty where the house found it."""


class Letters(Protocol):
    """Every letter that came, each once; nothing is thrown away."""

    def get(self, key: str) -> KeptLetter | None:
        """Return a letter by its key."""

    def keep(self, letter: KeptLetter) -> None:
        """Keep a letter; one that is there already stays as it is."""

    def hand_over(self, key: str, reference: str, person: str) -> None:
        """Note to whom a person had a waiting letter's attachments handed."""

    def newest(self, waiting: bool, limit: int = 100) -> list[KeptLetter]:
        """Return letters, the newest first; only those that wait for a person, if asked."""
