"""What lists show: rows from SQL, newest first, a page at a time; never from the engine."""

import asyncio
from collections.abc import Iterator
from typing import Any, Generic, Literal, TypeVar

from customs.payload import Payload
from customs.people import Actor
from customs.views import ClearanceView, ImportView, ReleaseView, TaskView
from records.ports import WaitingNews
from records.snapshots import Filter, Snapshots
from wiring.desk.counter import Counter

V = TypeVar("V", bound=Payload)
Scope = Literal["mine", "group", "all"]
"""Tasks that I am at; tasks that my roles may do; every task."""
PAGE = 100
_BATCH = 500


class Page(Payload, Generic[V]):
    """A part of a list, and the cursor of the next part; None at the end."""

    items: tuple[V, ...]
    next: str | None = None


class ListCounter(Counter):
    """Answers lists."""

    async def imports(
        self,
        *,
        where: dict[str, Filter] | None = None,
        search: str | None = None,
        limit: int = PAGE,
        after: str | None = None,
    ) -> Page[ImportView]:
        """Return imports; ``where`` filters by ``stage, open, agreement, supplier, regime…``."""
        rows = await self._rows("import", where, search, limit, after)
        views = tuple(ImportView.model_validate(row) for row in rows)
        return Page(items=views, next=views[-1].reference if len(views) == limit else None)

    async def releases(
        self,
        *,
        where: dict[str, Filter] | None = None,
        search: str | None = None,
        limit: int = PAGE,
        after: str | None = None,
    ) -> Page[ReleaseView]:
        """Return releases from bond."""
        rows = await self._rows("release", where, search, limit, after)
        views = tuple(ReleaseView.model_validate(row) for row in rows)
        return Page(items=views, next=views[-1].reference if len(views) == limit else None)

    async def tasks(
        self,
        actor: Actor | None = None,
        scope: Scope = "all",
        *,
        where: dict[str, Filter] | None = None,
        limit: int = PAGE,
        after: str | None = None,
    ) -> Page[TaskView]:
        """Return open tasks, unless ``where`` asks for others.

        Whose group an actor is in is asked now, not when the task was made.
        """
        wanted: dict[str, Filter] = {"open": True} | (where or {})
        if actor is not None and scope == "mine":
            wanted["assignee"] = actor.person
        if actor is not None and scope == "group" and not actor.may():
            wanted["roles"] = tuple(actor.roles)
        rows = await self._rows("task", wanted, None, limit, after)
        views = tuple(TaskView.model_validate(row) for row in rows)
        return Page(items=views, next=views[-1].id if len(views) == limit else None)

    async def clearances(
        self, *, where: dict[str, Filter] | None = None, limit: int = _BATCH
    ) -> Page[ClearanceView]:
        """Return declarations; ``where`` filters by ``state, open, kind, number, channel``."""
        rows = await self._rows("clearance", where, None, limit, None)
        views = tuple(ClearanceView.model_validate(row) for row in rows)
        return Page(items=views, next=views[-1].id if len(views) == limit else None)

    async def waiting(self) -> list[WaitingNews]:
        """Return the events that matched no import yet."""
        return await asyncio.to_thread(self.ports.waiting.waiting)

    async def _rows(
        self,
        kind: str,
        where: dict[str, Filter] | None,
        search: str | None,
        limit: int,
        after: str | None,
    ) -> list[dict[str, Any]]:
        return await asyncio.to_thread(
            self.ports.snapshots.find,
            kind,
            where=where,
            search=search,
            limit=limit,
            after=after,
        )


def all_open(snapshots: Snapshots, kind: str, id_name: str) -> Iterator[dict[str, Any]]:
    """Return every open row of a kind, however many there are."""
    after: str | None = None
    while True:
        rows = snapshots.find(kind, where={"open": True}, limit=_BATCH, after=after)
        yield from rows
        if len(rows) < _BATCH:
            return
        after = rows[-1][id_name]
