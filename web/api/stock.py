"""The bonded stock: positions of any day, lots, cards, reports, and what differs."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from customs.clock import BRASILIA
from customs.payload import Form
from stock.reports.kardex import CardLine
from stock.reports.position import LotPosition
from stock.reports.waiting import Waiting
from web.visitors import SignedIn, TheDesk
from wiring.desk.stock import LotPage, Moment
from wiring.desk.stock_check import StockCheck
from wiring.reports import report_file

router = APIRouter(tags=["stock"])

Kind = Literal["position", "permanence", "card", "audit", "suspended"]


class ExtractForm(Form):
    """A warehouse's list of lots as CSV; empty: only imports and customs are asked."""

    extract: str = Field(default="", max_length=20_000_000)


def the_moment(as_of: date | None = None, known_at: date | None = None) -> Moment:
    """Return the ends of two days in Brasília, of which the ledger is asked."""
    return Moment(_end_of(as_of), _end_of(known_at))


TheMoment = Annotated[Moment, Depends(the_moment)]
"""The query ``as_of`` (what had occurred by then) and ``known_at`` (of what was written down)."""


@router.get("/stock/lots")
async def lots(visitor: SignedIn, desk: TheDesk, moment: TheMoment) -> list[LotPosition]:
    """List every lot with what is held of it, earliest end of term first."""
    return await desk.position(moment)


@router.get("/stock/lots/{lot:path}")
async def lot(lot: str, visitor: SignedIn, desk: TheDesk, moment: TheMoment) -> LotPage:
    """Show a lot, its card and what else happened to it."""
    return await desk.lot(lot, moment)


@router.get("/stock/cards/{name:path}")
async def card(name: str, visitor: SignedIn, desk: TheDesk, moment: TheMoment) -> list[CardLine]:
    """Show the card (kardex) of a lot, or of an item over all its lots."""
    return await desk.card(name, moment)


@router.get("/stock/suspended")
async def suspended(visitor: SignedIn, desk: TheDesk) -> Waiting:
    """Show what all that lies in bond would owe today, and would have owed at admission."""
    return await desk.waiting_duties()


@router.get("/stock/reports/{kind}.{file}")
async def report(
    kind: Kind,
    file: Literal["csv", "xlsx", "pdf"],
    desk: TheDesk,
    visitor: SignedIn,
    moment: TheMoment,
    name: str | None = None,
) -> Response:
    """Hand out a report; ``name`` is a lot or an item."""
    made = report_file(await desk.stock_report(kind, name, moment), file)
    disposition = f'attachment; filename="{made.filename}"'
    headers = {"content-disposition": disposition}
    return Response(made.body, media_type=made.media_type, headers=headers)


@router.post("/stock/reconciliation")
async def reconcile(form: ExtractForm, visitor: SignedIn, desk: TheDesk) -> StockCheck:
    """Hold the ledger against imports, customs and a warehouse's extract; nothing is changed."""
    return await desk.reconcile_stock(form.extract.encode() or None, visitor.actor)


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time.max, BRASILIA) if day else None
