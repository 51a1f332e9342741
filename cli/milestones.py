"""``entreposto milestone``: report what happened to the goods."""

from datetime import datetime

import click

from cli.desk import Instant, acting, as_option, reading
from cli.tables import as_json, json_option, show_table


@click.group()
def command() -> None:
    """Report what happened to the goods."""


@command.command()
@click.argument("reference")
@click.argument("code")
@click.option("--at", "occurred_at", type=Instant(), required=True, help="When it happened.")
@click.option("--classifier", type=click.Choice(["PLN", "EST", "ACT"]), default="ACT")
@click.option("--source", help="Who says so; the person who acts, if absent.")
@click.option("--event", "event_id", help="The source's own id: said twice, it counts once.")
@click.option("--place")
@click.option("--equipment", help="A container or air waybill.")
@click.option("--note")
@click.option("--retracts", metavar="EVENT", help="The event that this one withdraws.")
@as_option
@json_option
def send(
    reference: str,
    code: str,
    occurred_at: datetime,
    person: str,
    json_wanted: bool,
    **facts: str | None,
) -> None:
    """Report that the import or release REFERENCE reached the milestone CODE."""
    from pydantic import ValidationError

    from wiring.desk.errors import invalid_form
    from wiring.desk.forms import MilestoneForm

    try:
        form = MilestoneForm.model_validate(
            {"tag": code.upper(), "occurred_at": occurred_at} | facts
        )
    except ValidationError as problem:
        raise click.ClickException(invalid_form(problem).detail) from problem
    view = acting(lambda desk, actor: desk.milestone(reference, form, actor), person)
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(f"{view.reference}: {view.stage}. {view.waiting_for}".strip())


@command.command()
@json_option
def waiting(json_wanted: bool) -> None:
    """List the events that matched no import yet."""
    found = reading(lambda desk: desk.waiting())
    if json_wanted:
        return as_json([event.model_dump(mode="json") for event in found])
    rows = (
        (w.id, w.news.tag, w.news.occurred_at.isoformat(), w.news.source, ", ".join(w.keys))
        for w in found
    )
    show_table(("event", "milestone", "occurred", "source", "names"), rows)


@command.command()
@click.argument("event", type=int)
@click.argument("reference")
@as_option
def match(event: int, reference: str, person: str) -> None:
    """Say that the waiting EVENT is about the import or release REFERENCE."""
    news = acting(lambda desk, actor: desk.match(event, reference, actor), person)
    click.echo(f"{reference} was told: {', '.join(said.tag for said in news)}.")
