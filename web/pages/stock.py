"""The map of what lies in bond: goods, owners, clocks and money; and the page of one lot."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse

from customs.clock import brazilian_date
from stock.reports.permanence import deadlines
from stock.reports.position import LotPosition
from web.api.stock import TheMoment
from web.pages.figures import day_of
from web.pages.rendering import TheScreen
from web.visitors import TheDesk
from wiring.desk.errors import DeskError
from wiring.desk.stock import Moment

router = APIRouter()

WIDTH, ROW = 1000, 34
"""The map's width, and the height of a lot, in the drawing's own units."""
_THICKEST, _COLOURS = 22, 4


class Bar(NamedTuple):
    """One lot in the drawing."""

    position: LotPosition
    y: int
    x: int
    """Where its time in bond begins."""
    end: int
    """Where its goods are abandoned."""
    left_x: int
    left_width: int
    """The days that are left of its term."""
    height: int
    """As thick as the part of its quantity that is left."""
    promised: int
    """Width of the part that is set apart, promised or under declaration."""
    marks: tuple[tuple[str, date, int], ...]
    colour: int


class Map(NamedTuple):
    """The drawing of all lots on one scale of time."""

    bars: tuple[Bar, ...]
    today: int
    height: int
    owners: tuple[str, ...]


async def the_day(desk: TheDesk, moment: TheMoment) -> date:
    """Return the day that a page tells of."""
    return brazilian_date(moment.as_of or await desk.now())


TheDay = Annotated[date, Depends(the_day)]


@router.get("/stock")
async def stock(desk: TheDesk, screen: TheScreen, moment: TheMoment, on: TheDay) -> HTMLResponse:
    """Show every lot that holds goods, on one scale of time."""
    lots = [lot for lot in await desk.position(moment) if lot.left]
    try:
        waiting = await desk.waiting_duties() if moment == Moment() else None
    except DeskError:
        # The map is worth showing on a day without a quote.
        waiting = None
    return screen.show(
        "stock.html.j2",
        lots=lots,
        map=drawn(lots, on),
        on=on,
        asked=_asked(moment),
        waiting=waiting,
        width=WIDTH,
        row=ROW,
        units=sum((lot.left for lot in lots), Decimal(0)),
        value=sum((lot.customs_value for lot in lots), Decimal(0)),
    )


@router.get("/stock/lots/{lot:path}")
async def lot(
    lot: str, desk: TheDesk, screen: TheScreen, moment: TheMoment, on: TheDay
) -> HTMLResponse:
    """Show one lot: what is left, its card, and what else happened to it."""
    page = await desk.lot(lot, moment)
    state = page.position.state
    return screen.show(
        "lot.html.j2",
        page=page,
        state=state,
        on=on,
        asked=_asked(moment),
        deadlines=deadlines(state),
    )


def drawn(lots: list[LotPosition], on: date) -> Map:
    """Return the map of some lots on a day: bars, marks and the line of today."""
    owners = tuple(dict.fromkeys(lot.state.lot.owner for lot in lots))
    days = [on, *(lot.state.abandonment_on for lot in lots)]
    first = min([on, *(brazilian_date(lot.state.lot.admitted_at) for lot in lots)])
    whole = max((max(days) - first) / timedelta(days=1), 1)

    def x(day: date) -> int:
        return int((day - first).days * WIDTH / whole)

    bars = []
    for place, lot in enumerate(lots):
        begins = x(brazilian_date(lot.state.lot.admitted_at))
        left_x, ends = max(x(on), begins), x(lot.state.expires_on)
        width = max(ends - left_x, 2)
        bars.append(
            Bar(
                position=lot,
                y=place * ROW,
                x=begins,
                end=x(lot.state.abandonment_on),
                left_x=left_x,
                left_width=width,
                height=max(int(lot.share * _THICKEST), 3),
                promised=int(width * (1 - lot.held.get("bonded", Decimal(0)) / lot.left)),
                marks=tuple((name, day, x(day)) for name, day in deadlines(lot.state)),
                colour=owners.index(lot.state.lot.owner) % _COLOURS,
            )
        )
    return Map(tuple(bars), x(on), len(bars) * ROW, owners)


def _asked(moment: Moment) -> dict[str, str]:
    """Return the days of the address, as it has them."""
    told = {"as_of": day_of(moment.as_of), "known_at": day_of(moment.known_at)}
    return {name: day.isoformat() for name, day in told.items() if day}
