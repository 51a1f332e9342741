"""``entreposto stock card | report | reconcile``: what the ledger tells, and to whom it agrees."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, reading
from cli.tables import as_json, json_option, show_table
from customs.clock import BRASILIA

if TYPE_CHECKING:
    from stock.reports.table import Report
    from wiring.desk.stock import Moment

_DAY = click.DateTime(["%Y-%m-%d"])
_DIFFERENT = 1
as_of_option = click.option(
    "--as-of", type=_DAY, help="As it was at the end of this day in Brasília, by when it occurred."
)
known_option = click.option(
    "--known-at", type=_DAY, help="Of what was written down by the end of this day."
)


@click.command()
@click.argument("name")
@as_of_option
@known_option
@json_option
def card(name: str, as_of: datetime | None, known_at: datetime | None, json_wanted: bool) -> None:
    """Show the card (kardex) of NAME: a lot, or an item over all its lots."""
    at = moment_of(as_of, known_at)
    if json_wanted:
        lines = reading(lambda desk: desk.card(name, at))
        return as_json([line.model_dump(mode="json") for line in lines])
    return _show(reading(lambda desk: desk.stock_report("card", name, at)))


@click.command()
@click.argument("kind", type=click.Choice(["position", "permanence", "card", "audit", "suspended"]))
@click.argument("name", required=False)
@as_of_option
@known_option
@click.option(
    "--to", "file", type=click.Path(path_type=Path), help="Write FILE.csv, FILE.xlsx or FILE.pdf."
)
def report(
    kind: str,
    name: str | None,
    as_of: datetime | None,
    known_at: datetime | None,
    file: Path | None,
) -> None:
    """Show a report, or write it to a file; NAME is a lot or an item, for `card` and `audit`."""
    at = moment_of(as_of, known_at)
    found = reading(lambda desk: desk.stock_report(kind, name, at))
    if file is None:
        return _show(found)
    return _write(found, file)


@click.command()
@click.option(
    "--extract",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The warehouse's list of lots (CSV): lot, quantity, and place, blocked, expires_on.",
)
@as_option
@json_option
def reconcile(extract: Path | None, person: str, json_wanted: bool) -> None:
    """Hold the ledger against imports, customs and the warehouse; end with 1 if anything differs.

    Nothing is set right by it: a suggestion is a movement that somebody else has to approve.
    """
    body = extract.read_bytes() if extract else None
    check = acting(lambda desk, actor: desk.reconcile_stock(body, actor), person)
    if json_wanted:
        as_json(check.model_dump(mode="json"))
    else:
        show_table(
            ("source", "what", "lot", "ledger", "theirs", "suggested"),
            (
                (
                    found.difference.source, found.difference.kind, found.difference.lot,
                    found.difference.ours, found.difference.theirs,
                    found.correction.told if found.correction else "for people to find out",
                )
                for found in check.found
            ),
            f"{check.lots} lots held against: {', '.join(check.sources)}",
        )  # fmt: skip
    if check.found:
        raise SystemExit(_DIFFERENT)


def moment_of(as_of: datetime | None, known_at: datetime | None) -> "Moment":
    """Return the ends of two days in Brasília, as the ledger is asked for them."""
    from wiring.desk.stock import Moment

    return Moment(as_of and end_of(as_of.date()), known_at and end_of(known_at.date()))


def end_of(day: date) -> datetime:
    """Return the last instant of a day in Brasília."""
    return datetime.combine(day, time.max, BRASILIA)


def _show(found: "Report") -> None:
    for label, value in found.facts:
        click.echo(f"{label}: {value}")
    show_table([english for _, english in found.columns], found.rows, found.title_en)


def _write(found: "Report", file: Path) -> None:
    from wiring.reports import KINDS, report_file

    kind = file.suffix.removeprefix(".")
    if kind not in KINDS:
        raise click.ClickException(f"{file}: write a .csv, a .xlsx or a .pdf.")
    file.write_bytes(report_file(found, kind).body)
    click.echo(f"{file}: {len(found.rows)} rows")
