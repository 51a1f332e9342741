"""``entreposto bond``: what happens to goods at the bonded place: tally, loss, extension."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from cli.desk import acting, as_option, key_option
from cli.tables import as_json, json_option

if TYPE_CHECKING:
    from customs.views import ImportView, ReleaseView

_MOMENTS = click.Choice(["sea", "transit", "custody", "dispatch"])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def command() -> None:
    """Tell of goods at the bonded place: tally, loss, extension of the term."""


@command.command()
@click.argument("reference")
@click.argument("counts", nargs=-1, required=True, metavar="ITEM=FOUND[/DAMAGED]...")
@click.option("--moment", type=_MOMENTS, default="custody", help="When a difference came about.")
@click.option("--document", default="", help="Number of the term of shortage or damage.")
@click.option("--place", default="", help="Where in the warehouse the goods were put.")
@as_option
@key_option
@json_option
def tally(  # noqa: PLR0913 - each is an option of the command
    reference: str,
    counts: tuple[str, ...],
    moment: str,
    document: str,
    place: str,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Tell what was counted of REFERENCE before its admission is filed."""
    from wiring.desk.bonded import TallyForm

    told = {"moment": moment, "document": document, "place": place}
    form = TallyForm.model_validate({"lines": [_line(each) for each in counts], **told})
    _said(acting(lambda desk, a: desk.report_tally(reference, form, a, key), person), json_wanted)


@command.command()
@click.argument("reference")
@click.argument("lot")
@click.argument("quantity", type=Decimal)
@click.option("--moment", type=_MOMENTS, required=True, help="When it came about.")
@click.option("--document", required=True, help="Number of the term.")
@click.option("--damaged", is_flag=True, help="Damaged and still there: nothing moves.")
@as_option
@key_option
@json_option
def loss(  # noqa: PLR0913 - each is an option of the command
    reference: str,
    lot: str,
    quantity: Decimal,
    moment: str,
    document: str,
    damaged: bool,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Tell that QUANTITY of LOT of REFERENCE is gone, or damaged."""
    from wiring.desk.bonded import LossForm

    form = LossForm.model_validate(
        {
            "lot": lot,
            "quantity": quantity,
            "moment": moment,
            "document": document,
            "damaged": damaged,
        }
    )
    _said(acting(lambda desk, a: desk.report_loss(reference, form, a, key), person), json_wanted)


@command.command("request-extension")
@click.argument("reference")
@click.option("--until", type=_DAY, required=True)
@click.option("--document", required=True, help="Number of the request.")
@click.option("--special", is_flag=True, help="A special situation, up to three years.")
@as_option
@key_option
@json_option
def request_extension(  # noqa: PLR0913 - each is an option of the command
    reference: str,
    until: datetime,
    document: str,
    special: bool,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Tell that customs was asked to let REFERENCE stay longer."""
    from wiring.desk.bonded import ExtensionForm

    form = ExtensionForm(until=until.date(), document=document, special=special)
    view = acting(lambda desk, a: desk.request_extension(reference, form, a, key), person)
    _said(view, json_wanted)


@command.command("answer-extension")
@click.argument("reference")
@click.option("--granted/--refused", required=True)
@click.option("--until", type=_DAY, help="Granted until another day than was asked for.")
@click.option("--document", required=True, help="Number of the answer.")
@as_option
@key_option
@json_option
def answer_extension(  # noqa: PLR0913 - each is an option of the command
    reference: str,
    granted: bool,
    until: datetime | None,
    document: str,
    person: str,
    key: str | None,
    json_wanted: bool,
) -> None:
    """Tell what customs answered."""
    from wiring.desk.bonded import ExtensionAnswerForm

    day = until.date() if until else None
    form = ExtensionAnswerForm(granted=granted, until=day, document=document)
    view = acting(lambda desk, a: desk.answer_extension(reference, form, a, key), person)
    _said(view, json_wanted)


def _line(text: str) -> dict[str, str]:
    item, _, counted = text.partition("=")
    found, _, damaged = counted.partition("/")
    return {"item": item, "found": found, "damaged": damaged or "0"}


def _said(view: "ImportView | ReleaseView", json_wanted: bool) -> None:
    if json_wanted:
        return as_json(view.model_dump(mode="json"))
    clock = getattr(view, "regime_clock", None)
    until = f" In bond until {clock.expires_on}." if clock else ""
    click.echo(f"{view.reference}: {view.stage}.{until}")
