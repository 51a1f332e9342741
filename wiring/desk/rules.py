"""The counter of rules: propose a pack, see what it would do, see what is in force and why."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any

from pydantic import Field

from activities.previewing import PackText
from activities.rule_packs import TOML
from customs.activation import PackActivation, PackView, ProposePack
from customs.duties import PackRefused, RulePack
from customs.duties.cases import check_pack
from customs.duties.pack_changes import PackChange, pack_changes
from customs.duties.previewing import Preview
from customs.payload import Form, Payload, StoredRef
from customs.people import SYSTEM, Actor
from customs.quotes import Quote
from gateways.doors import QuoteMissing
from records.rulebook import QuoteContradicted
from wiring.desk.access import ACCESS
from wiring.desk.counter import Counter
from wiring.desk.errors import Conflict, Invalid, NotFound

_ID = 16
"""Digits of a pack's SHA-256 that name its proposal."""


class ProposePackForm(Form):
    """A rule pack as it is written, and why it should be in force."""

    text: str = Field(min_length=1, max_length=1_500_000)
    reason: str = Field(min_length=3, max_length=300)


class PackList(Payload):
    """What is in force, what is proposed, and what was in force before."""

    in_force: PackActivation
    proposals: tuple[PackView, ...]
    """Those that are not decided yet, the newest first."""
    history: tuple[PackActivation, ...]


class PackPreview(Payload):
    """What a pack says differently from the one in force, and what that does in bond."""

    changes: tuple[PackChange, ...]
    preview: Preview


class RulesCounter(Counter):
    """Passes rule packs on to those who decide, and answers what they would do."""

    async def propose_pack(self, form: ProposePackForm, actor: Actor) -> PackView:
        """Propose a pack: somebody else decides it. Proposed again while it is open, it is one.

        Raises:
            Invalid: it cannot be read, has a gap or an overlap, or a case does not come out.
            Conflict: it is in force already, or somebody else proposed it in the same moment.
        """
        async with self.act(actor, "rules.propose", "rules", reason=form.reason) as note:
            pack = await asyncio.to_thread(_checked, form.text)
            note["pack"] = pack.sha256
            if (await self._activation()).sha256 == pack.sha256:
                raise Conflict("pack-in-force", f"Rule pack {pack.sha256} is in force already.")
            text = await asyncio.to_thread(self.ports.store.put, form.text.encode(), TOML)
            return await self._propose(pack, text, form.reason, actor)

    async def preview_pack(self, text: str, actor: Actor) -> PackPreview:
        """Return what a pack changes, and what that does to everything that lies in bond.

        Raises:
            Invalid: as above.
            NotFound: a currency of what lies in bond has no quote today.
        """
        async with self.act(actor, "rules.preview", "rules"):
            with _quoting():
                return await asyncio.to_thread(self._previewed, text)

    async def packs(self, actor: Actor = SYSTEM) -> PackList:
        """Return the pack in force, the proposed ones, and all that were in force.

        What a proposal does in bond is told to those inside alone.
        """
        in_force = await self._activation()
        rows = await asyncio.to_thread(
            self.ports.snapshots.find, "rules", where={"open": True}, limit=100
        )
        hidden = {} if actor.may(*ACCESS["rules.see_impact"]) else {"compared": None}
        views = [PackView.model_validate(row) for row in rows]
        return PackList(
            in_force=in_force,
            proposals=tuple(view.model_copy(update=hidden) for view in views),
            history=tuple(await asyncio.to_thread(self.ports.packs.book.all)),
        )

    async def pack_evidence(self, view: PackView) -> dict[str, Any] | None:
        """Return what the approver of a proposal is shown; None until it is compared."""
        if view.compared is None:
            return None
        evidence: dict[str, Any] = await asyncio.to_thread(
            self.ports.store.get_json, view.compared.evidence
        )
        return evidence

    async def pack_in_force(self) -> str:
        """Return the pack in force as it was written."""
        text = (await self._activation()).text
        return await asyncio.to_thread(self.ports.packs.shelf.text, text)

    async def pack_text(self, sha256: str) -> str:
        """Return a pack that is, was or is proposed to be in force, as it was written.

        Raises:
            NotFound: no pack's SHA-256 begins so.
        """
        listed = await self.packs()
        known = {a.sha256: a.text for a in (*listed.history, listed.in_force)}
        known |= {view.order.sha256: view.order.text for view in listed.proposals}
        for full, text in known.items():
            if len(sha256) >= 6 and full.startswith(sha256):
                return await asyncio.to_thread(self.ports.packs.shelf.text, text)
        raise NotFound("unknown-pack", f"There is no rule pack {sha256!r}.")

    async def quote(self, currency: str, on: date, again: bool = False) -> Quote:
        """Return the fiscal rate of a registration date, with its bank day and source.

        Raises:
            NotFound: it is not published; an older one never takes its place.
            Conflict: asked ``again``, the publisher says another rate than the one that was used.
        """
        rates = self.ports.packs.rates
        with _quoting():
            return await asyncio.to_thread(rates.ask if again else rates.quote, currency, on)

    async def _activation(self) -> PackActivation:
        return await asyncio.to_thread(self.ports.packs.shelf.activation)

    async def _propose(
        self, pack: RulePack, text: StoredRef, reason: str, actor: Actor
    ) -> PackView:
        for n in count(1):
            id = pack.sha256[:_ID] if n == 1 else f"{pack.sha256[:_ID]}-{n}"
            known = await self.snapshot("rules", id)
            if known is None:
                break
            if known["open"]:
                return PackView.model_validate(known)
        order = ProposePack(
            id=id,
            sha256=pack.sha256,
            text=text,
            reason=reason,
            proposed_by=actor,
            clock=await self.clock(),
        )
        if not await self.start("RulePackActivation", order, id=f"rules/{id}"):
            detail = f"Rule pack {pack.sha256} was proposed by somebody else a moment ago."
            raise Conflict("pack-proposed", detail)
        return PackView(id=id, order=order)

    def _previewed(self, text: str) -> PackPreview:
        shelf = self.ports.packs.shelf
        base = shelf.activation().text
        before = PackText(shelf.read(base), shelf.text(base))
        after = PackText(_checked(text), text)
        preview = self.ports.packs.impact.preview(before, after)
        return PackPreview(changes=pack_changes(before.pack, after.pack), preview=preview)


@contextmanager
def _quoting() -> Iterator[None]:
    """Say in the desk's words that a quote is missing, or is not what it was."""
    try:
        yield
    except QuoteMissing as missing:
        raise NotFound("quote-missing", f"{missing}.", field="currency") from missing
    except QuoteContradicted as contradiction:
        raise Conflict("quote-contradicted", f"{contradiction}.") from contradiction


def _checked(text: str) -> RulePack:
    """Return the pack of a text, in which every rule's case comes out.

    Raises:
        Invalid: with each thing that is wrong.
    """
    try:
        pack, wrong = check_pack(text)
    except PackRefused as refusal:
        raise Invalid("pack-refused", f"{refusal}.", field="text") from refusal
    if wrong:
        errors = [{"field": f"text.{w.rule}", "message": w.message} for w in wrong]
        detail = "; ".join(f"{w.rule}: {w.message}" for w in wrong[:5])
        raise Invalid("case-fails", f"{len(wrong)} cases: {detail}.", extra={"errors": errors})
    return pack
