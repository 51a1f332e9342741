"""Tasks: the inbox, and what a person may do with one task."""

from fastapi import APIRouter, Response

from customs.views import TaskView
from web.api.imports import Limit, given
from web.api.references import file_response
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.forms import TaskForm
from wiring.desk.lists import Page, Scope

router = APIRouter(prefix="/tasks", tags=["tasks"])

# A task's id has slashes, ``{owner}/{kind}-{n}``, and so has its owner where that is a clearance.


@router.get("")
async def list_tasks(  # noqa: PLR0913 - each is a filter of the list
    visitor: SignedIn,
    desk: TheDesk,
    scope: Scope = "group",
    open: bool = True,
    kind: str | None = None,
    state: str | None = None,
    limit: Limit = 100,
    after: str | None = None,
) -> Page[TaskView]:
    """List tasks: those I am at, those my roles may do, or all."""
    where = given(open=open, kind=kind, state=state)
    return await desk.tasks(visitor.actor, scope, where=where, limit=limit, after=after)


@router.post("/{task_id:path}/claim")
async def claim(task_id: str, visitor: SignedIn, desk: TheDesk, key: RequestKey) -> TaskView:
    """Take a task, so that others see who is at it."""
    return await desk.claim(task_id, visitor.actor, key)


@router.post("/{task_id:path}/put-back")
async def put_back(task_id: str, visitor: SignedIn, desk: TheDesk, key: RequestKey) -> TaskView:
    """Give a claimed task back to its group."""
    return await desk.put_back(task_id, visitor.actor, key)


@router.post("/{task_id:path}/complete")
async def complete(
    task_id: str, form: TaskForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> TaskView:
    """Decide a task, upon the evidence whose hash is sent along."""
    return await desk.complete(task_id, form, visitor.actor, key)


@router.get("/{task_id:path}/files/{sha256}")
async def file(task_id: str, sha256: str, visitor: SignedIn, desk: TheDesk) -> Response:
    """Return the evidence or a paper of a task."""
    return file_response(*await desk.task_file(task_id, sha256))


@router.get("/{task_id:path}")
async def show(task_id: str, visitor: SignedIn, desk: TheDesk) -> TaskView:
    """Show a task as it stands."""
    return await desk.task(task_id)
