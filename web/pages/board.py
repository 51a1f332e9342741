"""The board: every import and release, by stage, with what it waits for and who must act."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from customs.clock import brazilian_date
from customs.parties import Parties
from customs.views import ClearanceView, ImportView, ReleaseView, TaskView
from records.snapshots import Filter
from web.pages.clocks import NextDate, next_date
from web.pages.rendering import Screen, TheScreen
from web.visitors import TheDesk
from wiring.desk import Desk

router = APIRouter()

ORDER = (
    "BOOKED",
    "IN_TRANSIT",
    "ARRIVED",
    "IN_CUSTOMS_TRANSIT",
    "AT_WAREHOUSE",
    "ADMISSION_FILED",
    "IN_BOND",
    "RELEASING",
    "CALLED_OFF",
    "ACCEPTED",
    "FUNDED",
    "FILED",
    "RELEASED_AWAITING_DELIVERY",
    "DELIVERED",
    "LEFT_BOND",
    "CLOSED",
    "CANCELLED",
    "ABANDONED",
)
"""Stages as they stand on the board, from the first to the ends."""
ROWS = 200
"""Rows of one page."""


@dataclass(frozen=True)
class Row:
    """One line of the board."""

    address: str
    reference: str
    stage: str
    parties: Parties
    waiting_for: str
    eta: datetime | None
    declaration: ClearanceView | None
    next_date: NextDate | None
    tasks: tuple[TaskView, ...]
    open: bool


@router.get("/")
async def board(
    desk: TheDesk,
    screen: TheScreen,
    stage: str = "",
    search: Annotated[str, Query(max_length=100)] = "",
    over: bool = False,
) -> HTMLResponse:
    """Show imports and releases."""
    where: dict[str, Filter] = {} if over else {"open": True}
    found = await asyncio.gather(
        desk.imports(where=where, search=search or None, limit=ROWS),
        desk.releases(where=where, search=search or None, limit=ROWS),
    )
    views: list[ImportView | ReleaseView] = [*found[0].items, *found[1].items]
    rows = await _rows(desk, screen, views)
    return screen.show(
        "board.html.j2",
        rows=[row for row in rows if stage in ("", row.stage)],
        stages=_counted(rows),
        chosen={"stage": stage, "search": search, "over": over},
        more=any(page.next for page in found),
    )


async def _rows(desk: Desk, screen: Screen, views: Iterable[ImportView | ReleaseView]) -> list[Row]:
    clearances, tasks, now = await asyncio.gather(
        desk.clearances(), desk.tasks(screen.actor, "group", limit=500), desk.now()
    )
    declared = _newest(clearances.items)
    asked = _by_owner(tasks.items)
    today = brazilian_date(now)
    rows = [_row(view, declared, asked, today) for view in views]
    return sorted(rows, key=lambda row: ORDER.index(row.stage) if row.stage in ORDER else -1)


def _row(
    view: ImportView | ReleaseView,
    declared: dict[str, ClearanceView],
    asked: dict[str, list[TaskView]],
    today: date,
) -> Row:
    kind = "imports" if isinstance(view, ImportView) else "releases"
    return Row(
        address=f"/{kind}/{view.reference}",
        reference=view.reference,
        stage=view.stage,
        parties=view.order.parties,
        waiting_for=view.waiting_for,
        eta=view.eta if isinstance(view, ImportView) else None,
        declaration=declared.get(view.reference),
        next_date=next_date(view, today),
        tasks=tuple(asked.get(view.reference, ())),
        open=view.open,
    )


def _newest(clearances: Iterable[ClearanceView]) -> dict[str, ClearanceView]:
    newest: dict[str, ClearanceView] = {}
    for clearance in clearances:
        newest.setdefault(clearance.owner_reference, clearance)
    return newest


def _by_owner(tasks: Iterable[TaskView]) -> dict[str, list[TaskView]]:
    found: defaultdict[str, list[TaskView]] = defaultdict(list)
    for task in tasks:
        # A clearance's task belongs to ``{reference}/{kind}-{n}``.
        found[task.order.owner_reference.partition("/")[0]].append(task)
    return found


def _counted(rows: Iterable[Row]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.stage] = counts.get(row.stage, 0) + 1
    return counts
