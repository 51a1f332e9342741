"""One import or release at its own address: show, news, papers, cancel."""

from typing import Annotated, Any

from fastapi import APIRouter, Response, UploadFile
from fastapi import Form as Part

from customs.papers import PaperLife
from customs.payload import StoredRef
from customs.views import ImportView, ReleaseView
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.errors import Invalid
from wiring.desk.forms import MilestoneForm, PaperForm, ReasonForm

router = APIRouter()

_SHOWN = ("application/pdf", "application/json", "image/png", "image/jpeg")
"""What a browser may open; anything else is saved, never run."""


@router.get("/{reference}")
async def show(reference: str, visitor: SignedIn, desk: TheDesk) -> dict[str, Any]:
    """Show everything that is known of it: stages, declarations, tasks, movements, audit."""
    return await desk.show(reference)


@router.post("/{reference}/milestones", status_code=201)
async def record_milestone(
    reference: str, form: MilestoneForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Tell that it reached a milestone; the same event twice is one."""
    return await desk.milestone(reference, form, visitor.actor, key)


@router.post("/{reference}/papers", status_code=201)
async def add_papers(  # noqa: PLR0913 - each is a part of the form
    reference: str,
    papers: list[UploadFile],
    visitor: SignedIn,
    desk: TheDesk,
    key: RequestKey,
    kind: Annotated[list[str] | None, Part()] = None,
    life: Annotated[PaperLife, Part()] = PaperLife.FINAL,
) -> ImportView | ReleaseView:
    """Hand papers in; ``kind`` is given once for each file, or not at all (then it is read)."""
    forms = await paper_forms(papers, kind or [], life)
    return await desk.add_papers(reference, forms, visitor.actor, key)


@router.post("/{reference}/cancel")
async def cancel(
    reference: str, form: ReasonForm, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """Stop what can still be stopped; ``cancelled`` of the answer says what could not."""
    return await desk.cancel(reference, form.reason, visitor.actor, key)


@router.post("/{reference}/file-entry")
async def file_entry(
    reference: str, visitor: SignedIn, desk: TheDesk, key: RequestKey
) -> ImportView | ReleaseView:
    """File the entry declaration now, without waiting for the tally."""
    return await desk.file_entry(reference, visitor.actor, key)


@router.get("/{reference}/files/{sha256}")
async def file(reference: str, sha256: str, visitor: SignedIn, desk: TheDesk) -> Response:
    """Return a paper, a reading, an evidence or an extract that its records name."""
    return file_response(*await desk.file(reference, sha256))


async def paper_forms(
    papers: list[UploadFile], kinds: list[str], life: PaperLife
) -> list[PaperForm]:
    """Return the files of a form as papers.

    Raises:
        Invalid: kinds are given, but not one for each file.
    """
    kinds = [kind for kind in kinds if kind]
    if kinds and len(kinds) != len(papers):
        raise Invalid("kinds-and-papers", "Give one kind for each file, or none.", field="kind")
    return [
        PaperForm(
            filename=(paper.filename or "paper")[:200],
            body=await paper.read(),
            kind=kinds[place] if kinds else None,
            life=life,
        )
        for place, paper in enumerate(papers)
    ]


def file_response(ref: StoredRef, body: bytes) -> Response:
    """Return a stored file: shown if a browser may show it, else saved."""
    disposition = "inline" if ref.media_type in _SHOWN else "attachment"
    headers = {
        "content-disposition": disposition,
        "etag": f'"{ref.sha256}"',
        "cache-control": "private, max-age=3600",
    }
    return Response(body, media_type=ref.media_type, headers=headers)
