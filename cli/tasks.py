"""``entreposto task``: the inbox in a terminal."""

from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, key_option, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from customs.people import Actor
    from customs.views import TaskView
    from wiring.desk import Desk
    from wiring.desk.lists import Page, Scope


@click.group()
def command() -> None:
    """Work the inbox: list, show, claim, complete."""


@command.command(name="list")
@click.option("--as", "person", metavar="PERSON", help="Only what this person may do.")
@click.option("--mine", is_flag=True, help="With --as: only what that person is at.")
@click.option("--kind", help="Only tasks of this kind, e.g. approval.")
@click.option("--limit", type=click.IntRange(1, 500), default=100)
@json_option
def list_(person: str | None, mine: bool, kind: str | None, limit: int, json_wanted: bool) -> None:
    """List open tasks, newest first."""
    if mine and not person:
        raise click.UsageError("--mine needs --as PERSON.")

    async def ask(desk: "Desk") -> "Page[TaskView]":
        from wiring.desk.access import actor_of

        where: dict[str, str | bool | tuple[str, ...]] = {"kind": kind} if kind else {}
        if person is None:
            return await desk.tasks(where=where, limit=limit)
        account = desk.ports.people.get(person)
        if account is None:
            raise click.ClickException(f"There is no account {person!r}: see `user list`.")
        scope: Scope = "mine" if mine else "group"
        return await desk.tasks(actor_of(account), scope, where=where, limit=limit)

    page = reading(ask)
    if json_wanted:
        return as_json([view.model_dump(mode="json") for view in page.items])
    rows = (
        (v.id, v.order.title, ", ".join(v.order.roles), v.assignee, v.order.due_at, _choices(v))
        for v in page.items
    )
    show_table(("task", "what", "for", "who", "due", "outcomes"), rows)


@command.command()
@click.argument("task")
@json_option
def show(task: str, json_wanted: bool) -> None:
    """Show TASK: what is asked, the form, the evidence, what happened to it."""
    view = reading(lambda desk: desk.task(task))
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    order = view.order
    click.echo(f"{view.id}: {order.title}\n{order.instructions}".rstrip())
    click.echo(f"{view.state}, for {', '.join(order.roles)}; outcomes: {_choices(view)}")
    if order.evidence:
        click.echo(f"evidence {order.evidence.sha256}")
    fields = ((f.name, f.label, f.type, "yes" if f.required else "", f.value) for f in order.fields)
    show_table(("field", "label", "type", "required", "value"), fields)
    show_table(
        ("what", "who", "when", "note"),
        ((e.what, e.actor.person, e.at.isoformat(), e.note) for e in view.history),
    )


@command.command()
@click.argument("task")
@as_option
@key_option
@json_option
def claim(task: str, person: str, key: str | None, json_wanted: bool) -> None:
    """Take TASK, so that others see who is at it."""
    _said(acting(lambda desk, actor: desk.claim(task, actor, key), person), json_wanted)


@command.command(name="put-back")
@click.argument("task")
@as_option
@key_option
@json_option
def put_back(task: str, person: str, key: str | None, json_wanted: bool) -> None:
    """Give TASK back to its group."""
    _said(acting(lambda desk, actor: desk.put_back(task, actor, key), person), json_wanted)


@command.command()
@click.argument("task")
@click.option("--outcome", required=True, help="One of the outcomes that `task show` names.")
@click.option("--form", "answers", multiple=True, metavar="FIELD=VALUE", help="An answer.")
@click.option("--reason", default="")
@click.option("--evidence", metavar="SHA256", help="As you saw it; the present one if absent.")
@as_option
@key_option
@json_option
def complete(  # noqa: PLR0913 - each is an option of the command
    task: str,
    outcome: str,
    answers: tuple[str, ...],
    reason: str,
    evidence: str | None,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Decide TASK."""
    from wiring.desk.forms import TaskForm

    form = TaskForm(outcome=outcome, form=_answers(answers), reason=reason)

    async def act(desk: "Desk", actor: "Actor") -> "TaskView":
        present = (await desk.task(task)).order.evidence
        seen = evidence or (present.sha256 if present else None)
        return await desk.complete(
            task, form.model_copy(update={"evidence_sha256": seen}), actor, key
        )

    _said(acting(act, person), json_wanted)


def _answers(given: tuple[str, ...]) -> dict[str, str]:
    wrong = [answer for answer in given if "=" not in answer]
    if wrong:
        raise click.UsageError(f"Write --form FIELD=VALUE; {wrong[0]!r} has no equals sign.")
    pairs = (answer.partition("=") for answer in given)
    return {name.strip(): value for name, _, value in pairs}


def _choices(view: "TaskView") -> str:
    return ", ".join(outcome.tag for outcome in view.order.outcomes)


def _said(view: "TaskView", json_wanted: bool) -> None:
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(f"{view.id}: {view.state} {view.outcome or view.assignee or ''}".rstrip())
