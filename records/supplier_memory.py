"""What the house keeps of its suppliers' papers: cases, and versions of profiles."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from pydantic import AwareDatetime

from customs.papers import LostCase
from customs.payload import Payload
from customs.supplier_memory import ReadingCase


class VersionTaken(Exception):
    """Somebody else made this version of the profile meanwhile: learn again upon it."""


class ProfileVersion(Payload):
    """One version of what is known of a supplier, and whether it was put to use."""

    identity: str
    version: int
    keys: tuple[str, ...]
    profile: dict[str, Any]
    """``documents.memory.SupplierProfile`` as JSON."""
    lesson: str
    """What it was learned from, by content: the same lesson makes one version."""
    created_at: AwareDatetime
    activated: bool
    held: tuple[str, ...] = ()
    """Ids of the cases that were read rightly with what was in use from then on."""
    gained: int = 0
    """How many cases it reads rightly that the version before read wrongly."""
    lost: tuple[LostCase, ...] = ()
    """Why it was refused."""


class SupplierMemory(Protocol):
    """Cases and profiles: both are only ever added to."""

    def keep_cases(self, new: Iterable[ReadingCase]) -> None:
        """Keep what people said; the same case is kept once."""

    def cases(self, identity: str | None = None) -> list[ReadingCase]:
        """Return the cases of one supplier, or of all, oldest first."""

    def keep(self, version: ProfileVersion) -> None:
        """Keep a version; that of a lesson which has one already is a no-op.

        Raises:
            VersionTaken: another lesson made this version.
        """

    def of_lesson(self, lesson: str) -> ProfileVersion | None:
        """Return the version that a lesson made."""

    def active(self, keys: Sequence[str] | None = None) -> list[ProfileVersion]:
        """Return the profiles in use, those that one of ``keys`` names, or all, by identity."""

    def versions(self, identity: str) -> list[ProfileVersion]:
        """Return every version of a profile, oldest first."""
