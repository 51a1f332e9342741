"""The counter of the warehouse's bills: what to expect, held against what was invoiced."""

import asyncio
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from customs.clock import brazilian_date
from customs.declared import part_of
from customs.orders import DONE, TaskOrder
from customs.payload import Payload
from customs.people import Actor, Role
from customs.storage_bill import (
    BillDifference,
    BillLine,
    PriceTable,
    Stay,
    added,
    bill,
    compare,
    total,
)
from customs.views import ImportView, ReleaseView
from wiring.desk.counter import Counter
from wiring.desk.errors import Conflict
from wiring.desk.figures import FiguresForm

_OUT = ("PICKED_UP", "DELIVERED_DOMESTIC")


class BillForm(FiguresForm):
    """Ask for the bill of an exit or of an import; what is invoiced is held against it."""

    services: dict[str, Decimal] = Field(default={}, max_length=50)
    """Code → how many of it were had; what is charged once per exit need not be told."""
    invoiced: dict[str, Decimal] | None = Field(default=None, max_length=100)
    """Code of a line → amount in BRL, as the invoice says it."""


class Bill(Payload):
    """The bill to expect, in BRL, and where the invoice says something else."""

    reference: str
    lines: tuple[BillLine, ...]
    total: Decimal
    differences: tuple[BillDifference, ...] = ()
    task: str = ""
    """The task that the differences opened."""


class BillCounter(Counter):
    """Works the bill out from price tables and lots. ``prices`` come with the ports."""

    async def storage_bill(self, reference: str, form: BillForm, actor: Actor) -> Bill:
        """Return the expected bill; where the invoice differs a task is opened, once for each.

        Raises:
            NotFound: no such import or release.
            Conflict: it is not known when the goods entered, or the house has no prices.
        """
        async with self.act(actor, "storage.bill", reference):
            lines = await self._expected(reference, form.services)
            found = () if form.invoiced is None else compare(lines, form.invoiced)
            made = Bill(reference=reference, lines=lines, total=total(lines), differences=found)
            task = await self._open_task(made, actor) if found else ""
            return made.model_copy(update={"task": task})

    async def _expected(self, reference: str, services: dict[str, Decimal]) -> tuple[BillLine, ...]:
        kind = await self.kind_of(reference)
        body = await self.snapshot(kind, reference) or {}
        if kind == "release":
            return await self._of_exit(ReleaseView.model_validate(body), services)
        return await self._of_import(ImportView.model_validate(body), services)

    async def _of_import(
        self, view: ImportView, services: dict[str, Decimal]
    ) -> tuple[BillLine, ...]:
        """Return the bills of every exit, with what the import itself had."""
        exits = []
        for release in view.releases:
            body = await self.snapshot("release", release)
            if body is not None and body["stage"] != "CANCELLED":
                exits.append(await self._of_exit(ReleaseView.model_validate(body), {}))
        table = await self._table(view.order.warehouse.recinto, brazilian_date(await self.now()))
        codes = {code: count for code, count in services.items() if count}
        had = [
            BillLine(
                code=service.code,
                label=service.label,
                quantity=codes[service.code],
                amount=service.price * codes[service.code],
                apart=service.apart,
            )
            for service in table.services
            if service.code in codes
        ]
        return added((*exits, tuple(had)))

    async def _of_exit(
        self, view: ReleaseView, services: dict[str, Decimal]
    ) -> tuple[BillLine, ...]:
        order = view.order
        if order.entered_on is None:
            why = f"It is not known when the goods of {view.reference} entered the warehouse."
            raise Conflict("entry-unknown", why)
        left = next((m.occurred_at for m in view.milestones if m.tag in _OUT), await self.now())
        left_on = brazilian_date(left)
        stay = Stay(
            value=await self._value(view),
            entered_on=order.entered_on,
            left_on=left_on,
            services=services,
        )
        return bill(stay, await self._table(order.warehouse.recinto, left_on))

    async def _value(self, view: ReleaseView) -> Decimal:
        """Return the customs value at admission of what an exit draws."""
        lots = {lot.lot: lot for lot in await asyncio.to_thread(self.ports.ledger.lots)}
        draws = (draw for line in view.order.items for draw in line.draws)
        parts = (
            part_of(lots[draw.lot].customs_value, draw.quantity, lots[draw.lot].quantity)
            for draw in draws
        )
        return sum(parts, Decimal(0))

    async def _table(self, recinto: str, day: date) -> PriceTable:
        table = await asyncio.to_thread(self.ports.prices, recinto, day)
        if table is None:
            why = f"The house has no prices of the bonded place {recinto} on {day}."
            raise Conflict("no-prices", why)
        return table

    async def _open_task(self, made: Bill, actor: Actor) -> str:
        """Open the task about the differences; the same differences open it once."""
        evidence = await asyncio.to_thread(
            self.ports.store.put_json, {"bill": made.model_dump(mode="json")}
        )
        known: list[dict[str, Any]] = await asyncio.to_thread(
            self.ports.snapshots.find, "task", owner=made.reference, where={"kind": "storage_bill"}
        )
        for task in known:
            if (task["order"]["evidence"] or {}).get("sha256") == evidence.sha256:
                return str(task["id"])
        over = sum((one.over for one in made.differences), Decimal(0))
        order = TaskOrder(
            owner_reference=made.reference,
            kind="storage_bill",
            n=len(known) + 1,
            title=f"Fatura do armazém difere do esperado em {over} BRL ({made.reference})",
            title_en=f"The warehouse's invoice differs by BRL {over} ({made.reference})",
            roles=(Role.BROKER, Role.OPERATOR),
            outcomes=(DONE,),
            evidence=evidence,
            clock=await self.clock(),
        )
        await self.start("HumanTask", order, id=f"task/{made.reference}/storage_bill-{order.n}")
        return f"{made.reference}/storage_bill-{order.n}"
