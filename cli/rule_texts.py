"""Where a command finds a rule pack and what it says: on disk, with the house, or in force."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import reading

if TYPE_CHECKING:
    from customs.duties.packs import Rule, RulePack

_OF_GOODS = ("ii", "ipi", "pis", "cofins")


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


def about(pack: "RulePack", name: str) -> "list[Rule]":
    """Return the rules of a tax, an NCM, a state or an id; of an NCM those for all goods as well."""
    wanted = name.replace(".", "").upper()
    own = [rule for rule in pack.rules if wanted in _names(rule)]
    if not any(heading.code == wanted for heading in pack.headings):
        return own
    taxed = {rule.tax for rule in own if rule.key == wanted}
    surcharged = any(h.surcharged for h in pack.headings if h.code == wanted)
    return own + [
        rule
        for rule in pack.rules
        if (rule.tax == "cofins_surcharge" and surcharged)
        or (rule.key == "*" and rule.tax not in taxed and _is_of_goods(rule.tax))
    ]


def _is_of_goods(tax: str) -> bool:
    return tax.removesuffix("_for_all") in _OF_GOODS


def _names(rule: "Rule") -> set[str]:
    parts = {part.upper() for part in rule.key.split("/")}
    return {rule.id.upper(), rule.tax.upper(), rule.key.upper()} | parts
