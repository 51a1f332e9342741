"""What starting an import and a release have in common: each reference once, repeats known."""

import asyncio
from datetime import datetime
from typing import Any

from customs.people import Actor
from records.ports import ReferenceTaken
from wiring.desk.counter import Counter
from wiring.desk.errors import Conflict

_MAY_HAVE_STARTED = ("done", "refused: no-answer")
"""Outcomes, in the audit, of a request that may be the one that started it."""


class StartingCounter(Counter):
    """Takes references, and tells a repeat from a second start."""

    async def take(
        self, kind: str, reference: str, sha256: str, actor: Actor, at: datetime
    ) -> None:
        """Take a reference; again for the same request is a no-op.

        Raises:
            Conflict: another has it; names who took it, when, and how far it is.
        """
        try:
            await asyncio.to_thread(self.ports.references.take, kind, reference, sha256, actor, at)
        except ReferenceTaken as first:
            raise await self.taken(reference, str(first)) from first

    async def is_repeat(self, reference: str, sha256: str, actor: Actor, key: str | None) -> bool:
        """Return whether it was started by this very request.

        A request that was refused started nothing; one without an answer may have.
        """
        asked = {"key": key or "", "order_sha256": sha256}
        entries = await asyncio.to_thread(self.ports.audit.of, reference)
        return bool(key) and any(
            entry.outcome in _MAY_HAVE_STARTED
            and entry.actor.person == actor.person
            and asked.items() <= entry.detail.items()
            for entry in entries
        )

    async def taken(self, reference: str, first: str = "") -> Conflict:
        """Return the answer to a second start: who started the first, and how far it is."""
        body = await self.snapshot("import", reference) or await self.snapshot("release", reference)
        if body is None:
            detail = first or f"{reference} was started already."
            return Conflict("reference-taken", detail, field="reference")
        order, stage = body["order"], body["stage"]
        who, when = order["started_by"]["person"], order["clock"]["now"]
        return Conflict(
            "reference-taken",
            f"The reference {reference} is taken: {who} started the first on {when}; "
            f"it is at stage {stage}.",
            field="reference",
            extra={"first": _first(body)},
        )


def _first(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "reference": body["reference"],
        "started_by": body["order"]["started_by"]["person"],
        "started_at": body["order"]["clock"]["now"],
        "stage": body["stage"],
    }
