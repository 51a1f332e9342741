"""Why is this amount so: the taxes of a declaration, each opening its tree beside it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from customs.views import ClearanceView
from web.pages.language import gettext_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.why_figures import SIGNS, Writer, currency_within, waterfall
from web.pages.why_words import step_name
from web.pages.words import TAXES
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.errors import DeskError, invalid_form
from wiring.desk.explaining import Compared, Explained, IfForm, WhatIf

router = APIRouter()

_ALWAYS = (
    "totals.ii",
    "totals.ipi",
    "totals.pis",
    "totals.cofins",
    "totals.icms",
    "totals.payable",
)
_COLUMNS = ("ii", "ipi", "pis", "cofins")
_RATE = "rate."


class Drawer(NamedTuple):
    """What stands beside the table."""

    explained: Explained | None = None
    compared: Compared | None = None
    what_if: WhatIf | None = None
    notice: Notice | None = None


@router.get("/why/{clearance:path}")
async def why(  # noqa: PLR0913 - each is a part of the page's address
    clearance: str,
    request: Request,
    desk: TheDesk,
    screen: TheScreen,
    amount: str = "totals.payable",
    node: int | None = None,
    against: str = "",
) -> HTMLResponse:
    """Show a declaration's amounts; the address says which is opened and against what."""
    await desk.let_explain(screen.actor, clearance)
    view, made = await desk.assessed(clearance)
    tree = await desk.tree(made)
    asked = dict(request.query_params)
    drawer = await _drawer(desk, screen, view, (amount, node, against), asked)
    others = await desk.related(view)
    return screen.show(
        "why.html.j2",
        view=view,
        made=made,
        rows=list(_rows(tree)),
        columns=_columns(tree),
        totals=_totals(tree),
        amounts={p: Decimal(tree["nodes"][n]["value"]) for p, n in tree["amounts"].items()},
        amount=amount,
        against=against,
        others=others,
        names={one.id: _called(one, screen) for one in (view, *others)},
        opened_node=tree["amounts"].get(amount),
        owner=f"/{await desk.kind_of(view.owner_reference)}s/{view.owner_reference}",
        drawer=drawer,
        asked=asked,
        signs=SIGNS,
        writer=_writer(screen),
        currency_within=currency_within,
        waterfall=waterfall,
    )


def _called(view: ClearanceView, screen: Screen) -> str:
    day = screen.figures.day(view.assessment.on) if view.assessment else ""
    return f"{view.number or view.id} · {day}"


def _writer(screen: Screen) -> Writer:
    say = gettext_of(screen.language)
    return Writer(screen.figures, say, lambda name: step_name(name, say))


async def _drawer(
    desk: Desk,
    screen: Screen,
    view: ClearanceView,
    opened: tuple[str, int | None, str],
    asked: dict[str, str],
) -> Drawer:
    amount, node, against = opened
    try:
        explained = await desk.explain(view.id, amount, node=node)
        if against:
            await desk.let_explain(screen.actor, against)
        compared = await desk.compare(against, view.id, amount) if against else None
        form = _form(asked)
        return Drawer(explained, compared, await desk.what_if(view.id, form) if form else None)
    except DeskError as refusal:
        return Drawer(notice=notice_of(refusal, screen))


def _form(asked: dict[str, str]) -> IfForm | None:
    """Return what the person wants to know otherwise; None if nothing was filled in."""
    given = {n.removeprefix(_RATE): v for n, v in asked.items() if n.startswith(_RATE) and v}
    if not given and not asked.get("on"):
        return None
    try:
        rates = {currency: Decimal(value.replace(",", ".")) for currency, value in given.items()}
        return IfForm(on=date.fromisoformat(asked["on"]) if asked.get("on") else None, rates=rates)
    except ValidationError as wrong:
        raise invalid_form(wrong) from wrong
    except (InvalidOperation, ValueError) as wrong:
        raise DeskError("invalid", f"This is no day or rate: {wrong}", field="on") from wrong


def _rows(tree: dict[str, Any]) -> Iterator[str]:
    """Return the ids of the items, in the order in which they are declared."""
    for path in tree["amounts"]:
        if path.startswith("items.") and path.endswith(".customs_value"):
            yield path.removeprefix("items.").removesuffix(".customs_value")


def _columns(tree: dict[str, Any]) -> list[str]:
    arising = {p.split(".taxes.")[1].split(".")[0] for p in tree["amounts"] if ".taxes." in p}
    return [*_COLUMNS, *sorted(arising - set(_COLUMNS))]


def _totals(tree: dict[str, Any]) -> list[str]:
    """Return the amounts of the whole in the order of the sum; a tax that does not arise is left out."""
    amounts = tree["amounts"]
    order = [f"totals.{tax}" for tax in TAXES]
    known = [path for path in amounts if path.startswith("totals.")]
    shown = [
        path for path in known if path in _ALWAYS or Decimal(tree["nodes"][amounts[path]]["value"])
    ]
    return sorted(shown, key=lambda path: order.index(path) if path in order else len(order))
