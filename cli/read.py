"""``entreposto read``: what papers say, from a terminal; needs no running stack."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import click

from documents.child import IsolatedReader
from documents.kinds import DOCUMENTS
from documents.problems import problem
from documents.reading import Field, Reading

AT_ONCE = 2
"""Files read side by side, each in a child process of its own."""


@click.command(help="Lê documentos comerciais em PDF e mostra o que dizem.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(DOCUMENTS.tags()), help="Tipo, se já é conhecido.")
@click.option("--json", "as_json", is_flag=True, help="Imprime uma lista JSON.")
def command(files: tuple[Path, ...], kind: str | None, as_json: bool) -> None:
    """Read ``files``; a file that cannot be read is a reading that says why."""
    readings = _readings(files, kind)
    if as_json:
        shown = [reading.model_dump(mode="json") for reading in readings]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for reading in readings:
        _show(reading)


def _readings(files: tuple[Path, ...], kind: str | None) -> Iterator[Reading]:
    with closing(IsolatedReader()) as reader, ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda path: _read(reader, path, kind), files)


def _read(reader: IsolatedReader, path: Path, kind: str | None) -> Reading:
    try:
        body = path.read_bytes()
    except OSError as why:
        trouble = problem("unreadable", str(path), detail=why.strerror or str(why))
        return Reading(file=str(path), sha256="", kind=None, problems=(trouble,))
    return reader.read(body, str(path), kind)


def _show(reading: Reading) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    label = DOCUMENTS[reading.kind].label if reading.kind else "tipo desconhecido"
    console.print(
        f"\n[bold]{escape(reading.file)}[/] · {label} ({reading.kind_confidence:.0%}) · "
        f"{reading.pages} p. · {reading.seconds:.2f} s"
    )
    for trouble in reading.problems:
        console.print(f"[red]{trouble.code}[/] {escape(trouble.message)} {escape(trouble.advice)}")
    if reading.fields:
        table = Table("campo", "valor", "confiança", "página", "caixa", box=None)
        for name, field in reading.fields.items():
            table.add_row(name, escape(field.value), f"{field.confidence:.2f}", *_place(field))
        console.print(table)
    for place, line in enumerate(reading.lines, 1):
        values = " · ".join(f"{n} {f.value}" for n, f in line.items() if n != "description")
        goods = line["description"].value if "description" in line else ""
        console.print(f"{place:3}. {escape(goods)}\n     [dim]{escape(values)}[/]")
    for check in reading.checks:
        mark = "[green]✓[/]" if check.passed else "[red]✗[/]"
        console.print(f"{mark} {check.id}: {escape(check.expected)} / {escape(check.found)}")


def _place(field: Field) -> tuple[str, str]:
    return str(field.page), " ".join(f"{edge:.0f}" for edge in field.box)
