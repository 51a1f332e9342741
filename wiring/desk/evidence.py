"""What changed between the evidence that a person saw and the evidence that is now."""

from typing import Any

from customs.payload import Payload

MOST = 60
"""Differences shown; more would hide the first ones."""


class Change(Payload):
    """One value of the evidence, before and after; None: it was not there."""

    path: str
    before: str | None
    after: str | None


def changes(before: Any, after: Any) -> list[Change]:
    """Return where two pieces of evidence differ, value by value, in the order of the first."""
    old, new = _leaves(before), _leaves(after)
    paths = dict.fromkeys([*old, *new])
    return [
        Change(path=path, before=old.get(path), after=new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    ][:MOST]


def _leaves(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        parts = [(f"{path}.{name}" if path else str(name), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{path}[{place}]", part) for place, part in enumerate(value)]
    else:
        return {path: str(value)}
    return {at: leaf for name, part in parts for at, leaf in _leaves(part, name).items()}
