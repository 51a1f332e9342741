"""Rule packs and exchange quotes: what is in force, what is proposed, what it would do."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from pydantic import Field

from customs.activation import PackView
from customs.payload import Form
from customs.quotes import Quote
from web.visitors import SignedIn, TheDesk
from wiring.desk.rules import PackList, PackPreview, ProposePackForm

router = APIRouter(tags=["rules"])


class PackForm(Form):
    """A rule pack as it is written (TOML)."""

    text: str = Field(min_length=1, max_length=1_500_000)


@router.get("/rules")
async def packs(visitor: SignedIn, desk: TheDesk) -> PackList:
    """Show the pack in force, the proposed ones and those before."""
    return await desk.packs(visitor.actor)


@router.post("/rules", status_code=201)
async def propose(form: ProposePackForm, visitor: SignedIn, desk: TheDesk) -> PackView:
    """Propose a pack; somebody else decides. While it is open, the same pack is one proposal."""
    return await desk.propose_pack(form, visitor.actor)


@router.post("/rules/preview")
async def preview(form: PackForm, visitor: SignedIn, desk: TheDesk) -> PackPreview:
    """Put a pack to everything that lies in bond: what changes, lot by lot and day by day."""
    return await desk.preview_pack(form.text, visitor.actor)


@router.get("/rules/{sha256}", response_class=PlainTextResponse)
async def text(sha256: str, visitor: SignedIn, desk: TheDesk) -> str:
    """Return a pack as it was written."""
    return await desk.pack_text(sha256)


@router.get("/quotes/{currency}/{registered_on}")
async def quote(currency: str, registered_on: date, visitor: SignedIn, desk: TheDesk) -> Quote:
    """Return the fiscal rate for a registration on a day, with its bank day and source."""
    return await desk.quote(currency.upper(), registered_on)
