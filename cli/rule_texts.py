"""Where a command finds a rule pack: on disk, with the house, or in force."""

from collections.abc import Iterable
from pathlib import Path

import click

from cli.desk import reading


def texts_of(files: Iterable[Path]) -> list[str]:
    """Return the texts of TOML files, and of those in folders, by name."""
    found = [
        path
        for file in files
        for path in (sorted(file.glob("*.toml")) if file.is_dir() else [file])
    ]
    if not found:
        raise click.ClickException("There is no .toml file there.")
    return [path.read_text(encoding="utf-8") for path in found]


def pack_text(name: str) -> str:
    """Return the text of a pack: a file, a folder, a SHA-256, ``active`` or ``shipped``."""
    if name == "shipped":
        from activities.rule_packs import shipped_texts

        return "\n".join(shipped_texts())
    if Path(name).exists():
        return "\n".join(texts_of([Path(name)]))
    if name == "active":
        return reading(lambda desk: desk.pack_in_force())
    return reading(lambda desk: desk.pack_text(name))
