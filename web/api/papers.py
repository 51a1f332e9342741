"""The papers of an import or release, one by one: what each says, its pages, corrections."""

from fastapi import APIRouter, Response

from customs.views import ImportView, ReleaseView
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.corrections import CorrectionForm, PaperDetail

router = APIRouter()


@router.get("/{reference}/papers/{file}")
async def paper(
    reference: str, file: str, visitor: SignedIn, desk: TheDesk, page: int = 1
) -> PaperDetail:
    """Show a paper by its file's name or hash: each value now, and as it was first read."""
    return await desk.paper(reference, file, page)


@router.post("/{reference}/papers/{file}/corrections", status_code=201)
async def correct(
    reference: str,
    file: str,
    form: CorrectionForm,
    visitor: SignedIn,
    desk: TheDesk,
    key: RequestKey,
) -> ImportView | ReleaseView:
    """Say what a paper says; what was read stays as it was, beside it."""
    return await desk.correct_paper(reference, file, form, visitor.actor, key)


@router.get("/{reference}/papers/{file}/pages/{page}.png")
async def picture(
    reference: str, file: str, page: int, visitor: SignedIn, desk: TheDesk
) -> Response:
    """Return a page of a paper as a picture."""
    drawn = await desk.picture(reference, file, page)
    headers = {"cache-control": "private, max-age=3600"}
    return Response(drawn.png, media_type="image/png", headers=headers)
