"""The programmes: where each item is, when it meets its minimum, and what is proposed."""

from decimal import Decimal
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from customs.programme import ItemOutlook, ProgrammeView
from web.pages.acts import given_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.words import N_
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.access import ACCESS
from wiring.desk.errors import DeskError, NotFound

router = APIRouter()

WIDTH = 600
"""Width of an item's bar in the drawing's own units."""
PLACES = {
    "domestic": N_("at the buyer"),
    "coming": N_("called off"),
    "bonded": N_("in bond"),
    "in_transit": N_("in transit"),
    "on_order": N_("on order"),
}
"""Where goods of a programme are, the nearest to the customer first."""


class Part(NamedTuple):
    """A part of a bar."""

    place: str
    x: int
    width: int
    quantity: Decimal


class Bar(NamedTuple):
    """An item's goods in a row, with its minimum and maximum on the same scale."""

    parts: tuple[Part, ...]
    min_x: int
    max_x: int


@router.get("/programmes")
async def programmes(desk: TheDesk, screen: TheScreen) -> HTMLResponse:
    """Show every programme."""
    return await _page(desk, screen)


@router.post("/programmes")
async def review(request: Request, desk: TheDesk, screen: TheScreen) -> Response:
    """Have a programme reviewed now."""
    given = await given_of(await request.form())
    try:
        await desk.review(given.text("programme"), screen.actor, given.key)
    except NotFound:
        raise
    except DeskError as refusal:
        return await _page(desk, screen, refusal.status, notice_of(refusal, screen))
    return RedirectResponse("/programmes", status_code=303)


async def _page(
    desk: Desk, screen: Screen, status: int = 200, notice: Notice | None = None
) -> HTMLResponse:
    found = await desk.programmes()
    return screen.show(
        "programmes.html.j2",
        status=status,
        notice=notice,
        programmes=[(programme, _bars(programme)) for programme in found],
        places=PLACES,
        width=WIDTH,
        may_review=screen.actor.may(*ACCESS["programme.review"]),
    )


def _bars(programme: ProgrammeView) -> dict[str, Bar]:
    outlook = programme.review.outlook if programme.review else ()
    return {line.item: bar(line) for line in outlook}


def bar(line: ItemOutlook) -> Bar:
    """Return the drawing of an item: all that is anywhere, as wide as the widest of it and its maximum."""
    held = {place: max(Decimal(0), getattr(line, place)) for place in PLACES}
    whole = max(sum(held.values(), Decimal(0)), line.max, Decimal(1))
    parts, x = [], 0
    for place, quantity in held.items():
        width = int(quantity * WIDTH / whole)
        parts.append(Part(place=place, x=x, width=width, quantity=quantity))
        x += width
    return Bar(
        parts=tuple(parts), min_x=int(line.min * WIDTH / whole), max_x=int(line.max * WIDTH / whole)
    )
