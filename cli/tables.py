"""What every command prints: a table for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Sequence

import click

_WIDEST = 1000

json_option = click.option("--json", "json_wanted", is_flag=True, help="Print JSON, for programs.")
"""``--json`` of a reading command; the function receives ``json_wanted``."""


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Print rows under their columns; an absent value is an empty cell.

    On a terminal lines wrap to its width; in a pipe they are as wide as they need.
    """
    # Late: rich takes longer to import than most commands take to run.
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    folding = [Column(name, overflow="fold") for name in columns]
    table = Table(*folding, title=title or None, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console = Console()
    if not sys.stdout.isatty():
        console = Console(width=Console(width=_WIDEST).measure(table).maximum)
    console.print(table)


def as_json(value: object, indent: int | None = 2) -> None:
    """Print a value as JSON; what JSON does not know (dates, decimals, paths) as its text."""
    click.echo(json.dumps(value, indent=indent, ensure_ascii=False, default=str))
