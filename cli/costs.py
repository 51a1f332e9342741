"""``entreposto cost``: what goods cost once they are here."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, key_option, reading
from cli.tables import as_json, json_option, show_table
from customs.local_costs import CostKind, ShareKey
from customs.tax_credits import TaxRegime

if TYPE_CHECKING:
    from customs.landed_cost import Pair
    from wiring.desk.costs import Account, LandedCost

_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.group()
def command() -> None:
    """Tell what goods cost once they are here, and enter what was invoiced for it."""


@command.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("reference")
@click.argument("kind", type=click.Choice([str(kind) for kind in CostKind]))
@click.argument("amount")
@click.option("--document", required=True, help="Number of the invoice or receipt.")
@click.option("--by", type=click.Choice([str(key) for key in ShareKey]), help="Share it by this.")
@click.option("--corrects", metavar="ENTRY", help="Entry that a negative AMOUNT takes back.")
@click.option("--note", default="", help="Why, in a few words.")
@as_option
@key_option
def add(reference: str, person: str, key: str | None, by: str | None, **given: str | None) -> None:
    """Enter AMOUNT (BRL) invoiced for an import or release; nothing that was entered is changed."""
    from pydantic import ValidationError

    from wiring.desk.costs import CostForm
    from wiring.desk.errors import invalid_form

    try:
        form = CostForm.model_validate({**given, "shared_by": by})
    except ValidationError as wrong:
        raise click.ClickException(invalid_form(wrong).detail) from wrong
    cost = acting(lambda desk, actor: desk.add_cost(reference, form, actor, key), person)
    click.echo(f"{cost.kind} {cost.amount:,.2f} entered, shared by {cost.shared_by}: {cost.key}")


@command.command("show")
@click.argument("reference")
@click.option("--regime", type=click.Choice([str(one) for one in TaxRegime]),
              help="Count the credits of an acquirer taxed so.")  # fmt: skip
@click.option("--csv", "csv_file", type=_FILE, help="Write the lines to this file.")
@click.option("--xlsx", "xlsx_file", type=_FILE, help="Write a workbook to this file.")
@json_option
def show(
    reference: str,
    regime: str | None,
    csv_file: Path | None,
    xlsx_file: Path | None,
    json_wanted: bool,
) -> None:
    """Tell what the goods of REFERENCE cost: estimate, actual and difference, per item and kind."""
    asked = TaxRegime(regime) if regime else None
    found = reading(lambda desk: desk.landed_cost(reference, asked))
    _write(found, csv_file, xlsx_file)
    if json_wanted:
        as_json(found.model_dump(mode="json"))
    elif not (csv_file or xlsx_file):
        _show(found)


def _write(found: "LandedCost", csv_file: Path | None, xlsx_file: Path | None) -> None:
    from wiring.desk.cost_tables import cost_csv, cost_xlsx

    if csv_file:
        csv_file.write_text(cost_csv(found), encoding="utf-8")
    if xlsx_file:
        xlsx_file.write_bytes(cost_xlsx(found))


def _show(found: "LandedCost") -> None:
    number = found.number or "not registered yet"
    for item in (*found.items, found.whole):
        what = f"Item {item.id}, {item.quantity:,f}" if item.id else "All items"
        rows = [row for line in item.lines
                for row in [(line.kind, *_figures(line.amount), ", ".join(line.shared_by))]]  # fmt: skip
        sums = ("gross", "credits", "net", *(("gross_per_unit", "net_per_unit") if item.id else ()))
        rows += [(name.replace("_", " "), *_figures(getattr(item, name)), "") for name in sums]
        columns = ("BRL", "estimate", "actual", "difference", "shared by")
        show_table(columns, rows, title=f"{what} · {found.clearance} ({number})")
    regime = found.regime or "not known, so none is counted (--regime tries one)"
    click.echo(f"Credits of the acquirer: {regime}")
    for credit in found.credits:
        click.echo(f"  {credit.tax}: {credit.act}; in doubt: {credit.doubt}")
    if found.account:
        _show_account(found.account)


def _show_account(account: "Account") -> None:
    click.echo(
        f"Funds {account.asked:,.2f} − taxes {account.taxes.actual:,.2f} − local costs "
        f"{account.local.actual:,.2f} = {account.returned:,.2f} to be returned"
    )
    if account.awaited:
        click.echo(f"Not invoiced yet: {', '.join(account.awaited)}")


def _figures(pair: "Pair") -> tuple[str, str, str]:
    return _figure(pair.estimate), _figure(pair.actual), _figure(pair.difference)


def _figure(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,f}"
