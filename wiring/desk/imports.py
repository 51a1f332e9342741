"""The counter of imports: start one, cancel, file the entry."""

import asyncio

from customs.acts import Cancel, FileEntry
from customs.orders import ImportOrder
from customs.people import Actor
from customs.views import ImportView, ReleaseView
from wiring.desk.counter import act_id
from wiring.desk.errors import Conflict
from wiring.desk.forms import StartImport
from wiring.desk.orders import order_of, order_sha256
from wiring.desk.starting import StartingCounter

FIRST_STATE_SECONDS = 5.0
"""How long a start waits for the first snapshot, so that its answer shows it."""
_LOOK_EVERY = 0.05


class ImportCounter(StartingCounter):
    """Starts imports, and stops what can still be stopped."""

    async def start_import(
        self, form: StartImport, actor: Actor, key: str | None = None
    ) -> ImportView:
        """Start an import as the form asks.

        A start that failed half way is repeated with the same form; once it has
        started, only the same ``key`` gets the same answer.

        Raises:
            Invalid: a field is wrong.
            Conflict: the reference is taken; names who took it, when, and how far it is.
        """
        async with self.act(actor, "import.start", form.reference, key=key or "") as note:
            order = order_of(form, actor, await self.clock(), self.ports.rules())
            note["order_sha256"] = order_sha256(order)
            sha256 = note["order_sha256"]
            if not await self._start(order) and not await self.is_repeat(
                order.reference, sha256, actor, key
            ):
                raise await self.taken(order.reference)
            return await self._first_state(order)

    async def start_order(self, order: ImportOrder) -> ImportView:
        """Start an import from a finished order; the same order again starts nothing.

        Raises:
            Conflict: another order has the reference.
        """
        async with self.act(order.started_by, "import.start", order.reference) as note:
            note["order_sha256"] = order_sha256(order)
            await self._start(order)
            return await self._first_state(order)

    async def cancel(
        self, reference: str, reason: str, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Stop what can still be stopped; ``cancelled`` of the answer names each step.

        Raises:
            NotFound: no such import or release.
            Conflict: it is over.
        """
        async with self.act(actor, "import.cancel", reference, reason=reason):
            act = Cancel(actor=actor, reason=reason, at=await self.now())
            return await self.tell(reference, "cancel", act, act_id("cancel", actor, key))

    async def file_entry(
        self, reference: str, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """File the entry declaration now, without waiting for the tally.

        Raises:
            Conflict: the cargo is not present; names the depositary, whose act is missing.
        """
        async with self.act(actor, "import.file_entry", reference):
            if await self.kind_of(reference) == "release":
                raise Conflict("no-entry", f"{reference} is a release: it has no entry to file.")
            act = FileEntry(actor=actor, at=await self.now())
            update_id = act_id("file_entry", actor, key)
            return await self.tell(reference, "file_entry", act, update_id)

    async def _start(self, order: ImportOrder) -> bool:
        by, at = order.started_by, order.clock.now
        await self.take("import", order.reference, order_sha256(order), by, at)
        return await self.start("ImportProcess", order, id=f"import/{order.reference}")

    async def _first_state(self, order: ImportOrder) -> ImportView:
        for _ in range(int(FIRST_STATE_SECONDS / _LOOK_EVERY)):
            body = await self.snapshot("import", order.reference)
            if body is not None:
                return ImportView.model_validate(body)
            await asyncio.sleep(_LOOK_EVERY)
        return ImportView(
            reference=order.reference,
            stage="",
            stages=(),
            order=order,
            waiting_for="Accepted; no worker has taken it up yet.",
        )
