"""The evidence of a task, shown inline: what the person who decides puts a name to."""

import asyncio
import json
from typing import Any, NamedTuple

from markupsafe import Markup

from customs.views import TaskView
from documents.reading import Reading
from web.pages.sheets import Sheet, sheets_of
from wiring.desk import Desk
from wiring.extracts import extract_html


class Evidence(NamedTuple):
    """Evidence as it is shown: a declaration's extract, a comparison of papers, what a rule pack
    changes, a paper's pages, or plain values."""

    extract: Markup | None = None
    comparison: dict[str, Any] | None = None
    rules: dict[str, Any] | None = None
    sheets: tuple[Sheet, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


async def evidence_of(desk: Desk, task: TaskView) -> Evidence | None:
    """Return the evidence of a task, None if it has none."""
    ref = task.order.evidence
    if ref is None:
        return None
    _, body = await desk.task_file(task.id, ref.sha256)
    value = json.loads(body)
    if task.order.kind == "reading":
        return Evidence(sheets=await _sheets(desk, task, Reading.model_validate(value)))
    return await asyncio.to_thread(_shown, value, ref.sha256)


async def _sheets(desk: Desk, task: TaskView, reading: Reading) -> tuple[Sheet, ...]:
    """Return the pages of the paper that is asked about, the doubtful values marked."""
    asked = {field.name for field in task.order.fields}
    paper = task.order.papers[0]
    return tuple(await sheets_of(reading, asked, lambda page: desk.draw(paper, page)))


def _shown(value: dict[str, Any], sha256: str) -> Evidence:
    if {"declaration", "assessment"} <= value.keys():
        # Escaped by the template that made it, which is ours.
        return Evidence(extract=Markup(extract_html(value, sha256)))  # noqa: S704
    if "differences" in value:
        return Evidence(comparison=value)
    if "rules" in value:
        return Evidence(rules=value)
    return Evidence(values=tuple(_leaves(value)))


def _leaves(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        parts = [(f"{path}.{name}" if path else str(name), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(f"{path}[{place}]", part) for place, part in enumerate(value)]
    else:
        return [(path, str(value))]
    return [leaf for name, part in parts for leaf in _leaves(part, name)]
