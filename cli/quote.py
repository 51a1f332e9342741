"""``entreposto quote``: the fiscal exchange rate of a registration date."""

from datetime import datetime

import click

from cli.desk import reading
from cli.tables import as_json, json_option


@click.command()
@click.argument("currency")
@click.argument("registered_on", type=click.DateTime(["%Y-%m-%d"]))
@click.option(
    "--again", is_flag=True, help="Ask the publisher even if a quote is kept, and compare."
)
@json_option
def command(currency: str, registered_on: datetime, again: bool, json_wanted: bool) -> None:
    """Show what one unit of CURRENCY is worth for a declaration registered on a day.

    It is the selling quote at the close of the last bank day before; it is kept, with its day and
    source, and a missing one is an error.
    """
    on = registered_on.date()
    found = reading(lambda desk: desk.quote(currency.upper(), on, again))
    if json_wanted:
        return as_json(found.model_dump(mode="json") | {"registered_on": on.isoformat()})
    click.echo(
        f"1 {found.currency} = R$ {found.rate}, quoted {found.quote_date} ({found.source}), "
        f"for a registration on {on}"
    )
    return None
