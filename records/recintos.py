"""The port of the bonded place's events: written down here, sent by a gateway."""

from typing import Protocol

from customs.recintos import RecintoEvent


class RecintoOutbox(Protocol):
    """Events for customs, in the order in which they were written; each is kept once."""

    def keep(self, event: RecintoEvent) -> None:
        """Keep an event; one of its key that is there already stays as it is."""

    def of(self, reference: str) -> tuple[RecintoEvent, ...]:
        """Return the events of an import, the oldest first."""
