"""Supplier memory: what people's corrections taught about one supplier's papers.

A profile is data, in versions that never change. It gives candidates that are scored beside those
of the generic reader and never overrides it: overriding always was measured to do harm.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from customs.papers import Correction
from customs.payload import Payload

Box = tuple[float, float, float, float]
Side = Literal["before", "left", "above", "below"]
"""In front of a value in the same phrase, in the phrase left of it, above or below it."""
SURE = ("cnpj:", "vat:")
"""Keys that only one supplier can have begin so."""
_PLACES = 6


class Anchor(Payload):
    """Printed words that lead to a value, and how far from them it stands, in points."""

    words: tuple[str, ...]
    """Folded; never a word with a digit in it, because those change from paper to paper."""
    side: Side
    dx0: float
    """From the left edge of the words to the left edge of the value."""
    dx1: float
    """From the left edge of the words to the right edge of the value."""
    dy: float
    """From the middle of the words down to the middle of the value."""


class Place(Payload):
    """One way to find a value: what leads to it, where it stood, how far it reaches."""

    anchors: tuple[Anchor, ...] = ()
    page: int
    """Of the document, from 1; -1 for the last page of several."""
    box: Box
    reads: Literal["typed", "phrase"] = "typed"
    """Whether the reader's own parser of the field gave the value, or the bare words."""
    words: int = 0
    """Words of the phrase that are the value; 0: all of them."""
    until: str = ""
    """The folded word that followed the value in its phrase."""
    lines: int = 1
    hits: int = 1
    """Papers on which this place gave the right value, the one it was learned from included."""
    misses: int = 0

    @property
    def record(self) -> float:
        """Return how far the place may be believed: grows with hits, a miss weighs more."""
        return (self.hits + 1.5) / (self.hits + 1.65 + 2.5 * self.misses)


class FieldMemory(Payload):
    """What is known of one field on one kind of a supplier's papers."""

    corrected: bool = False
    """Whether a person had to put it right: only then it may outrank the generic reader."""
    places: tuple[Place, ...] = ()
    wrong: tuple[Place, ...] = ()
    """Where the generic reader found what people said is not the value."""
    values: dict[str, int] = {}
    """Right values so far, and on how many papers."""
    papers: tuple[str, ...] = ()
    """Hashes of the papers it was learned from: none counts twice."""

    def best_places(self) -> tuple[Place, ...]:
        """Return the places that did more good than harm, the most proven first."""
        good = [place for place in self.places if place.hits >= place.misses]
        good.sort(key=lambda place: -place.record)
        return tuple(good[:_PLACES])


class Layout(Payload):
    """How one kind of a supplier's papers is laid out."""

    fields: dict[str, FieldMemory] = {}
    columns: dict[str, str] = {}
    """Folded words of a column's head → what the column holds; empty: none that is read."""
    decimal_mark: str | None = None
    month_first: bool | None = None


class SupplierProfile(Payload):
    """One version of what is known of a supplier."""

    identity: str
    """The surest key at first sight; it names the profile for ever."""
    keys: tuple[str, ...] = ()
    """Every key by which the supplier is known."""
    version: int = 0
    """0: not kept yet."""
    layouts: dict[str, Layout] = {}
    """By kind of paper."""

    @property
    def name(self) -> str:
        """Return how a reading says that it was read with this profile."""
        return f"{self.identity}@{self.version}"


class Lesson(Payload):
    """What people said of one file, and what was known of its supplier until then."""

    kind: str | None = None
    first_page: int = 1
    """Which document of the file it is about."""
    profile: SupplierProfile | None = None
    corrections: tuple[Correction, ...]


class Taught(Payload):
    """What a file taught."""

    profile: SupplierProfile | None = None
    """The next version; None where the file names no supplier, or has no words to learn from."""
    said: tuple[Correction, ...] = ()
    """The corrections, each with where its value stands as far as that was found."""


def choose(profiles: Iterable[SupplierProfile], keys: Sequence[str]) -> SupplierProfile | None:
    """Return the profile that the surest of ``keys`` names, None if none or in contradiction.

    A profile that shares a domain or a name but has another tax id is another company's.
    """
    known = [profile for profile in profiles if not contradicts(profile, keys)]
    for key in keys:
        named = [profile for profile in known if key in profile.keys]
        if len(named) == 1:
            return named[0]
    return None


def contradicts(profile: SupplierProfile, keys: Sequence[str]) -> bool:
    """Return whether both have keys that only one supplier can have, and none in common."""
    ours, theirs = ({k for k in some if k.startswith(SURE)} for some in (profile.keys, keys))
    return bool(ours and theirs and not ours & theirs)
