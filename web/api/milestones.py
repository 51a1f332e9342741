"""News at the general address: each event says itself what it is about."""

from fastapi import APIRouter
from pydantic import Field

from customs.milestones import MilestoneReached
from customs.payload import Form, Payload
from records.ports import WaitingNews
from web.visitors import SignedIn, TheDesk
from wiring.desk.forms import SOURCE, EventForm
from wiring.desk.milestones import EventTaken

router = APIRouter(prefix="/milestones", tags=["milestones"])


class ReportForm(Form):
    """A batch of events from one source."""

    source: str = Field(pattern=SOURCE)
    events: tuple[EventForm, ...] = Field(min_length=1, max_length=500)


class ReportTaken(Payload):
    """What became of each event, in the order that they came."""

    results: tuple[EventTaken, ...]


@router.post("", status_code=202)
async def report(form: ReportForm, visitor: SignedIn, desk: TheDesk) -> ReportTaken:
    """Take news in; what matches no open import is kept."""
    results = await desk.report(form.events, form.source, visitor.actor)
    return ReportTaken(results=tuple(results))


@router.get("/waiting")
async def waiting(visitor: SignedIn, desk: TheDesk) -> list[WaitingNews]:
    """List the events that matched no import yet."""
    return await desk.waiting()


class MatchForm(Form):
    """Whose news an event is."""

    reference: str


@router.post("/waiting/{event}/match")
async def match(
    event: int, form: MatchForm, visitor: SignedIn, desk: TheDesk
) -> tuple[MilestoneReached, ...]:
    """Match a waiting event to an import or release; what names the same things goes along."""
    return await desk.match(event, form.reference, visitor.actor)
