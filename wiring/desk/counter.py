"""A counter of the desk: what every act has in common, whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

from customs.clock import ClockReading
from customs.payload import Payload
from customs.people import Actor
from customs.views import ImportView, ReleaseView
from records.ports import AuditEntry
from wiring.desk.access import require
from wiring.desk.errors import Away, Conflict, DeskError, NotFound
from wiring.desk.ports import NoAnswer, NotRunning, Ports, Refusal, T
from wiring.desk.refusals import as_desk_error


class Counter:
    """A part of the desk. Ports are blocking, so they are asked in a thread."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    async def clock(self) -> ClockReading:
        """Return the business clock's mode and now."""
        return await asyncio.to_thread(self.ports.clock.read)

    async def now(self) -> datetime:
        """Return the business clock's now."""
        return (await self.clock()).now

    @asynccontextmanager
    async def act(
        self, actor: Actor, act: str, subject: str, **detail: str
    ) -> AsyncIterator[dict[str, str]]:
        """Let a permitted act be done, and write it, or why it was refused, to the audit.

        Yields the detail of the audit entry, to which the act may add.
        """
        note = dict(detail)
        try:
            require(actor, act)
            yield note
        except DeskError as refusal:
            note |= {"refusal": refusal.detail}
            await self._write(actor, act, subject, f"refused: {refusal.code}", note)
            raise
        await self._write(actor, act, subject, "done", note)

    async def _write(
        self, actor: Actor, act: str, subject: str, outcome: str, detail: dict[str, str]
    ) -> None:
        entry = AuditEntry(
            actor=actor,
            act=act,
            subject=subject,
            at=await self.now(),
            outcome=outcome,
            detail={name: value for name, value in detail.items() if value},
        )
        await asyncio.to_thread(self.ports.audit.write, entry)

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        """Start a workflow; return False if one with this id is, or ever was, there."""
        try:
            return await self.ports.workflows.start(workflow, order, id=id)
        except NoAnswer as silence:
            raise away(silence) from silence

    async def update(
        self, id: str, name: str, argument: Payload, *, update_id: str, answer: type[T]
    ) -> T:
        """Tell a workflow, and turn its refusal into the desk's.

        Raises:
            DeskError: as the refusal is mapped in ``refusals``.
            NotRunning: the workflow has closed; the caller knows what that means.
        """
        try:
            return await self.ports.workflows.update(
                id, name, argument, update_id=update_id, answer=answer
            )
        except Refusal as refusal:
            raise as_desk_error(refusal) from refusal
        except NoAnswer as silence:
            raise away(silence) from silence

    async def tell(
        self, reference: str, name: str, argument: Payload, update_id: str
    ) -> ImportView | ReleaseView:
        """Do an act at the import or release of this reference, and return it as it then is.

        Raises:
            NotFound: there is none.
            Conflict: it is over.
        """
        kind = await self.kind_of(reference)
        answer: type[ImportView] | type[ReleaseView]
        answer = ImportView if kind == "import" else ReleaseView
        try:
            return await self.update(
                f"{kind}/{reference}", name, argument, update_id=update_id, answer=answer
            )
        except NotRunning as absent:
            raise Conflict("closed", await self._how_it_ended(kind, reference)) from absent

    async def _how_it_ended(self, kind: str, reference: str) -> str:
        body = await self.snapshot(kind, reference) or {}
        ended = (body.get("stages") or [{}])[-1].get("occurred_at", "")
        return (
            f"The {kind} {reference} is over: {body.get('stage', 'closed')} {ended}".strip() + "."
        )

    async def signal(self, id: str, name: str, argument: Payload) -> bool:
        """Tell an open workflow; return False if there is none."""
        try:
            return await self.ports.workflows.signal(id, name, argument)
        except NoAnswer as silence:
            raise away(silence) from silence

    async def snapshot(self, kind: str, id: str) -> dict[str, Any] | None:
        """Return the body of one snapshot."""
        return await asyncio.to_thread(self.ports.snapshots.get, kind, id)

    async def kind_of(self, reference: str) -> str:
        """Return whether a reference is that of an ``import`` or of a ``release``.

        Raises:
            NotFound: it is neither.
        """
        for kind in ("import", "release"):
            if await self.snapshot(kind, reference) is not None:
                return kind
        raise unknown_reference(reference)


def unknown_reference(reference: str) -> NotFound:
    """Return the answer to a reference that nobody has used."""
    return NotFound(
        "unknown-reference", f"There is no import or release with the reference {reference!r}."
    )


def away(silence: NoAnswer) -> Away:
    """Return the answer when the engine is silent."""
    return Away(
        "no-answer",
        f"The workflows do not answer just now ({silence}). Nothing is lost: repeat the "
        "request with the same Idempotency-Key.",
    )


def act_id(act: str, actor: Actor, key: str | None) -> str:
    """Return the update id of an act, new if the caller gave no key.

    A key is its caller's: another act with it, or another person's, is another act.
    """
    return f"act/{act}/{actor.person}/{key or uuid4().hex}"
