"""``entreposto read --show``: pictures of the pages with a box around each value."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click

from documents.drawn_pages import PageDrawer
from documents.reading import Reading


def draw_boxes(files: Sequence[Path], readings: Sequence[Reading], out: Path | None) -> None:
    """Write ``NAME-1.png``, ``NAME-2.png``… beside each file or into ``out``; print their paths."""
    names = Counter(path.stem for path in files)
    with closing(PageDrawer()) as drawer:
        for path, reading in zip(files, readings, strict=True):
            # Two files of one name from two folders must not overwrite each other's pictures.
            alone = names[path.stem] == 1 or out is None
            stem = path.stem if alone else f"{path.stem}-{reading.sha256[:8]}"
            try:
                _draw(drawer, path, reading, (out or path.parent) / stem)
            except OSError as why:
                click.echo(f"{why.filename}: {why.strerror}", err=True)


def _draw(drawer: PageDrawer, path: Path, reading: Reading, to: Path) -> None:
    if reading.kind is None:
        click.echo(f"{path}: nada foi lido, nada a desenhar", err=True)
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    for number, png in drawer.pages(path.read_bytes(), reading):
        picture = to.with_name(f"{to.name}-{number}.png")
        picture.write_bytes(png)
        click.echo(str(picture), err=not _is_table())


def _is_table() -> bool:
    """Return whether standard output is for people: beside JSON, paths go to the error stream."""
    return not click.get_current_context().params["as_json"]
