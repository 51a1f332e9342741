"""``entreposto paper``: what one paper says, and putting it right."""

from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, key_option, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.reading import Field, Reading
    from wiring.desk.corrections import PaperDetail

page_option = click.option(
    "--page", type=click.IntRange(min=1), default=1, help="First page, if a file holds several."
)


@click.group()
def command() -> None:
    """Show and correct the papers of an import or release."""


@command.command()
@click.argument("reference")
@click.argument("file")
@page_option
@json_option
def show(reference: str, file: str, page: int, json_wanted: bool) -> None:
    """Show what FILE (name or hash) of REFERENCE says, how surely, and what people made of it."""
    detail = reading(lambda desk: desk.paper(reference, file, page))
    if json_wanted:
        return as_json(detail.model_dump(mode="json"))
    _show(detail)


@command.command()
@click.argument("reference")
@click.argument("file")
@click.option(
    "--set",
    "values",
    multiple=True,
    required=True,
    metavar="NAME=VALUE",
    help="invoice_number=INV-7, lines.2.quantity=100; nothing after the =: it does not say it.",
)
@click.option("--reason", required=True, help="Why the paper says so.")
@page_option
@as_option
@key_option
@json_option
def correct(  # noqa: PLR0913 - each is an option of the command
    reference: str,
    file: str,
    values: tuple[str, ...],
    reason: str,
    page: int,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Say what FILE (name or hash) of REFERENCE says; what was read stays beside it."""
    from pydantic import ValidationError

    from wiring.desk.corrections import CorrectionForm
    from wiring.desk.errors import invalid_form

    try:
        form = CorrectionForm(values=dict(map(_named, values)), reason=reason, page=page)
    except ValidationError as problem:
        raise click.ClickException(invalid_form(problem).detail) from problem
    view = acting(lambda desk, actor: desk.correct_paper(reference, file, form, actor, key), person)
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(f"{reference}: {file} corrected. {view.waiting_for}".strip())


def _named(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name.strip() and equals):
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--set")
    return name.strip(), value


def _show(detail: "PaperDetail") -> None:
    read = detail.read
    show_table(
        ("value", "says", "sure", "page", "read by", "first read"),
        _rows(detail.reading, detail.first),
        title=f"{read.paper.filename}: {read.kind or 'unknown kind'}, {read.paper.life}",
    )
    show_table(
        ("corrected", "before", "after", "who", "when", "why"),
        (
            (
                f"lines.{c.line}.{c.field}" if c.line else c.field,
                c.before,
                c.after,
                c.person,
                c.at.isoformat(timespec="minutes"),
                c.reason,
            )
            for c in detail.reading.corrected
        ),
    )


def _rows(now: "Reading", first: "Reading") -> "Iterator[tuple[str, ...]]":
    yield from _values(now.fields, first.fields, "")
    for place, line in enumerate(now.lines):
        before = first.lines[place] if place < len(first.lines) else {}
        yield from _values(line, before, f"lines.{place + 1}.")


def _values(
    now: "dict[str, Field]", first: "dict[str, Field]", prefix: str
) -> "Iterator[tuple[str, ...]]":
    for name, field in now.items():
        old = first[name].value if name in first else "–"
        changed = "" if old == field.value else old
        sure = f"{field.confidence:.0%}"
        yield (f"{prefix}{name}", field.value, sure, str(field.page), field.read_by, changed)
