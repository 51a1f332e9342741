"""The inbox: tasks on the left, the work of the chosen one on the right."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from customs.views import ImportView, ReleaseView, TaskView
from web.pages.acts import Given, given_of
from web.pages.deciding import DECISIONS
from web.pages.evidence import evidence_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.timeline import steps
from web.visitors import SignedIn, TheDesk, Visitor
from wiring.desk import Desk
from wiring.desk.errors import DeskError, NotFound
from wiring.desk.lists import Scope

router = APIRouter()

_LATE = datetime.max.replace(tzinfo=UTC)


@router.get("/tasks")
async def inbox(
    visitor: SignedIn, desk: TheDesk, screen: TheScreen, scope: Scope = "group", search: str = ""
) -> HTMLResponse:
    """Show the tasks of a scope, the first one opened."""
    tasks = await _tasks(desk, visitor, scope, search)
    chosen = tasks[0] if tasks else None
    return await _page(desk, screen, visitor, chosen, tasks=tasks, scope=scope, search=search)


@router.get("/tasks/{task_id:path}")
async def task(
    task_id: str,
    visitor: SignedIn,
    desk: TheDesk,
    screen: TheScreen,
    scope: Scope = "group",
    search: str = "",
) -> HTMLResponse:
    """Show one task beside the list."""
    tasks = await _tasks(desk, visitor, scope, search)
    chosen = await desk.task(task_id)
    return await _page(desk, screen, visitor, chosen, tasks=tasks, scope=scope, search=search)


@router.post("/tasks/{task_id:path}")
async def decide(  # noqa: PLR0913 - each is a part of the address
    task_id: str,
    request: Request,
    visitor: SignedIn,
    desk: TheDesk,
    screen: TheScreen,
    scope: Scope = "group",
    search: str = "",
) -> Response:
    """Claim, put back or decide a task; the answer shows it as it then is."""
    given = await given_of(await request.form())
    chosen = await desk.task(task_id)
    notice, status = None, 422
    act = given.text("act") or "decide"
    if act in DECISIONS:
        try:
            await DECISIONS[act](desk, chosen, given, visitor.actor)
        except NotFound:
            raise
        except DeskError as refusal:
            notice = notice_of(refusal, screen, visitor.actor, chosen)
            status = refusal.status
        else:
            return RedirectResponse(screen.address, status_code=303)
    shown = {"scope": scope, "search": search, "status": status, "notice": notice, "given": given}
    tasks = await _tasks(desk, visitor, scope, search)
    return await _page(desk, screen, visitor, await desk.task(task_id), tasks=tasks, **shown)


async def _tasks(desk: Desk, visitor: Visitor, scope: Scope, search: str) -> list[TaskView]:
    page = await desk.tasks(visitor.actor, scope, limit=200)
    found = [task for task in page.items if _matches(task, search)]
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
    visitor: Visitor,
    chosen: TaskView | None,
    *,
    tasks: list[TaskView],
    scope: Scope,
    search: str,
    status: int = 200,
    notice: Notice | None = None,
    given: Given | None = None,
) -> HTMLResponse:
    return screen.show(
        "inbox.html.j2",
        status=status,
        # A task that was just decided keeps its line, so that the list does not jump.
        tasks=tasks if chosen is None or _is_in(chosen, tasks) else [chosen, *tasks],
        chosen=chosen,
        upcoming=next((t for t in tasks if chosen is None or t.id != chosen.id), None),
        scope=scope,
        search=search,
        notice=notice,
        given=given or Given(texts={}),
        **await _work(desk, visitor, chosen),
    )


def _is_in(task: TaskView, tasks: Iterable[TaskView]) -> bool:
    return any(task.id == other.id for other in tasks)


async def _work(desk: Desk, visitor: Visitor, chosen: TaskView | None) -> dict[str, Any]:
    if chosen is None:
        return {}
    owner = await _owner(desk, chosen)
    return {
        "evidence": await evidence_of(desk, chosen),
        "owner": owner,
        "owner_address": _address(owner),
        "steps": steps(owner) if owner else [],
        "may": visitor.actor.may(*chosen.order.roles),
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
