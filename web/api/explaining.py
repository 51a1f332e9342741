"""Why an amount of a declaration is what it is."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from customs.payload import Form
from web.visitors import SignedIn, TheDesk
from wiring.desk.explaining import Compared, Explained, IfForm, WhatIf

router = APIRouter(tags=["duties"])


class Within(Form):
    """Of which item, which part of it, and how many levels."""

    item: str | None = None
    node: int | None = None
    depth: int = Field(default=3, ge=1, le=20)


@router.get("/explanations/{reference:path}/{tax}")
async def explain(
    reference: str, tax: str, visitor: SignedIn, desk: TheDesk, within: Annotated[Within, Query()]
) -> Explained:
    """Tell how an amount came about; ``node`` asks for a part of it that was folded."""
    await desk.let_explain(visitor.actor, reference)
    return await desk.explain(reference, tax, within.item, within.node, within.depth)


@router.get("/comparisons/{before:path}/with/{after:path}/{tax}")
async def compare(
    before: str, after: str, tax: str, visitor: SignedIn, desk: TheDesk, item: str | None = None
) -> Compared:  # fmt: skip
    """Tell why an amount of one declaration differs from the other's, in terms that sum to it."""
    for reference in (before, after):
        await desk.let_explain(visitor.actor, reference)
    return await desk.compare(before, after, tax, item)


@router.post("/what-if/{reference:path}")
async def what_if(reference: str, form: IfForm, visitor: SignedIn, desk: TheDesk) -> WhatIf:
    """Tell what a declaration would cost on another day or at other rates; nothing is changed."""
    await desk.let_explain(visitor.actor, reference)
    return await desk.what_if(reference, form)
