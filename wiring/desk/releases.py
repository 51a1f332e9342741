"""The counter of releases: goods are called off out of bond, by any way out."""

import asyncio
import hashlib
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from customs.agreement import Agreement
from customs.clearing_right import may_leave
from customs.clock import brazilian_date
from customs.exits import EXITS
from customs.orders import ImportOrder, LocalCosts, LotDraw, ReleaseItem, ReleaseOrder
from customs.payload import Form
from customs.people import Actor
from customs.plans import plan_release
from customs.views import ImportView, ReleaseView
from wiring.desk.drawing import Bonded, LineForm
from wiring.desk.errors import Conflict, Invalid
from wiring.desk.forms import REFERENCE, AtMostAHundred
from wiring.desk.imports import FIRST_STATE_SECONDS
from wiring.desk.orders import refuse_parties
from wiring.desk.starting import StartingCounter

_LOOK_EVERY = 0.05


class StartRelease(Form):
    """Call goods off out of bond; who they are of follows from the imports of their lots."""

    reference: str = Field(pattern=REFERENCE)
    destination: str = "consumption"
    items: Annotated[tuple[LineForm, ...], AtMostAHundred] = Field(min_length=1)
    reason: str = ""
    """Why these lots; needed where others expire before those that are named."""
    wanted_on: date | None = None
    reservation_days: int = Field(default=15, ge=1, le=365)


class ReleaseCounter(StartingCounter):
    """Starts releases by hand; a programme starts its own."""

    async def start_release(
        self, form: StartRelease, actor: Actor, key: str | None = None
    ) -> ReleaseView:
        """Call goods off; the same request with the same ``key`` is answered the same.

        Raises:
            Invalid: a field is wrong, or these parties may not: names the article.
            Conflict: more than is free, an expired or blocked lot, or the reference is taken.
        """
        sha256 = hashlib.sha256(form.model_dump_json().encode()).hexdigest()
        async with self.act(
            actor, "release.start", form.reference, key=key or "", order_sha256=sha256,
            destination=form.destination, reason=form.reason,
        ):  # fmt: skip
            body = await self.snapshot("release", form.reference)
            if body and await self.is_repeat(form.reference, sha256, actor, key):
                return ReleaseView.model_validate(body)
            order = await self._order(form, actor)
            await self.take("release", form.reference, sha256, actor, order.clock.now)
            id = f"release/{order.reference}"
            if not await self.start("BondedRelease", order, id=id):
                raise await self.taken(form.reference)
            return await self._first_sight(order)

    async def _order(self, form: StartRelease, actor: Actor) -> ReleaseOrder:
        if form.destination not in EXITS:
            known = ", ".join(EXITS.tags())
            detail = f"There is no way out {form.destination!r}; known: {known}."
            raise Invalid("unknown-way-out", detail, field="destination")
        clock = await self.clock()
        day = brazilian_date(clock.now)
        bonded = await asyncio.to_thread(Bonded.of, self.ports.ledger, day)
        late = EXITS[form.destination].after_term
        lines = [(line, bonded.draws(line, late)) for line in form.items]
        _must_have_a_reason(form, bonded, late)
        views = [
            await self._import(reference)
            for reference in dict.fromkeys(d.import_reference for _, ds in lines for d in ds)
        ]
        first = _same_terms([view.order for view in views])
        refuse_parties(may_leave(form.destination, first.ownership, first.parties))
        return ReleaseOrder(
            reference=form.reference,
            plan=plan_release(form.destination, first.ownership),
            destination=form.destination,
            allocation_reason=form.reason,
            parties=first.parties,
            ownership=first.ownership,
            modality=first.modality,
            warehouse=first.warehouse,
            items=tuple(_item(line, draws, [v.order for v in views]) for line, draws in lines),
            agreement=first.agreement,
            state=first.state,
            site=first.site,
            incoterm=first.incoterm,
            started_by=actor,
            clock=clock,
            credential=first.credential,
            wanted_on=form.wanted_on,
            reservation_days=form.reservation_days,
            costs=await self._costs(first.agreement),
            entered_on=_entered_on(views),
        )

    async def _import(self, reference: str) -> ImportView:
        body = await self.snapshot("import", reference)
        if body is None:
            detail = f"The import {reference}, of which a lot lies in bond, is not known here."
            raise Conflict("unknown-import", detail, field="items")
        return ImportView.model_validate(body)

    async def _costs(self, agreement: str | None) -> LocalCosts:
        if agreement is None:
            return LocalCosts()
        kept = await asyncio.to_thread(self.ports.book.agreement, agreement)
        return Agreement.model_validate(kept).costs if kept else LocalCosts()

    async def _first_sight(self, order: ReleaseOrder) -> ReleaseView:
        for _ in range(int(FIRST_STATE_SECONDS / _LOOK_EVERY)):
            body = await self.snapshot("release", order.reference)
            if body is not None:
                return ReleaseView.model_validate(body)
            await asyncio.sleep(_LOOK_EVERY)
        return ReleaseView(
            reference=order.reference,
            stage="",
            stages=(),
            order=order,
            waiting_for="Accepted; no worker has taken it up yet.",
        )


def _must_have_a_reason(form: StartRelease, bonded: Bonded, late: bool) -> None:
    """The lot that expires first leaves first (IN 241 recommends it); another needs a reason."""
    if form.reason.strip():
        return
    for line in form.items:
        if not line.draws:
            continue
        quantity = sum((draw.quantity for draw in line.draws), Decimal(0))
        plain = line.model_copy(update={"draws": (), "quantity": quantity, "unit": None})
        default = {(d.lot, d.quantity) for d in bonded.draws(plain, late)}
        if default != {(d.lot, d.quantity) for d in line.draws}:
            lots = ", ".join(sorted(lot for lot, _ in default))
            detail = f"Of {line.item} {lots} expires first: say why other lots are to leave."
            raise Invalid("reason-missing", detail, field="reason")


def _same_terms(orders: list[ImportOrder]) -> ImportOrder:
    """Return the terms of all lots; goods of other parties or places need a release of their own."""
    first = orders[0]
    for order in orders[1:]:
        same = (order.parties, order.ownership, order.modality, order.warehouse)
        if same != (first.parties, first.ownership, first.modality, first.warehouse):
            detail = (
                f"The lots of {first.reference} and {order.reference} have other parties, terms or "
                "another warehouse: one declaration cannot take both; call each off by itself."
            )
            raise Conflict("other-terms", detail, field="items")
    return first


def _item(line: LineForm, draws: tuple[LotDraw, ...], orders: list[ImportOrder]) -> ReleaseItem:
    known = [item for order in orders for item in order.items if item.id == line.item]
    if not known:
        detail = f"None of the imports of these lots names an item {line.item!r}."
        raise Conflict("unknown-item", detail, field="items")
    item = known[0]
    quantity = sum((draw.quantity for draw in draws), Decimal(0))
    weight = (item.net_weight_kg * quantity / item.quantity).quantize(Decimal("0.001"))
    update = {"quantity": quantity, "net_weight_kg": weight}
    return ReleaseItem(item=item.model_copy(update=update), draws=draws)


def _entered_on(views: list[ImportView]) -> date | None:
    """Return the day on which the goods came to the warehouse, the earliest."""
    days = (
        brazilian_date(news.occurred_at)
        for view in views
        for news in view.milestones
        if news.tag == "CARGO_PRESENT"
    )
    return min(days, default=None)
