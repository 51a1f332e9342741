"""``entreposto programme``: VMI programmes, their demand and stock."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, reading
from cli.tables import as_json, json_option, show_table

if TYPE_CHECKING:
    from customs.programme import ProgrammeView

Day = click.DateTime(["%Y-%m-%d"])


class Pieces(click.ParamType[Decimal]):
    """A quantity."""

    name = "quantity"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the quantity; anything else is refused with a sentence."""
        from wiring.desk.figures import refuse_too_long

        try:
            quantity = Decimal(value)
        except InvalidOperation:
            quantity = Decimal("NaN")
        if not quantity.is_finite() or quantity < 0:
            self.fail(f"{value!r} is no quantity, such as 3000", param, ctx)
        try:
            refuse_too_long(quantity)
        except ValueError as problem:
            self.fail(f"{value!r}: {problem}", param, ctx)
        return quantity


@click.group()
def command() -> None:
    """Run replenishment programmes: agreement, demand, stock, review."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
@json_option
def start(file: Path, person: str, json_wanted: bool) -> None:
    """Start the programme of the agreement in FILE (JSON)."""
    from pydantic import ValidationError

    from wiring.desk.agreements import StartProgramme
    from wiring.desk.errors import invalid_form

    try:
        form = StartProgramme.model_validate_json(file.read_bytes())
    except ValidationError as problem:
        raise click.ClickException(f"{file}: {invalid_form(problem).detail}") from problem
    _show(acting(lambda desk, actor: desk.start_programme(form, actor), person), json_wanted)


@command.command()
@click.argument("name", required=False)
@json_option
def show(name: str | None, json_wanted: bool) -> None:
    """Show how the programme NAME stands, or list all."""
    if name is not None:
        return _show(reading(lambda desk: desk.programme(name)), json_wanted)
    found = reading(lambda desk: desk.programmes())
    if json_wanted:
        return as_json([view.model_dump(mode="json") for view in found])
    rows = (
        (v.name, v.review and v.review.on, len(v.proposals), len(v.imports), len(v.releases))
        for v in found
    )
    show_table(("programme", "reviewed", "proposals", "imports", "releases"), rows)


@command.command()
@click.argument("agreement")
@click.argument("item")
@click.argument("monday", type=Day)
@click.argument("quantity", type=Pieces())
@as_option
def demand(agreement: str, item: str, monday: datetime, quantity: Decimal, person: str) -> None:
    """Report that QUANTITY of ITEM is wanted in the week of MONDAY, and in those after it."""
    from wiring.desk.programmes import QuantityForm

    form = QuantityForm(agreement=agreement, item=item, on=monday.date(), quantity=quantity)
    acting(lambda desk, actor: desk.report_demand([form], "cli", actor), person)
    click.echo(f"{agreement}: {item} {quantity} a week from {monday:%Y-%m-%d}.")


@command.command()
@click.argument("agreement")
@click.argument("item")
@click.argument("day", type=Day)
@click.argument("quantity", type=Pieces())
@as_option
def stock(agreement: str, item: str, day: datetime, quantity: Decimal, person: str) -> None:
    """Report that QUANTITY of ITEM was on the shelf when DAY began."""
    from wiring.desk.programmes import QuantityForm

    form = QuantityForm(agreement=agreement, item=item, on=day.date(), quantity=quantity)
    acting(lambda desk, actor: desk.count_stock([form], "cli", actor), person)
    click.echo(f"{agreement}: {item} {quantity} on the shelf on {day:%Y-%m-%d}.")


@command.command()
@click.argument("name")
@as_option
@json_option
def review(name: str, person: str, json_wanted: bool) -> None:
    """Have the programme NAME reviewed now."""
    _show(acting(lambda desk, actor: desk.review(name, actor), person), json_wanted)


def _show(view: "ProgrammeView", json_wanted: bool) -> None:
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    if view.review is not None:
        rows = (
            (
                o.item,
                f"{o.domestic:,.0f}",
                f"{o.coming:,.0f}",
                f"{o.bonded:,.0f}",
                f"{o.in_transit:,.0f}",
                f"{o.on_order:,.0f}",
                o.min_on,
                o.short_on,
                o.order_by,
            )
            for o in view.review.outlook
        )
        columns = (
            "item",
            "shelf",
            "coming",
            "in bond",
            "in transit",
            "on order",
            "at minimum",
            "stock-out",
            "order by",
        )
        show_table(columns, rows, title=f"{view.name} on {view.review.on}")
    open_now = (
        *((p.task, p.proposal.title_en) for p in view.proposals),
        *((i.workflow_id, i.stage) for i in view.imports),
        *((r.workflow_id, r.stage) for r in view.releases),
    )
    show_table(("open", "what"), open_now)
