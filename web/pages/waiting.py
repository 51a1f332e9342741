"""News and letters that matched no import: kept until a person says whose they are."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from records.letters import KeptLetter
from web.pages.acts import given_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.access import ACCESS
from wiring.desk.errors import DeskError, NotFound

router = APIRouter()


@router.get("/waiting")
async def waiting(desk: TheDesk, screen: TheScreen) -> HTMLResponse:
    """Show the events that wait."""
    return await _page(desk, screen)


@router.post("/waiting")
async def match(request: Request, desk: TheDesk, screen: TheScreen) -> Response:
    """Match an event, and what names the same things, or a letter to an import or release."""
    given = await given_of(await request.form())
    event, letter = given.text("event"), given.text("letter")
    try:
        if letter:
            await desk.match_letter(letter, given.text("reference"), screen.actor)
            return RedirectResponse("/waiting", status_code=303)
        if not event.isdigit():
            raise NotFound("unknown-event", f"There is no waiting event {event!r}.")
        await desk.match(int(event), given.text("reference"), screen.actor)
    except DeskError as refusal:
        return await _page(desk, screen, refusal.status, notice_of(refusal, screen))
    return RedirectResponse("/waiting", status_code=303)


async def _page(
    desk: Desk, screen: Screen, status: int = 200, notice: Notice | None = None
) -> HTMLResponse:
    return screen.show(
        "waiting.html.j2",
        status=status,
        notice=notice,
        events=await desk.waiting(),
        letters=[(letter, _why(letter, screen)) for letter in await desk.letters()],
        may_match_letters=screen.actor.may(*ACCESS["letters.match"]),
        may_match=screen.actor.may(*ACCESS["milestones.match"]),
    )


def _why(letter: KeptLetter, screen: Screen) -> str:
    return notice_of(DeskError(letter.why, letter.why), screen).sentence
