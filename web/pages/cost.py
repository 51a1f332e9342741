"""What the goods of an import or release cost, and the form for what was invoiced."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from customs.local_costs import CostKind
from customs.tax_credits import TaxRegime
from web.pages.acts import given_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.access import ACCESS
from wiring.desk.costs import CostForm
from wiring.desk.errors import DeskError, NotFound, invalid_form

router = APIRouter()


@router.get("/cost/{reference}")
async def cost(
    reference: str, desk: TheDesk, screen: TheScreen, regime: TaxRegime | None = None
) -> HTMLResponse:
    """Show the landed cost; the address says how the acquirer is taken to be taxed."""
    return await _page(desk, screen, reference, regime)


@router.post("/cost/{reference}")
async def add(reference: str, request: Request, desk: TheDesk, screen: TheScreen) -> Response:
    """Enter a cost as it was invoiced; the answer is the page as it then is."""
    given = await given_of(await request.form())
    told = {name: given.text(name) for name in ("kind", "document", "corrects", "note")}
    amount = given.text("amount").replace(".", "").replace(",", ".")
    asked = {name: value for name, value in told.items() if value} | {"amount": amount}
    try:
        form = CostForm.model_validate(asked)
        await desk.add_cost(reference, form, screen.actor, given.key)
    except ValidationError as wrong:
        return await _page(desk, screen, reference, notice=notice_of(invalid_form(wrong), screen))
    except NotFound:
        raise
    except DeskError as refusal:
        return await _page(desk, screen, reference, notice=notice_of(refusal, screen))
    return RedirectResponse(f"/cost/{reference}", status_code=303)


async def _page(
    desk: Desk,
    screen: Screen,
    reference: str,
    regime: TaxRegime | None = None,
    notice: Notice | None = None,
) -> HTMLResponse:
    found = await desk.landed_cost(reference, regime)
    return screen.show(
        "cost.html.j2",
        status=422 if notice else 200,
        found=found,
        owner=f"/{await desk.kind_of(reference)}s/{reference}",
        asked=regime,
        regimes=list(TaxRegime),
        kinds=list(CostKind),
        may_add=screen.actor.may(*ACCESS["cost.add"]),
        notice=notice,
    )
