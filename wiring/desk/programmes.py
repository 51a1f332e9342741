"""The counter of demand and stock: what a VMI programme plans from is reported here."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from pydantic import Field

from customs.people import Actor
from records.ports import DemandReport
from wiring.desk.counter import Counter
from wiring.desk.errors import Invalid
from wiring.desk.figures import FiguresForm


class QuantityForm(FiguresForm):
    """A quantity of one item on a day: a week's demand by its Monday, or a count of the shelf."""

    agreement: str = Field(min_length=1)
    item: str = Field(min_length=1)
    on: date
    quantity: Decimal = Field(ge=0)


class ProgrammeCounter(Counter):
    """Keeps demand and counted stock; a later report of the same day replaces the earlier."""

    async def report_demand(self, forms: Sequence[QuantityForm], source: str, actor: Actor) -> int:
        """Keep the demand of weeks, each named by its Monday; return how many were kept.

        Raises:
            Invalid: no such agreement, or a day that is no Monday; nothing is kept then.
        """
        wrong = [f.on.isoformat() for f in forms if f.on.weekday() != 0]
        async with self.act(actor, "demand.report", source, reports=str(len(forms))):
            if wrong:
                detail = f"A week is named by its Monday; these are none: {', '.join(wrong)}."
                raise Invalid("not-a-monday", detail, field="on")
            return await self._keep(forms, source, self.ports.book.report_demand)

    async def count_stock(self, forms: Sequence[QuantityForm], source: str, actor: Actor) -> int:
        """Keep counts of domestic stock; return how many were kept.

        Raises:
            Invalid: no such agreement; nothing is kept then.
        """
        async with self.act(actor, "stock.count", source, reports=str(len(forms))):
            return await self._keep(forms, source, self.ports.book.report_stock)

    async def _keep(
        self,
        forms: Sequence[QuantityForm],
        source: str,
        keep: Callable[[DemandReport], None],
    ) -> int:
        known = await asyncio.to_thread(self.ports.book.agreements)
        unknown = sorted({form.agreement for form in forms} - set(known))
        if unknown:
            detail = (
                f"There is no agreement {', '.join(unknown)}; known: {', '.join(known) or 'none'}."
            )
            raise Invalid("unknown-agreement", detail, field="agreement")
        for form in forms:
            await asyncio.to_thread(keep, DemandReport(**form.model_dump(), source=source))
        return len(forms)
