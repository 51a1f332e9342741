"""VMI programmes, and the demand and stock that they plan from."""

from fastapi import APIRouter
from pydantic import Field

from customs.payload import Form, Payload
from customs.programme import ProgrammeView
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.agreements import StartProgramme
from wiring.desk.programmes import QuantityForm

router = APIRouter(tags=["programmes"])


class QuantitiesForm(Form):
    """Quantities from one source."""

    source: str = Field(default="api", min_length=1, max_length=60)
    reports: tuple[QuantityForm, ...] = Field(min_length=1, max_length=5000)


class Kept(Payload):
    """How many reports were kept."""

    kept: int


@router.post("/demand", status_code=201)
async def report_demand(form: QuantitiesForm, visitor: SignedIn, desk: TheDesk) -> Kept:
    """Report demand by week, each named by its Monday; a later report replaces an earlier one."""
    return Kept(kept=await desk.report_demand(form.reports, form.source, visitor.actor))


@router.post("/stock-counts", status_code=201)
async def count_stock(form: QuantitiesForm, visitor: SignedIn, desk: TheDesk) -> Kept:
    """Report counts of domestic stock."""
    return Kept(kept=await desk.count_stock(form.reports, form.source, visitor.actor))


@router.post("/programmes", status_code=201)
async def start(form: StartProgramme, visitor: SignedIn, desk: TheDesk) -> ProgrammeView:
    """Start a programme; the same form again starts nothing."""
    return await desk.start_programme(form, visitor.actor)


@router.get("/programmes")
async def programmes(visitor: SignedIn, desk: TheDesk) -> list[ProgrammeView]:
    """List programmes."""
    return await desk.programmes()


@router.get("/programmes/{name}")
async def programme(name: str, visitor: SignedIn, desk: TheDesk) -> ProgrammeView:
    """Show a programme as it stands."""
    return await desk.programme(name)


@router.post("/programmes/{name}/review")
async def review(name: str, visitor: SignedIn, desk: TheDesk, key: RequestKey) -> ProgrammeView:
    """Have a programme reviewed now."""
    return await desk.review(name, visitor.actor, key)
