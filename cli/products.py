"""``entreposto product``: what each declarant has in the state's product catalogue."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from wiring.desk.products import ProductForm


@click.group()
def command() -> None:
    """Keep the declarants' products, which papers are held against."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
def import_(file: Path, person: str) -> None:
    """Keep the products of FILE (CSV), all or none.

    Columns: cnpj, item, code, ncm and, if wanted, version, description, unit, origin.
    """
    forms = _forms(file)
    kept = acting(lambda desk, actor: desk.keep_products(forms, actor), person)
    click.echo(f"{kept} products kept.")


@command.command("list")
@json_option
def list_(json_wanted: bool) -> None:
    """List the newest version of every product."""
    found = reading(lambda desk: desk.products())
    if json_wanted:
        return as_json([product.model_dump(mode="json") for product in found])
    rows = ((p.root, p.item, p.code, p.version, p.ncm, p.origin, p.description) for p in found)
    show_table(("declarant", "item", "code", "version", "ncm", "origin", "description"), rows)


def _forms(file: Path) -> "list[ProductForm]":
    from pydantic import ValidationError

    from wiring.desk.errors import invalid_form
    from wiring.desk.products import ProductForm

    forms = []
    with file.open(encoding="utf-8-sig", newline="") as text:
        for number, row in enumerate(csv.DictReader(text), 2):
            given = {name: value for name, value in row.items() if value}
            try:
                forms.append(ProductForm.model_validate(given))
            except ValidationError as problem:
                where = f"{file}, line {number}"
                raise click.ClickException(f"{where}: {invalid_form(problem).detail}") from problem
    return forms
