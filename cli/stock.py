"""``entreposto stock``: the bonded ledger as it stands, and its reports."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cli.bills import bill
from cli.stock_reports import card, end_of, known_option, reconcile, report
from cli.tables import as_json, json_option, show_table
from customs.clock import BRASILIA

if TYPE_CHECKING:
    from stock.ledger import Ledger


@click.group()
def command() -> None:
    """Show the bonded ledger: balances, movements, lots, cards and reports."""


for _other in (bill, card, report, reconcile):
    command.add_command(_other)


@command.command()
@click.option("--account", default="", help="Only accounts that start so, e.g. bonded.")
@click.option("--lot", help="Only this lot.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As it was at the end of this day in Brasília, by when things occurred.",
)
@known_option
@json_option
def position(
    account: str,
    lot: str | None,
    on: datetime | None,
    known_at: datetime | None,
    json_wanted: bool,
) -> None:
    """Show what each account holds, per item and lot."""
    at = (on and end_of(on.date()), known_at and end_of(known_at.date()))
    held = _ledger().balances(account, lot, *at)
    if json_wanted:
        return as_json([balance.model_dump(mode="json") for balance in held])
    rows = ((b.account, b.product, b.lot, _plain(b.quantity)) for b in held)
    show_table(("account", "item", "lot", "quantity"), rows)


@command.command()
@click.argument("reference", required=False)
@json_option
def movements(reference: str | None, json_wanted: bool) -> None:
    """Show the movements of an import or a release, or all of them."""
    found = _ledger().movements(reference)
    if json_wanted:
        return as_json([movement.model_dump(mode="json") for movement in found])
    rows = (
        (
            f"{m.occurred_at.astimezone(BRASILIA):%Y-%m-%d %H:%M}",
            m.key,
            p.account,
            p.product,
            p.lot,
            _plain(p.quantity),
        )
        for m in found
        for p in m.postings
    )
    show_table(("occurred", "movement", "account", "item", "lot", "quantity"), rows)


@command.command()
@click.option("--product", help="Only this item.")
@click.option("--import", "import_reference", help="Only lots of this import.")
@json_option
def lots(product: str | None, import_reference: str | None, json_wanted: bool) -> None:
    """Show the lots, the earliest to expire first, and what of each is free."""
    ledger = _ledger()
    found = ledger.lots(product, import_reference)
    free = {balance.lot: balance.quantity for balance in ledger.balances("bonded")}
    if json_wanted:
        shown = [lot.model_dump(mode="json") | {"free": str(free.get(lot.lot, 0))} for lot in found]
        return as_json(shown)
    rows = (
        (
            lot.lot,
            lot.import_reference,
            lot.product,
            _plain(lot.quantity),
            _plain(free.get(lot.lot, 0)),
            lot.expires_on,
        )
        for lot in found
    )
    show_table(("lot", "import", "item", "admitted", "free", "expires"), rows)


def _ledger() -> "Ledger":
    from wiring.database import known_database, open_ledger

    return open_ledger(known_database())


def _plain(quantity: object) -> str:
    """A quantity as people write it: no trailing zeros, thousands apart."""
    text = f"{quantity:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
