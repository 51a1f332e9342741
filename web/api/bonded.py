"""Goods at the bonded place: tally, loss, extension of the term, the warehouse's bill."""

from fastapi import APIRouter

from customs.views import ImportView, ReleaseView
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.bills import Bill, BillForm
from wiring.desk.bonded import ExtensionAnswerForm, ExtensionForm, LossForm, TallyForm

router = APIRouter(tags=["bonded"])


@router.post("/imports/{reference}/tally")
async def report_tally(
    reference: str, form: TallyForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Tell what was counted at the bonded place, before the admission is filed."""
    return await desk.report_tally(reference, form, visitor.actor, key)


@router.post("/imports/{reference}/losses")
async def report_loss(
    reference: str, form: LossForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Tell of goods in bond that are gone, or damaged."""
    return await desk.report_loss(reference, form, visitor.actor, key)


@router.post("/imports/{reference}/extension")
async def request_extension(
    reference: str, form: ExtensionForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Tell that customs was asked to let the goods stay longer."""
    return await desk.request_extension(reference, form, visitor.actor, key)


@router.post("/imports/{reference}/extension/answer")
async def answer_extension(
    reference: str, form: ExtensionAnswerForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Tell what customs answered."""
    return await desk.answer_extension(reference, form, visitor.actor, key)


@router.post("/storage-bills/{reference}")
async def storage_bill(
    reference: str, form: BillForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> Bill:
    """Return the bill to expect; held against the invoice, where its lines are given."""
    return await desk.storage_bill(reference, form, visitor.actor)
