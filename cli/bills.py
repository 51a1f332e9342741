"""``entreposto stock bill``: what the warehouse should charge, against what it did."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from cli.desk import acting, as_option
from cli.tables import as_json, json_option, show_table


@click.command()
@click.argument("reference")
@click.option(
    "--invoiced",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The invoice as CSV: columns code, amount.",
)
@click.option("--service", "services", multiple=True, metavar="CODE=N", help="Had so often.")
@as_option
@json_option
def bill(
    reference: str, invoiced: Path | None, services: tuple[str, ...], person: str, json_wanted: bool
) -> None:
    """Show the bill to expect for REFERENCE, an exit or an import; compare it with the invoice."""
    from wiring.desk.bills import BillForm

    form = BillForm(
        services=dict(map(_service, services)),
        invoiced=_invoice(invoiced) if invoiced else None,
    )
    made = acting(lambda desk, actor: desk.storage_bill(reference, form, actor), person)
    if json_wanted:
        return as_json(made.model_dump(mode="json"))
    rows = ((line.code, line.label, line.quantity, line.amount) for line in made.lines)
    show_table(("code", "line", "quantity", "BRL"), rows, title=f"{reference}: {made.total}")
    if made.differences:
        off = ((d.code, d.label, d.expected, d.invoiced, d.over) for d in made.differences)
        show_table(("code", "line", "expected", "invoiced", "over"), off, title=f"see {made.task}")
    elif invoiced:
        click.echo("The invoice is as expected.")


def _service(text: str) -> tuple[str, Decimal]:
    code, _, count = text.partition("=")
    return code, _amount(count or "1", text)


def _invoice(file: Path) -> dict[str, Decimal]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    if rows and not {"code", "amount"} <= rows[0].keys():
        raise click.ClickException(f"{file}: its first line must be: code,amount")
    amounts: dict[str, Decimal] = {}
    for number, row in enumerate(rows, 2):
        code = row["code"].strip()
        amount = _amount(row["amount"], f"{file}, line {number}")
        amounts[code] = amounts.get(code, Decimal(0)) + amount
    return amounts


def _amount(text: str, where: str) -> Decimal:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        raise click.ClickException(f"{where}: {text!r} is no number such as 1072.53") from None
