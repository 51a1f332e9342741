"""The rule packs: which is in force and by whose decision, and what is proposed."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from web.pages.rendering import Screen, TheScreen
from web.visitors import TheDesk
from wiring.desk import Desk

router = APIRouter()


@router.get("/rules")
async def rules(desk: TheDesk, screen: TheScreen) -> HTMLResponse:
    """Show the packs, each proposal with what it changes."""
    return await _page(desk, screen)


async def _page(desk: Desk, screen: Screen) -> HTMLResponse:
    listed = await desk.packs(screen.actor)
    shown = [(view, await desk.pack_evidence(view)) for view in listed.proposals]
    return screen.show(
        "rules.html.j2", in_force=listed.in_force, proposals=shown, history=listed.history
    )
