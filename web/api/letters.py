"""Letters at the HTTP door: brought by a mail server, listed, matched by a person."""

from fastapi import APIRouter, Request

from customs.payload import Form
from records.letters import KeptLetter
from web.visitors import SignedIn, TheDesk

router = APIRouter(prefix="/letters", tags=["letters"])


class MatchForm(Form):
    """Whose papers a letter brought."""

    reference: str


@router.get("")
async def letters(visitor: SignedIn, desk: TheDesk, waiting: bool = True) -> list[KeptLetter]:
    """List letters, the newest first: those that wait for a person, or all."""
    return await desk.letters(waiting)


@router.post("", status_code=202)
async def receive(request: Request, visitor: SignedIn, desk: TheDesk) -> KeptLetter:
    """Take a letter in as it came (``message/rfc822``); brought twice, it is handled once."""
    return await desk.receive_letter(await request.body(), visitor.actor)


@router.post("/{key}/match")
async def match(key: str, form: MatchForm, visitor: SignedIn, desk: TheDesk) -> KeptLetter:
    """Hand a waiting letter's attachments to an import or release."""
    return await desk.match_letter(key, form.reference, visitor.actor)
