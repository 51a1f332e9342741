"""The business clock: what it says, and moving a story's."""

from fastapi import APIRouter
from pydantic import AwareDatetime

from customs.clock import ClockReading
from customs.payload import Form
from web.visitors import SignedIn, TheDesk

router = APIRouter(prefix="/clock", tags=["clock"])


class MoveClock(Form):
    """Where the story clock is moved to."""

    to: AwareDatetime


@router.get("")
async def read(visitor: SignedIn, desk: TheDesk) -> ClockReading:
    """Say whose time it is, and what time."""
    return await desk.clock()


@router.post("")
async def move(form: MoveClock, visitor: SignedIn, desk: TheDesk) -> ClockReading:
    """Move the story clock on; for the system and an admin."""
    return await desk.move_clock(form.to, visitor.actor)
