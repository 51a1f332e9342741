"""Releases: goods are called off out of bond, by any way out."""

from fastapi import APIRouter, Response

from customs.views import ReleaseView
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.releases import StartRelease

router = APIRouter()


@router.post("/releases", status_code=201, tags=["releases"])
async def start_release(
    form: StartRelease, visitor: SignedIn, desk: TheDesk, key: RequestKey, response: Response
) -> ReleaseView:
    """Call goods off; out of the lots that expire first, unless others are named with a reason."""
    view = await desk.start_release(form, visitor.actor, key)
    response.headers["location"] = f"/api/v1/releases/{view.reference}"
    return view
