"""Imports and releases: the lists, and the start of an import."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from customs.views import ImportView, ReleaseView
from records.snapshots import Filter
from web.visitors import RequestKey, SignedIn, TheDesk
from wiring.desk.forms import StartImport
from wiring.desk.lists import Page

router = APIRouter()

Limit = Annotated[int, Query(ge=1, le=500)]
"""Rows of one page."""


@router.post("/imports", status_code=201, tags=["imports"])
async def start_import(
    form: StartImport, visitor: SignedIn, desk: TheDesk, key: RequestKey, response: Response
) -> ImportView:
    """Start an import; hand its papers in afterwards."""
    view = await desk.start_import(form, visitor.actor, key)
    response.headers["location"] = f"/api/v1/imports/{view.reference}"
    return view


@router.get("/imports", tags=["imports"])
async def list_imports(  # noqa: PLR0913 - each is a filter of the list
    visitor: SignedIn,
    desk: TheDesk,
    stage: str | None = None,
    open: bool | None = None,
    agreement: str | None = None,
    search: str | None = None,
    limit: Limit = 100,
    after: str | None = None,
) -> Page[ImportView]:
    """List imports, newest first."""
    where = given(stage=stage, open=open, agreement=agreement)
    return await desk.imports(where=where, search=search, limit=limit, after=after)


@router.get("/releases", tags=["releases"])
async def list_releases(  # noqa: PLR0913 - each is a filter of the list
    visitor: SignedIn,
    desk: TheDesk,
    stage: str | None = None,
    open: bool | None = None,
    agreement: str | None = None,
    search: str | None = None,
    limit: Limit = 100,
    after: str | None = None,
) -> Page[ReleaseView]:
    """List releases from bond, newest first."""
    where = given(stage=stage, open=open, agreement=agreement)
    return await desk.releases(where=where, search=search, limit=limit, after=after)


def given(**filters: Filter | None) -> dict[str, Filter]:
    """Return the filters that were given."""
    return {name: value for name, value in filters.items() if value is not None}
