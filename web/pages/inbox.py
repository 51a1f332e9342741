"""The inbox: tasks on the left, the work of the chosen one on the right."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from customs.views import ImportView, ReleaseView, TaskView
from web.pages.acts import Given, given_of
from web.pages.deciding import DECISIONS
from web.pages.evidence import evidence_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.timeline import steps
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.errors import DeskError, NotFound
from wiring.desk.lists import Scope

router = APIRouter()

_LATE = datetime.max.replace(tzinfo=UTC)


class Listing(NamedTuple):
    """Which tasks are listed."""

    scope: Scope = "group"
    search: str = ""


def the_listing(scope: Scope = "group", search: str = "") -> Listing:
    """Return which tasks an address asks for."""
    return Listing(scope, search)


TheListing = Annotated[Listing, Depends(the_listing)]


@router.get("/tasks")
async def inbox(desk: TheDesk, screen: TheScreen, listing: TheListing) -> HTMLResponse:
    """Show the tasks of a scope, the first one opened."""
    tasks = await _tasks(desk, screen, listing)
    return await _page(desk, screen, listing, tasks[0] if tasks else None)


@router.get("/tasks/{task_id:path}")
async def task(task_id: str, desk: TheDesk, screen: TheScreen, listing: TheListing) -> HTMLResponse:
    """Show one task beside the list."""
    return await _page(desk, screen, listing, await desk.task(task_id))


@router.post("/tasks/{task_id:path}")
async def decide(
    task_id: str, request: Request, desk: TheDesk, screen: TheScreen, listing: TheListing
) -> Response:
    """Claim, put back or decide a task; the answer shows it as it then is."""
    given = await given_of(await request.form())
    chosen = await desk.task(task_id)
    # An outcome's button decides; the other buttons name their act.
    act = DECISIONS.get(given.text("act"), DECISIONS["decide"])
    try:
        await act(desk, chosen, given, screen.actor)
    except NotFound:
        raise
    except DeskError as refusal:
        notice = notice_of(refusal, screen, chosen)
        now = await desk.task(task_id)
        return await _page(
            desk, screen, listing, now, status=refusal.status, notice=notice, given=given
        )
    return RedirectResponse(screen.address, status_code=303)


async def _tasks(desk: Desk, screen: Screen, listing: Listing) -> list[TaskView]:
    page = await desk.tasks(screen.actor, listing.scope, limit=200)
    found = [task for task in page.items if _matches(task, listing.search)]
    return sorted(found, key=_urgency)


def _urgency(task: TaskView) -> tuple[bool, datetime, datetime]:
    """Escalated first, then what is due first, then what has waited longest."""
    return (not task.escalated, task.order.due_at or _LATE, task.order.clock.now)


def _matches(task: TaskView, search: str) -> bool:
    order = task.order
    words = f"{task.id} {order.title} {order.title_en} {order.owner_reference}".lower()
    return all(word in words for word in search.lower().split())


async def _page(  # noqa: PLR0913 - what the page shows
    desk: Desk,
    screen: Screen,
    listing: Listing,
    chosen: TaskView | None,
    *,
    status: int = 200,
    notice: Notice | None = None,
    given: Given | None = None,
) -> HTMLResponse:
    tasks = await _tasks(desk, screen, listing)
    return screen.show(
        "inbox.html.j2",
        status=status,
        # A task that was just decided keeps its line, so that the list does not jump.
        tasks=tasks if chosen is None or _is_in(chosen, tasks) else [chosen, *tasks],
        chosen=chosen,
        upcoming=next((t for t in tasks if chosen is None or t.id != chosen.id), None),
        scope=listing.scope,
        search=listing.search,
        notice=notice,
        given=given or Given(texts={}),
        **await _work(desk, screen, chosen),
    )


def _is_in(task: TaskView, tasks: Iterable[TaskView]) -> bool:
    return any(task.id == other.id for other in tasks)


async def _work(desk: Desk, screen: Screen, chosen: TaskView | None) -> dict[str, Any]:
    if chosen is None:
        return {}
    owner = await _owner(desk, chosen)
    return {
        "evidence": await evidence_of(desk, chosen),
        "owner": owner,
        "owner_address": _address(owner),
        "steps": steps(owner) if owner else [],
        "may": screen.actor.may(*chosen.order.roles),
    }


def _address(owner: ImportView | ReleaseView | None) -> str:
    if owner is None:
        return ""
    return f"/{'imports' if isinstance(owner, ImportView) else 'releases'}/{owner.reference}"


async def _owner(desk: Desk, task: TaskView) -> ImportView | ReleaseView | None:
    """Return whose task it is; None if it is a programme's."""
    reference = task.order.owner_reference.partition("/")[0]
    body = await desk.snapshot("import", reference)
    if body is not None:
        return ImportView.model_validate(body)
    body = await desk.snapshot("release", reference)
    return ReleaseView.model_validate(body) if body is not None else None
