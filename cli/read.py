"""``entreposto read``: what papers say, from a terminal; needs no running stack."""

import json
import os
import stat
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import click

from cli.boxes import draw_boxes
from customs.papers import PaperProblem
from documents.child import IsolatedReader
from documents.kinds import DOCUMENTS
from documents.problems import MOST_BYTES, problem
from documents.reading import Field, Reading

AT_ONCE = 2
"""Files read side by side, each in a child process of its own."""


@click.command(help="Lê documentos comerciais em PDF e mostra o que dizem.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(DOCUMENTS.tags()), help="Tipo, se já é conhecido.")
@click.option("--json", "as_json", is_flag=True, help="Imprime uma lista JSON.")
@click.option("--show", is_flag=True, help="Desenha em PNG cada página com as caixas dos valores.")
@click.option("--out", type=click.Path(path_type=Path), help="Pasta dos PNG; senão, a do arquivo.")
def command(
    files: tuple[Path, ...], kind: str | None, as_json: bool, show: bool, out: Path | None
) -> None:
    """Read ``files``; a file that cannot be read is a reading that says why."""
    readings = []
    for reading in _readings(files, kind):
        readings.append(reading)
        if not as_json:
            _show(reading)
    if as_json:
        shown = [reading.model_dump(mode="json") for reading in readings]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    if show:
        draw_boxes(files, readings, out)


def _readings(files: tuple[Path, ...], kind: str | None) -> Iterator[Reading]:
    with (
        closing(IsolatedReader(warm=min(AT_ONCE, len(files)))) as reader,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        yield from pool.map(lambda path: _read(reader, path, kind), files)


def _read(reader: IsolatedReader, path: Path, kind: str | None) -> Reading:
    # A name that is no text is shown with what of it is.
    name = os.fsencode(path).decode(errors="replace")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _unread(name, problem("unreadable", name, detail="não é um arquivo comum"))
        if found.st_size > MOST_BYTES:
            return _unread(name, problem("too_large", name, size=found.st_size))
        body = path.read_bytes()
    except OSError as why:
        return _unread(name, problem("unreadable", name, detail=why.strerror or str(why)))
    return reader.read(body, name, kind)


def _unread(name: str, trouble: PaperProblem) -> Reading:
    return Reading(file=name, sha256="", kind=None, problems=(trouble,))


def _show(reading: Reading) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    label = DOCUMENTS[reading.kind].label if reading.kind else "tipo desconhecido"
    console.print(
        f"\n[bold]{_plain(reading.file)}[/] · {label} ({reading.kind_confidence:.0%}) · "
        f"{_pages(reading)} · {reading.seconds:.2f} s"
    )
    for trouble in reading.problems:
        console.print(f"[red]{trouble.code}[/] {_plain(trouble.message)} {_plain(trouble.advice)}")
    for note in reading.notes:
        console.print(f"[dim]{_plain(note)}[/]")
    if reading.fields:
        table = Table("campo", "valor", "confiança", "lido de", "página", "caixa", box=None)
        for name, field in reading.fields.items():
            sure = f"{field.confidence:.2f}"
            table.add_row(name, _plain(field.value), sure, field.read_by, *_place(field))
        console.print(table)
    for place, line in enumerate(reading.lines, 1):
        console.print(f"{place:3}. {_goods(line)}")
    for check in reading.checks:
        mark = "[green]✓[/]" if check.passed else "[red]✗[/]"
        console.print(f"{mark} {check.id}: {_plain(check.expected)} / {_plain(check.found)}")
    for part in reading.parts:
        _show(part)


def _goods(line: Mapping[str, Field]) -> str:
    values = " · ".join(f"{n} {f.value}" for n, f in line.items() if n != "description")
    goods = line["description"].value if "description" in line else ""
    return f"{_plain(goods)}\n     [dim]{_plain(values)}[/]"


def _plain(text: str) -> str:
    """Return a stranger's text without what a terminal or the table would obey."""
    from rich.markup import escape

    return escape("".join(c if c.isprintable() else " " for c in text))


def _pages(reading: Reading) -> str:
    last = reading.first_page + reading.pages - 1
    return f"{reading.pages} p." if reading.first_page == 1 else f"p. {reading.first_page}–{last}"


def _place(field: Field) -> tuple[str, str]:
    return str(field.page), " ".join(f"{edge:.0f}" for edge in field.box)
