"""The acts upon a task: claim it, put it back, decide it upon the evidence that was shown."""

from collections.abc import Awaitable, Callable

from pydantic import ValidationError

from customs.people import Actor
from customs.views import TaskView
from web.pages.acts import Given
from wiring.desk import Desk
from wiring.desk.errors import invalid_form
from wiring.desk.forms import TaskForm

FIELD = "field."
"""What stands before the name of a task's own field in the page's form."""


async def claim(desk: Desk, task: TaskView, given: Given, actor: Actor) -> None:
    """Take the task, so that others see who is at it."""
    await desk.claim(task.id, actor, given.key)


async def put_back(desk: Desk, task: TaskView, given: Given, actor: Actor) -> None:
    """Give the task back to its group."""
    await desk.put_back(task.id, actor, given.key)


async def decide(desk: Desk, task: TaskView, given: Given, actor: Actor) -> None:
    """Complete the task with an outcome."""
    answers = {
        name.removeprefix(FIELD): value
        for name, value in given.texts.items()
        if name.startswith(FIELD)
    }
    try:
        form = TaskForm(
            outcome=given.text("outcome"),
            form=answers,
            reason=given.text("reason"),
            evidence_sha256=given.text("evidence_sha256") or None,
        )
    except ValidationError as wrong:
        raise invalid_form(wrong) from wrong
    await desk.complete(task.id, form, actor, given.key)


Decision = Callable[[Desk, TaskView, Given, Actor], Awaitable[None]]

DECISIONS: dict[str, Decision] = {"claim": claim, "put_back": put_back, "decide": decide}
"""A form's ``act`` → what does it."""
