"""What goods cost once they are here, and what was invoiced for it."""

from typing import Literal

from fastapi import APIRouter
from fastapi.responses import Response

from customs.local_costs import LocalCost
from customs.tax_credits import TaxRegime
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.cost_tables import cost_csv, cost_xlsx
from wiring.desk.costs import CostForm, LandedCost

router = APIRouter(prefix="/costs", tags=["costs"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/{reference}")
async def landed_cost(
    reference: str, visitor: SignedIn, desk: TheDesk, regime: TaxRegime | None = None
) -> LandedCost:
    """Tell what the goods of an import or release cost: estimate against actual, per item."""
    return await desk.landed_cost(reference, regime)


@router.post("/{reference}", status_code=201)
async def add_cost(
    reference: str, form: CostForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> LocalCost:
    """Enter a local cost as invoiced; its contrary with ``corrects`` takes it back."""
    return await desk.add_cost(reference, form, visitor.actor, key)


@router.get("/{reference}/table.{kind}", response_class=Response)
async def table(
    reference: str,
    kind: Literal["csv", "xlsx"],
    visitor: SignedIn,
    desk: TheDesk,
    regime: TaxRegime | None = None,
) -> Response:
    """Return the same figures as a table: CSV, or a workbook."""
    found = await desk.landed_cost(reference, regime)
    body, media = (cost_csv(found), "text/csv") if kind == "csv" else (cost_xlsx(found), XLSX)
    named = {"content-disposition": f'attachment; filename="cost-{reference}.{kind}"'}
    return Response(body, media_type=media, headers=named)
