"""Anyone's PDFs: what is read of them, how sure, what is missing, how far they lead."""

import asyncio
import json
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.table import Table

from cli.story import cast
from cli.story.closing import Summary
from cli.story.form_from_papers import Draft, draft_form
from cli.story.stage import Stage, StoryStuck
from customs.orders import ImportOrder
from customs.plan import Regime
from customs.plans import plan_import
from customs.views import TaskView
from documents.child import IsolatedReader
from documents.reading import Reading
from wiring.desk.errors import DeskError, Invalid
from wiring.desk.forms import PaperForm, StartImport
from wiring.desk.orders import parties_of
from wiring.settings import Settings

_AS_FILLED_IN = [
    "reference",
    "ownership",
    "modality",
    "warehouse",
    "items",
    "charges",
    "transport",
    "incoterm",
    "state",
    "site",
    "credential",
]
PATIENCE = 20.0
"""Seconds in which a first task of the import should be open."""


async def tell(stage: Stage, folder: Path, settings: Settings) -> Summary:
    """Start a direct import with the papers of a folder, and take it as far as they allow."""
    stage.tell.chapter(str(folder), "Your papers")
    files = _pdfs(folder)
    readings = await asyncio.to_thread(_read, files)
    _show(stage, readings)
    draft = draft_form(readings, f"VD-PAPERS-{secrets.token_hex(3).upper()}", cast.AIRPORT)
    _say_what_is_missing(stage, readings, draft)
    summary: Summary = {
        "papers": [_said(reading) for reading in readings],
        "missing": draft.missing,
        "assumed": draft.assumed,
    }
    if draft.missing:
        return summary | {"form": str(_kept(stage, settings, draft))}
    return summary | await _start(stage, files, draft)


async def _start(stage: Stage, files: list[Path], draft: Draft) -> Summary:
    try:
        form = StartImport.model_validate(draft.form)
        await _begin(stage, form)
    except (DeskError, ValueError) as refusal:
        stage.tell.say(f"[red]The import was not started:[/] {refusal}")
        return {"refused": str(refusal)}
    stage.tell.say(f"Import [bold]{form.reference}[/] is started, in the name of its consignee")
    papers = [PaperForm(filename=file.name, body=file.read_bytes()) for file in files]
    await stage.desk.add_papers(form.reference, papers, stage.actor("ana"))
    different = len({paper.body for paper in papers})
    await stage.row(
        "import", form.reference, lambda row: len(row["papers"]) >= different, "the papers read"
    )
    for tag in ("DEPARTED", "ARRIVED"):
        await stage.report(form.reference, tag, "otto")
    return await _how_far(stage, form.reference)


async def _begin(stage: Stage, form: StartImport) -> None:
    """Start the import; goods without a rule are read and compared, and asked about then."""
    try:
        await stage.desk.start_import(form, stage.actor("ana"))
    except Invalid as refusal:
        if refusal.code != "ncm-not-in-force":
            raise
        stage.tell.say(f"[yellow]{refusal.detail}[/]: duties will be a question for the broker")
        order = ImportOrder(
            plan=plan_import(form.regime, form.transport, form.customs_transit),
            parties=parties_of(form.parties, form.ownership),
            started_by=stage.actor("ana"),
            clock=await stage.desk.clock(),
            **{name: getattr(form, name) for name in _AS_FILLED_IN},
        )
        await stage.desk.start_order(order)


async def _how_far(stage: Stage, reference: str) -> Summary:
    tasks = await _first_tasks(stage, reference)
    body = await stage.desk.snapshot("import", reference) or {}
    stage.tell.say(
        f"It stands at {body['stage']}; it waits for: {body['waiting_for'] or 'nothing'}"
    )
    for task in tasks:
        stage.tell.say(f"[yellow]task[/] {task.id}: {task.order.title_en}")
        for line in task.order.instructions_en.splitlines():
            stage.tell.say(f"  [dim]{line}[/]")
    return {
        "reference": reference,
        "stage": body["stage"],
        "waiting_for": body["waiting_for"],
        "tasks": [{"id": t.id, "title": t.order.title_en} for t in tasks],
    }


async def _first_tasks(stage: Stage, reference: str) -> list[TaskView]:
    """Return the tasks that the papers opened, of the import or of its declaration."""

    async def look() -> list[TaskView] | None:
        found: list[dict[str, Any]] = []
        for owner in (reference, f"{reference}/consumption-1"):
            found += await asyncio.to_thread(
                stage.desk.ports.snapshots.find, "task", owner=owner, where={"open": True}
            )
        return [TaskView.model_validate(row) for row in found] or None

    try:
        return await stage.until("the first task", look, longest=PATIENCE)
    except StoryStuck:  # none opened: that is an answer too
        return []


def _pdfs(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf")


def _read(files: list[Path]) -> list[Reading]:
    with closing(IsolatedReader()) as reader:
        return [reader.read(file.read_bytes(), str(file)) for file in files]


def _show(stage: Stage, readings: list[Reading]) -> None:
    table = Table("file", "what it is", "sure", "fields", "lines", "least sure of", "problems")
    for reading in readings:
        weakest = min(reading.fields.items(), key=lambda f: f[1].confidence, default=None)
        table.add_row(
            Path(reading.file).name,
            reading.kind or "unknown",
            f"{reading.kind_confidence:.0%}",
            str(len(reading.fields)),
            str(len(reading.lines)),
            f"{weakest[0]} ({weakest[1].confidence:.0%})" if weakest else "",
            "; ".join(f"{p.message} {p.advice}" for p in reading.problems),
        )
    stage.tell.console.print(table)
    for reading in readings:
        for check in reading.checks:
            if not check.passed:
                where = Path(reading.file).name
                stage.tell.say(f"[red]✗[/] {where}: {check.id}: {check.expected} / {check.found}")


def _say_what_is_missing(stage: Stage, readings: list[Reading], draft: Draft) -> None:
    needed = plan_import(Regime.DIRECT, draft.form["transport"], customs_transit=False).papers
    absent = [kind for kind in needed if kind not in {reading.kind for reading in readings}]
    for kind in absent:
        stage.tell.say(f"[yellow]missing paper:[/] {kind} (the import would wait for it)")
    for what in draft.missing:
        stage.tell.say(f"[yellow]missing:[/] {what}")
    for what in draft.assumed:
        stage.tell.say(f"[dim]assumed: {what}[/]")


def _kept(stage: Stage, settings: Settings, draft: Draft) -> Path:
    """Keep the form as far as it is filled in, for a person to complete."""
    path = settings.home / f"{draft.form['reference']}.json"
    path.write_text(json.dumps(draft.form, indent=2, ensure_ascii=False) + "\n")
    stage.tell.say(f"Complete the form {path}, then: entreposto import start {path} --as ana")
    return path


def _said(reading: Reading) -> dict[str, Any]:
    return {
        "file": Path(reading.file).name,
        "kind": reading.kind,
        "kind_confidence": reading.kind_confidence,
        "fields": {name: field.value for name, field in reading.fields.items()},
        "lines": len(reading.lines),
        "problems": [problem.code for problem in reading.problems],
    }
