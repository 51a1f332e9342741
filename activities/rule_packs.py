"""The rule packs: the one that comes with the house, and those that people put in force."""

from datetime import datetime
from functools import cache
from importlib import resources

from customs.activation import SHIPPED, PackActivation
from customs.clock import BRASILIA
from customs.duties import RulePack, parse
from customs.payload import StoredRef
from customs.people import SYSTEM
from gateways.doors import ObjectStore
from records.ports import BusinessClock
from records.rulebook import PackBook

BEGINNING = datetime(2000, 1, 1, tzinfo=BRASILIA)
"""From when the pack that comes with the house is in force: before any story begins."""
TOML = "application/toml"


@cache
def shipped_texts() -> tuple[str, ...]:
    """Return the files of ``customs/rules``, by name; read once per process."""
    rules = resources.files("customs") / "rules"
    files = sorted(
        (f for f in rules.iterdir() if f.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(file.read_text(encoding="utf-8") for file in files)


@cache
def shipped_pack() -> RulePack:
    """Return the rule pack of ``customs/rules``; read once per process."""
    return parse(*shipped_texts())


class PackShelf:
    """Every pack that was ever in force, found by its text and read once per process."""

    def __init__(self, book: PackBook, store: ObjectStore, clock: BusinessClock) -> None:
        self._book = book
        self._store = store
        self._clock = clock
        self._read: dict[str, RulePack] = {}

    def in_force(self) -> RulePack:
        """Return the pack that governs what is assessed now."""
        activation, shipped = self.activation(), shipped_pack()
        return shipped if activation.sha256 == shipped.sha256 else self.read(activation.text)

    def activation(self) -> PackActivation:
        """Return who put the present pack in force, and when.

        Until people decide, the house runs on the pack that it came with, and a new
        version of the house on its own; from the first decision on, only people decide.
        """
        held = self._book.in_force(self._clock.read().now)
        if held is not None and (not held.shipped or held.sha256 == shipped_pack().sha256):
            return held
        return self._bring()

    def text(self, ref: StoredRef) -> str:
        """Return a pack as it was written."""
        return self._store.get(ref).decode()

    def read(self, ref: StoredRef) -> RulePack:
        """Return the pack of a stored text."""
        if ref.sha256 not in self._read:
            self._read[ref.sha256] = parse(self.text(ref))
        return self._read[ref.sha256]

    def _bring(self) -> PackActivation:
        """Write down that the shipped pack is in force; it is a no-op if it is known."""
        pack = shipped_pack()
        activation = PackActivation(
            key=f"{SHIPPED}{pack.sha256}",
            sha256=pack.sha256,
            text=self._store.put("\n".join(shipped_texts()).encode(), TOML),
            valid_from=BEGINNING,
            proposed_by=SYSTEM.person,
            approved_by=SYSTEM.person,
            reason="comes with the house",
        )
        self._book.activate(activation)
        return activation
