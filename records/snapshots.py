"""Snapshots: one row per import, release, clearance, task or transit, as screens read it."""

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import AwareDatetime

from customs.payload import Payload

KINDS = ("import", "release", "clearance", "task", "transit", "programme", "rules")
"""Kinds of snapshot; each is one table."""

Filter = str | bool | tuple[str, ...]
"""What a list column must be: a value, or any of several."""


class Snapshot(Payload):
    """One workflow's state at one version of one run.

    Ordered by ``(run_started, version)``; an equal one overwrites, because a worker
    killed between SQL and Temporal leaves a row about something that never happened.
    """

    kind: str
    id: str
    """``reference`` of an import or release, ``{owner}/{kind}-{n}`` of a clearance or task."""
    run_started: AwareDatetime
    version: int
    body: dict[str, Any]
    """The view (``customs.views``) as JSON; the list columns are taken from it."""


class Snapshots(Protocol):
    """Where snapshots are kept."""

    def save(self, snapshot: Snapshot) -> None:
        """Keep the snapshot unless a newer one is there; an equal one overwrites."""

    def get(self, kind: str, id: str) -> dict[str, Any] | None:
        """Return the body of one snapshot."""

    def find(
        self,
        kind: str,
        *,
        where: Mapping[str, Filter] | None = None,
        owner: str | None = None,
        search: str | None = None,
        limit: int = 100,
        after: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return bodies, newest first; ``where`` filters by list columns.

        ``owner`` is the reference that clearances and tasks belong to; ``search``
        finds references, parties and numbers; ``after`` is the id of the last row seen.
        """
