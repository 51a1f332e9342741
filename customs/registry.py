"""A registry: entries by permanent tag, in the order they were named."""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class Tagged(Protocol):
    """Anything with a permanent tag."""

    @property
    def tag(self) -> str: ...


E = TypeVar("E", bound=Tagged)


class Registry(Generic[E]):
    """Entries by tag. A tag is for ever: histories and rows hold it.

    Registries are read at the doors and in activities, never in a workflow.
    """

    def __init__(self, noun: str, *entries: E) -> None:
        self._noun = noun
        self._entries: dict[str, E] = {}
        for entry in entries:
            if entry.tag in self._entries:
                raise ValueError(f"two entries of {noun} have the tag {entry.tag!r}")
            self._entries[entry.tag] = entry

    def __getitem__(self, tag: str) -> E:
        try:
            return self._entries[tag]
        except KeyError:
            known = ", ".join(self._entries)
            raise ValueError(f"no {self._noun} {tag!r}; known: {known}") from None

    def __contains__(self, tag: object) -> bool:
        return tag in self._entries

    def __iter__(self) -> Iterator[E]:
        return iter(self._entries.values())

    def tags(self) -> tuple[str, ...]:
        """Return every tag, in order."""
        return tuple(self._entries)
