"""The page of one import or release: all that is known of it, and what may be done."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from customs.cancelling import cancel_plan
from customs.clock import BRASILIA, brazilian_date
from customs.milestones import MILESTONES, Classifier
from customs.papers import PaperLife
from customs.parties import Parties, Party
from customs.views import ImportView, ReleaseView, TaskView
from web.pages.acts import ACTS, Given, given_of
from web.pages.clocks import next_date
from web.pages.movements import moved
from web.pages.paper_words import PAPERS
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.timeline import events, steps
from web.pages.words import N_, PARTIES
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.access import ACCESS
from wiring.desk.errors import DeskError, NotFound

router = APIRouter()

DONE = {
    "milestone": N_("The milestone was reported."),
    "papers": N_("The papers were handed in; they are being read."),
    "file_entry": N_("The entry declaration is being prepared."),
    "cancel": N_("What could be stopped was stopped; the steps stand below."),
}
"""What was just done → the sentence that says so."""


@router.get("/imports/{reference}")
async def the_import(
    reference: str, desk: TheDesk, screen: TheScreen, did: str = ""
) -> HTMLResponse:
    """Show an import; ``did`` names what was just done there."""
    return await _page(desk, screen, "import", reference, did=did)


@router.get("/releases/{reference}")
async def release(reference: str, desk: TheDesk, screen: TheScreen, did: str = "") -> HTMLResponse:
    """Show a release; ``did`` names what was just done there."""
    return await _page(desk, screen, "release", reference, did=did)


@router.post("/imports/{reference}")
@router.post("/releases/{reference}")
async def act(reference: str, request: Request, desk: TheDesk, screen: TheScreen) -> Response:
    """Do what a form of the page asks for; the answer is the page as it then is."""
    given = await given_of(await request.form())
    kind = "import" if request.url.path.startswith("/imports/") else "release"
    chosen = given.text("act")
    if chosen not in ACTS:
        return await _page(desk, screen, kind, reference, status=422)
    try:
        await ACTS[chosen][1](desk, reference, given, screen.actor)
    except NotFound:
        raise
    except DeskError as refusal:
        notice = notice_of(refusal, screen)
        return await _page(
            desk, screen, kind, reference, status=refusal.status, notice=notice, given=given
        )
    return RedirectResponse(f"{request.url.path}?did={chosen}", status_code=303)


async def _page(  # noqa: PLR0913 - what the page shows beside the records
    desk: Desk,
    screen: Screen,
    kind: str,
    reference: str,
    *,
    status: int = 200,
    did: str = "",
    notice: Notice | None = None,
    given: Given | None = None,
) -> HTMLResponse:
    records = await desk.show(reference)
    if records["kind"] != kind:
        raise NotFound("unknown-reference", f"There is no {kind} with the reference {reference!r}.")
    view = (ImportView if kind == "import" else ReleaseView).model_validate(records["view"])
    now = await desk.now()
    return screen.show(
        "dossier.html.j2",
        status=status,
        notice=notice,
        done=DONE.get(did),
        given=given or Given(texts={}),
        view=view,
        records=records,
        **_shown(view, records),
        next_date=next_date(view, brazilian_date(now)),
        local_now=now.astimezone(BRASILIA).strftime("%Y-%m-%dT%H:%M"),
        may=_may(screen, view),
        choices=_choices(view),
    )


def _shown(view: ImportView | ReleaseView, records: dict[str, Any]) -> dict[str, Any]:
    tasks = [TaskView.model_validate(task) for task in records["tasks"]]
    return {
        "steps": steps(view),
        "events": events(view.milestones),
        "parties": list(_parties(view.order.parties)),
        "tasks": sorted(tasks, key=lambda task: not task.open),
        "moved": moved(records["movements"]),
        "cancel_plan": cancel_plan(view.stage),
    }


def _parties(parties: Parties) -> list[tuple[str, Party]]:
    named = [(role, getattr(parties, role)) for role in PARTIES]
    acquirers = [(N_("acquirer"), party) for party in parties.acquirers]
    return [*((PARTIES[role], party) for role, party in named if party is not None), *acquirers]


def _may(screen: Screen, view: ImportView | ReleaseView) -> dict[str, bool]:
    """Return which forms this person gets; the desk checks again."""
    allowed = {
        name: view.open and screen.actor.may(*ACCESS[entry]) for name, (entry, _) in ACTS.items()
    }
    filed = view.declarations or isinstance(view, ReleaseView)
    return allowed | {"file_entry": allowed["file_entry"] and not filed}


def _choices(view: ImportView | ReleaseView) -> dict[str, Any]:
    plan = view.order.plan
    return {
        "milestones": [tag for tag in plan.milestones if tag in MILESTONES],
        "classifiers": list(Classifier),
        "papers": list(PAPERS),
        "lives": [PaperLife.FINAL, PaperLife.DRAFT],
    }
