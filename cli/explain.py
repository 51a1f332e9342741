"""``entreposto explain``: why an amount of a declaration is what it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cli.desk import reading
from cli.tables import as_json, json_option, show_table
from cli.tree import said

if TYPE_CHECKING:
    from customs.duties.comparing import Comparison
    from customs.duties.telling import Told
    from wiring.desk.explaining import Compared, Explained

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}


@click.command()
@click.argument("reference")
@click.argument("tax")
@click.option("--item", help="Of one item of the declaration, by its id.")
@click.option(
    "--depth",
    type=click.IntRange(1, 20),
    default=3,
    show_default=True,
    help="Levels that are told; deeper ones are numbered.",
)
@click.option("--node", type=int, help="Tell the part of this number.")  # fmt: skip
@click.option("--against", metavar="REFERENCE", help="Tell why it differs from another's.")
@json_option
def command(
    reference: str,
    tax: str,
    item: str | None,
    against: str | None,
    json_wanted: bool,
    **within: int | None,
) -> None:
    """Tell how TAX of REFERENCE came about, down to rules, quotes and papers.

    REFERENCE is an import, a release or a declaration (IMP-1/admission-1); TAX is ii, ipi, pis,
    cofins, icms, afrmm, siscomex_fee, customs_value, payable, or any amount's path.
    """
    if against is not None:
        found = reading(lambda desk: desk.compare(against, reference, tax, item))
        return as_json(found.model_dump(mode="json")) if json_wanted else _show_terms(found)
    told = reading(lambda desk: desk.explain(reference, tax, item, **within))
    return as_json(told.model_dump(mode="json")) if json_wanted else _show(told)


def _show(explained: "Explained") -> None:
    number = explained.number or "not registered yet"
    click.echo(f"{explained.clearance} ({number}, {explained.registered_on}) {explained.path}")
    for line in _lines(explained.told, 0):
        click.echo(line)
    click.echo(f"rule pack {explained.rule_pack}")


def _lines(one: "Told", depth: int) -> Iterator[str]:
    how = f"  [{said(one.source)}]" if one.source else ""
    made = f" {_SIGNS.get(one.sign, one.sign)} ".join(_name(part) for part in one.parts)
    of = f"  = {made}" if made else ""
    deeper = f"  … {one.more} parts: --node {one.node}" if one.more else ""
    note = f"  – {one.note}" if one.note else ""
    yield f"{'  ' * depth}{_name(one)} {_value(one)}{of}{how}{deeper}{note}"
    for part in one.parts:
        if part.source or part.sign:
            yield from _lines(part, depth + 1)


def _name(one: "Told") -> str:
    """Return what a number is called; one that is only a number is called by itself."""
    if not one.source and not one.sign:
        return f"{one.value:,f}"
    name = one.name.replace("_", " ")
    return f"{name} of item {one.item}" if one.item else name


def _value(one: "Told") -> str:
    if one.rounded:
        return f"{one.value:,f} (rounded)"
    return f"{one.value.normalize():,f} %" if one.unit == "%" else f"{one.value:,f}"


def _show_terms(found: "Compared") -> None:
    comparison: Comparison = found.comparison
    click.echo(f"{comparison.path}: {found.before} → {found.after}")
    rows = [("before", f"{comparison.before:,f}")]
    rows += [(term.name, f"{term.amount:+,f}") for term in comparison.terms]
    rows += [("after", f"{comparison.after:,f}")]
    show_table(("", "BRL"), [*rows, ("", f"{comparison.after - comparison.before:+,f}")])
