"""Cases: what people said is right on one paper, so that no new knowledge unlearns it."""

import hashlib

from pydantic import AwareDatetime

from customs.papers import Correction
from customs.payload import Payload, StoredRef


class ReadingCase(Payload):
    """One value that a person put right or confirmed, on one document."""

    identity: str
    """The profile it belongs to, or ``unknown`` where the paper names no supplier."""
    file: StoredRef
    filename: str
    kind: str
    said: Correction
    """Its page and box say where the value stands, as far as that was found."""
    person: str
    at: AwareDatetime

    @property
    def id(self) -> str:
        """Return the case's name: what was said, of which document, by whom and when."""
        told = (self.file.sha256, self.said.model_dump_json(), self.person, self.at.isoformat())
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    @property
    def subject(self) -> tuple[str, int, str, int | None]:
        """Return what it is about; the newest case about the same thing is the one that counts."""
        return (self.file.sha256, self.said.first_page, self.said.field, self.said.line)


UNKNOWN = "unknown"
"""Identity of cases whose paper names no supplier: kept and checked, but nothing is learned."""
