"""``entreposto import``: start, show, list and cancel imports, and hand papers in."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.desk import acting, as_option, key_option, paper_forms, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from customs.people import Actor
    from customs.views import ImportView, ReleaseView
    from wiring.desk import Desk
    from wiring.desk.forms import StartImport

EXAMPLES = Path(__file__).with_name("examples")
"""Forms to start from."""
AFile = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Start, show, list and cancel imports."""


@command.command()
@click.argument("files", type=AFile, nargs=-1)
@click.option("--example", type=click.Choice(["direct", "bonded"]), help="A form of our own.")
@click.option("--reference", help="Instead of the form's.")
@click.option("--papers", type=AFile, multiple=True, help="PDFs; more may follow after it.")
@as_option
@key_option
@json_option
def start(  # noqa: PLR0913 - each is an option of the command
    files: tuple[Path, ...],
    example: str | None,
    reference: str | None,
    papers: tuple[Path, ...],
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Start the import of the form FILES[0] (JSON), and hand in the papers that follow it."""
    if example:
        files = (EXAMPLES / f"{example}.json", *files)
    if not files:
        raise click.UsageError("Name the form, a JSON file, or say --example direct.")
    form = _form(files[0], reference)
    handed_in = paper_forms((*papers, *files[1:]))

    async def act(desk: "Desk", actor: "Actor") -> "ImportView | ReleaseView":
        view: ImportView | ReleaseView = await desk.start_import(form, actor, key)
        if handed_in:
            view = await desk.add_papers(form.reference, handed_in, actor, key)
        return view

    _said(acting(act, person), json_wanted)


@command.command()
@click.argument("reference")
@click.argument("files", type=AFile, nargs=-1, required=True)
@as_option
@json_option
def papers(reference: str, files: tuple[Path, ...], person: str, json_wanted: bool) -> None:
    """Hand FILES in to the import or release REFERENCE."""
    forms = paper_forms(files)
    _said(acting(lambda desk, actor: desk.add_papers(reference, forms, actor), person), json_wanted)


@command.command()
@click.argument("reference")
@json_option
def show(reference: str, json_wanted: bool) -> None:
    """Show the import or release REFERENCE: stages, declarations, duties, stock, tasks, audit."""
    dossier = reading(lambda desk: desk.show(reference))
    if json_wanted:
        return as_json(dossier)
    _show(dossier)


@command.command(name="list")
@click.option("--stage", help="Only imports at this stage, e.g. IN_BOND.")
@click.option("--open/--all", "only_open", default=False, help="Only those that are not over.")
@click.option("--search", help="A reference, party, container or booking.")
@click.option("--limit", type=click.IntRange(1, 500), default=100)
@json_option
def list_(
    stage: str | None, only_open: bool, search: str | None, limit: int, json_wanted: bool
) -> None:
    """List imports, newest first."""
    where: dict[str, str | bool | tuple[str, ...]] = {"open": True} if only_open else {}
    if stage:
        where["stage"] = stage
    page = reading(lambda desk: desk.imports(where=where, search=search, limit=limit))
    if json_wanted:
        return as_json([view.model_dump(mode="json") for view in page.items])
    rows = (
        (v.reference, v.stage, v.order.plan.regime, v.order.parties.exporter.name, v.waiting_for)
        for v in page.items
    )
    show_table(("reference", "stage", "regime", "supplier", "waits for"), rows)


@command.command()
@click.argument("reference")
@click.option("--reason", required=True)
@as_option
@json_option
def cancel(reference: str, reason: str, person: str, json_wanted: bool) -> None:
    """Stop what can still be stopped of REFERENCE, and say what cannot."""
    view = acting(lambda desk, actor: desk.cancel(reference, reason, actor), person)
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    steps = ((s.step, "done" if s.done else "not possible", s.note) for s in view.cancelled)
    show_table(("step", "", "note"), steps, title=f"{reference}: {view.stage}")


@command.command(name="file-entry")
@click.argument("reference")
@as_option
@json_option
def file_entry(reference: str, person: str, json_wanted: bool) -> None:
    """File the entry declaration of REFERENCE now, without waiting for the tally."""
    _said(acting(lambda desk, actor: desk.file_entry(reference, actor), person), json_wanted)


def _form(file: Path, reference: str | None) -> "StartImport":
    from pydantic import ValidationError

    from wiring.desk.errors import invalid_form
    from wiring.desk.forms import StartImport

    try:
        filled_in = json.loads(file.read_bytes())
        if reference:
            filled_in["reference"] = reference
        return StartImport.model_validate(filled_in)
    except ValidationError as problem:
        raise click.ClickException(f"{file}: {invalid_form(problem).detail}") from problem
    except (ValueError, TypeError) as problem:
        raise click.ClickException(f"{file} is no JSON form: {problem}") from problem


def _said(view: "ImportView | ReleaseView", json_wanted: bool) -> None:
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    click.echo(f"{view.reference}: {view.stage}. {view.waiting_for}".strip())


def _show(dossier: dict[str, Any]) -> None:
    title = f"{dossier['reference']}: {dossier['stage']}. {dossier['waiting_for']}".strip()
    stages = ((s["stage"], s["occurred_at"], s["recorded_at"]) for s in dossier["stages"])
    show_table(("stage", "occurred", "recorded"), stages, title=title)
    show_table(("required paper", "state", "file", "reminders", "next"), _required(dossier["view"]))
    for part in (dossier, *dossier["releases"]):
        _show_declarations(part)
    movements = (
        (m["key"], p["account"], p["product"], p["lot"], p["quantity"])
        for part in (dossier, *dossier["releases"])
        for m in part["movements"]
        for p in m["postings"]
    )
    show_table(("movement", "account", "item", "lot", "quantity"), movements)
    tasks = ((t["id"], t["state"], t["assignee"], t["outcome"]) for t in dossier["tasks"])
    show_table(("task", "state", "who", "outcome"), tasks)


def _required(view: dict[str, Any]) -> list[tuple[object, ...]]:
    return [
        (
            line["required"]["label_en"],
            line["state"],
            line["filename"],
            line["reminded"],
            line["due_at"] if line["state"] == "missing" else None,
        )
        for line in view.get("dossier", ())
    ]


def _show_declarations(part: dict[str, Any]) -> None:
    taxes = ("ii", "ipi", "pis", "cofins", "siscomex_fee", "icms")
    rows = (
        (
            d["id"],
            d["number"],
            d["channel"],
            d["state"],
            d["duties"].get("on"),
            *(d["duties"].get("totals", {}).get(tax) for tax in taxes),
            d["duties"].get("cash"),
        )
        for d in part["declarations"]
    )
    columns = ("declaration", "number", "channel", "state", "on", *taxes, "cash")
    show_table(columns, rows)
