"""The page of one paper: its pages with a box around each value, beside the form that corrects."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import ValidationError

from customs.papers import PaperLife, PaperRead
from documents.doubts import review
from documents.reading import Field
from web.pages.acts import Given, given_of
from web.pages.refusals import Notice, notice_of
from web.pages.rendering import Screen, TheScreen
from web.pages.sheets import Value, sheets_of, values_of
from web.visitors import TheDesk
from wiring.desk import Desk
from wiring.desk.access import ACCESS
from wiring.desk.corrections import CorrectionForm, PaperDetail
from wiring.desk.errors import DeskError, NotFound, invalid_form

router = APIRouter()

VALUE = "value."
"""What stands before the name of a value in the page's form."""


@router.get("/imports/{reference}/papers/{file}")
@router.get("/releases/{reference}/papers/{file}")
async def paper(
    reference: str, file: str, desk: TheDesk, screen: TheScreen, page: int = 1, did: str = ""
) -> HTMLResponse:
    """Show a paper; ``page`` is where the document begins in a file with several."""
    detail = await desk.paper(reference, file, page)
    return await _page(desk, screen, reference, detail, did=did)


@router.post("/imports/{reference}/papers/{file}")
@router.post("/releases/{reference}/papers/{file}")
async def correct(
    reference: str, file: str, request: Request, desk: TheDesk, screen: TheScreen, page: int = 1
) -> Response:
    """Take what was changed in the form as a person's word for what the paper says."""
    given = await given_of(await request.form())
    detail = await desk.paper(reference, file, page)
    try:
        form = _form(given, detail)
        await desk.correct_paper(reference, file, form, screen.actor, given.key)
    except NotFound:
        raise
    except DeskError as refusal:
        notice = notice_of(refusal, screen)
        return await _page(
            desk, screen, reference, detail, status=refusal.status, notice=notice, given=given
        )
    return RedirectResponse(f"{request.url.path}?page={page}&did=corrected", status_code=303)


def _form(given: Given, detail: PaperDetail) -> CorrectionForm:
    """Return what differs from what stands there; a new value is named by the last row."""
    now = {value.name: value.read.value for value in values_of(detail.reading) if value.read}
    said = {
        name.removeprefix(VALUE): text.strip()
        for name, text in given.texts.items()
        if name.startswith(VALUE)
    }
    changed = {name: text for name, text in said.items() if text != now.get(name, "")}
    if given.text("new_name"):
        changed[given.text("new_name")] = given.text("new_value")
    try:
        return CorrectionForm(
            values=changed,
            reason=given.text("reason"),
            page=detail.read.first_page,
            seen=given.text("seen"),
        )
    except ValidationError as wrong:
        raise invalid_form(wrong) from wrong


async def _page(  # noqa: PLR0913 - what the page shows beside the paper
    desk: Desk,
    screen: Screen,
    reference: str,
    detail: PaperDetail,
    *,
    status: int = 200,
    did: str = "",
    notice: Notice | None = None,
    given: Given | None = None,
) -> HTMLResponse:
    read = detail.read
    doubts = {_named(doubt.line, doubt.field) for doubt in read.doubts}
    sheets = await sheets_of(detail.reading, doubts, lambda page: desk.draw(read.paper.file, page))
    return screen.show(
        "paper.html.j2",
        status=status,
        notice=notice,
        corrected=did == "corrected",
        given=given or Given(texts={}),
        reference=reference,
        detail=detail,
        read=read,
        sheets=sheets,
        head=_rows(detail, None),
        lines=[_rows(detail, place) for place in range(1, len(detail.reading.lines) + 1)],
        doubts=doubts,
        may=screen.actor.may(*ACCESS["paper.correct"]) and _is_correctable(read),
        prefix=VALUE,
        threshold=review().threshold,
    )


def _is_correctable(read: PaperRead) -> bool:
    """Return whether there is a form; the workflow checks again."""
    return not read.problem and read.paper.life is not PaperLife.SUPERSEDED


def _rows(detail: PaperDetail, line: int | None) -> list[dict[str, Any]]:
    """Return the values of the head or a line, what the paper must say and does not among them."""
    values = [value for value in values_of(detail.reading) if value.line == line]
    known = {value.name for value in values}
    missing = [
        Value(_named(doubt.line, doubt.field), doubt.field, doubt.line, None)
        for doubt in detail.read.doubts
        if doubt.line == line and _named(doubt.line, doubt.field) not in known
    ]
    first = {value.name: value.read for value in values_of(detail.first)}
    order = {name: place for place, name in enumerate(detail.names)}
    shown = sorted(
        values + missing, key=lambda value: order.get(_named_anywhere(value), len(order))
    )
    return [{"value": v, "first": _changed(v.read, first.get(v.name))} for v in shown]


def _changed(now: Field | None, first: Field | None) -> str | None:
    """Return what was first read, None where it is what stands there."""
    if now is None or now.read_by != "person":
        return None
    return first.value if first is not None and first.value != now.value else ""


def _named_anywhere(value: Value) -> str:
    return value.field if value.line is None else f"lines.N.{value.field}"


def _named(line: int | None, field: str) -> str:
    return field if line is None else f"lines.{line}.{field}"
