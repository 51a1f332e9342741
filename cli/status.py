"""``entreposto status``: each part as it is now."""

import sys

import click

from cli.tables import as_json, json_option, show_table
from wiring.settings import load_what_is_known
from wiring.stack import control
from wiring.stack.folder import StackFolder


@click.command()
@json_option
def command(json_wanted: bool) -> None:
    """Show each part's address, process, state and memory; ends with 1 unless all are up."""
    folder = StackFolder(load_what_is_known().home)
    parts = control.look(folder)
    if json_wanted:
        record = folder.read()
        about = {"home": folder.home, "ready": folder.is_ready()}
        as_json({**about, "started_at": record.get("started_at"), "parts": parts})
    else:
        show(folder)
    sys.exit(any(part["state"] not in ("up", "external") for part in parts))


def show(folder: StackFolder) -> None:
    """Print one table of the parts and their addresses."""
    parts = control.look(folder)
    total = sum(part["memory"] for part in parts)
    rows = [
        (part["name"], part["state"], part["address"], part["pid"], _megabytes(part["memory"]))
        for part in parts
    ]
    rows += [("temporal-ui", part["state"], part["ui"], None, None) for part in parts if part["ui"]]
    title = f"{folder.home} · {_megabytes(total) or 'nothing runs'}"
    show_table(("part", "state", "address", "pid", "memory"), rows, title=title)


def _megabytes(size: int) -> str | None:
    return f"{size / 2**20:.0f} MiB" if size else None
