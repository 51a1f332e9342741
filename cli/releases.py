"""``entreposto release``: call goods off out of bond; show, list and cancel releases."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.desk import acting, as_option, key_option, reading
from cli.imports import cancel as cancel_import
from cli.imports import show as show_import
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from wiring.desk.releases import StartRelease

AFile = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Call goods off out of bond; show, list and cancel releases."""


command.add_command(show_import, "show")
command.add_command(cancel_import, "cancel")


@command.command()
@click.argument("file", type=AFile, required=False)
@click.option("--items", "items", multiple=True, metavar="ITEM=QUANTITY", help="E.g. A=12000.")
@click.option("--reference", help="Its reference; instead of the form's.")
@click.option("--destination", help="Way out: consumption, re_export, export, transfer…")
@click.option("--reason", help="Why other lots than those that expire first.")
@as_option
@key_option
@json_option
def start(  # noqa: PLR0913 - each is an option of the command
    file: Path | None,
    items: tuple[str, ...],
    reference: str | None,
    destination: str | None,
    reason: str | None,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Call off what the form FILE (JSON) says, or ``--items``."""
    told = {"reference": reference, "destination": destination, "reason": reason}
    form = _form(file, items, {name: value for name, value in told.items() if value})
    view = acting(lambda desk, actor: desk.start_release(form, actor, key), person)
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(f"{view.reference}: {view.stage}. {view.waiting_for}".strip())
    draws = (
        (line.item.id, draw.lot, draw.quantity) for line in view.order.items for draw in line.draws
    )
    show_table(("item", "lot", "quantity"), draws)


@command.command(name="list")
@click.option("--stage", help="Only releases at this stage, e.g. FUNDED.")
@click.option("--open/--all", "only_open", default=False, help="Only those that are not over.")
@click.option("--limit", type=click.IntRange(1, 500), default=100)
@json_option
def list_(stage: str | None, only_open: bool, limit: int, json_wanted: bool) -> None:
    """List releases, newest first."""
    where: dict[str, str | bool | tuple[str, ...]] = {"open": True} if only_open else {}
    if stage:
        where["stage"] = stage
    page = reading(lambda desk: desk.releases(where=where, limit=limit))
    if json_wanted:
        return as_json([view.model_dump(mode="json") for view in page.items])
    rows = ((v.reference, v.order.destination, v.stage, v.waiting_for) for v in page.items)
    show_table(("reference", "way out", "stage", "waits for"), rows)


def _form(file: Path | None, items: tuple[str, ...], told: dict[str, str]) -> "StartRelease":
    from pydantic import ValidationError

    from wiring.desk.errors import invalid_form
    from wiring.desk.releases import StartRelease

    try:
        filled_in: dict[str, Any] = json.loads(file.read_bytes()) if file else {}
        if items:
            filled_in["items"] = [_line(text) for text in items]
        return StartRelease.model_validate(filled_in | told)
    except ValidationError as problem:
        raise click.ClickException(invalid_form(problem).detail) from problem
    except (ValueError, TypeError) as problem:
        raise click.ClickException(f"{file} is no JSON form: {problem}") from problem


def _line(text: str) -> dict[str, str]:
    """Return ``A=12000`` or ``A=120CX`` as a line of the form."""
    item, _, quantity = text.rpartition("=")
    number = quantity.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not item or not number:
        raise click.UsageError(f"{text!r} is not ITEM=QUANTITY, such as A=12000 or A=10MIL")
    return {"item": item, "quantity": number} | (
        {"unit": quantity[len(number) :]} if number != quantity else {}
    )
