"""Filing a declaration: one call of the foreign-trade system per activity, safe to repeat."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from temporalio import activity

from activities.answering import answering, problems_of
from activities.journalling import Journalling, Step
from customs.filing import (
    AskRegistration,
    Diagnosis,
    Draft,
    OpenDraft,
    PortalValues,
    RegistrationAsked,
)
from customs.payload import StoredRef
from gateways.doors import ObjectStore, Refused, TradeSystem
from records.ports import BusinessClock, FilingJournal

WAITING = "ELABORADA_"
"""How the situations begin in which the system still works on a registration."""

PAUSES = (0.4, 0.8, 1.6, 3.2)
"""Seconds between the looks after a registration was asked for; then the workflow waits."""

_OPEN, _DELETE = "open_draft", "delete_draft"
_UNPROCESSABLE, _NOT_FOUND = 422, 404


class FilingActivities:
    """Files declarations with the system that their credential belongs to."""

    def __init__(
        self,
        systems: Mapping[str, TradeSystem],
        store: ObjectStore,
        journal: FilingJournal,
        clock: BusinessClock,
    ) -> None:
        self._systems = systems
        self._store = store
        self._journal = Journalling(journal, clock)

    @activity.defn(name="filing.open_draft")
    async def open_draft(self, request: OpenDraft) -> Draft:
        """Save the header of a new declaration.

        Its answer is the only one that cannot be looked up: a draft whose answer was
        lost stays an orphan, which the journal shows as an entry without an answer.
        """
        cover = (await self._stored(request.declaration))["cover"]
        step = Step(request.clearance, _OPEN, json.dumps(cover, ensure_ascii=False))
        async with answering():
            known = await self._known_draft(step)
            if known is None:
                system = self._systems[request.credential]
                known = await self._journal.call(step, lambda: system.open_draft(cover))
        return Draft(**request.model_dump(), number=known[0], version=known[1])

    @activity.defn(name="filing.put_items")
    async def put_items(self, draft: Draft) -> None:
        """Make the draft hold the declaration's items, whatever an earlier attempt left."""
        items = (await self._stored(draft.declaration))["items"]
        system = self._systems[draft.credential]
        async with answering():
            await self._journal.call(
                _step(draft, "put_items", items),
                lambda: system.put_items(draft.number, draft.version, items),
            )

    @activity.defn(name="filing.diagnose")
    async def diagnose(self, draft: Draft) -> Diagnosis:
        """Ask what would stop the registration; that something would is an answer."""
        system = self._systems[draft.credential]
        async with answering():
            total = len((await self._stored(draft.declaration))["items"])
            try:
                status = await self._journal.call(
                    _step(draft, "diagnose", total),
                    lambda: system.diagnose(draft.number, draft.version, total),
                )
            except Refused as refusal:
                if refusal.status != _UNPROCESSABLE:
                    raise
                return Diagnosis(status="PROCESSADO", problems=problems_of(refusal), blocking=True)
        return Diagnosis(status=status)

    @activity.defn(name="filing.values")
    async def values(self, draft: Draft) -> PortalValues:
        """Return the system's own calculation of a draft."""
        async with answering():
            system = self._systems[draft.credential]
            told = await system.calculated_values(draft.number, draft.version)
            return PortalValues.model_validate(told)

    @activity.defn(name="filing.ask_registration")
    async def ask_registration(self, ask: AskRegistration) -> RegistrationAsked:
        """Ask for the registration unless it is made or being made; wait for it a little.

        It looks before it asks: an answer that was lost is found, not asked for twice.
        """
        async with answering():
            found = await self._look(ask.draft)
            if _is_untouched(found):
                found = await self._ask(ask)
            for pause in PAUSES:
                if found.registration is not None or _is_untouched(found):
                    break
                await asyncio.sleep(pause)
                found = await self._look(ask.draft)
        return found

    @activity.defn(name="filing.delete_draft")
    async def delete_draft(self, draft: Draft) -> None:
        """Delete a draft; one that is gone is deleted."""
        system = self._systems[draft.credential]
        async with answering():
            await self._journal.call(
                _step(draft, _DELETE, None),
                lambda: system.delete_draft(draft.number, draft.version),
            )

    async def _stored(self, ref: StoredRef) -> dict[str, Any]:
        declaration: dict[str, Any] = await asyncio.to_thread(self._store.get_json, ref)
        return declaration

    async def _known_draft(self, step: Step) -> tuple[str, int] | None:
        """Return the draft that the same request was answered with, if it is still ours."""
        deleted = {
            asked["number"] for asked in await self._journal.requests(step.clearance, _DELETE)
        }
        answers = await self._journal.answers(step)
        if None in answers:
            activity.logger.warning("%s: a draft's answer was lost, an orphan", step.clearance)
        for answer in reversed(answers):
            if answer is not None and answer[0] not in deleted:
                return str(answer[0]), int(answer[1])
        return None

    async def _look(self, draft: Draft) -> RegistrationAsked:
        """Return the registration, or the situation of the draft while there is none."""
        system = self._systems[draft.credential]
        registration = await system.current_version(draft.number)
        if registration is None:
            try:
                state = await system.state(draft.number, draft.version)
                return RegistrationAsked(situation=state.situation)
            except Refused as refusal:
                # The draft became a registered version between the two questions, or is gone.
                registration = await system.current_version(draft.number)
                if refusal.status != _NOT_FOUND or registration is None:
                    raise
        return RegistrationAsked(registration=registration)

    async def _ask(self, ask: AskRegistration) -> RegistrationAsked:
        draft = ask.draft
        system = self._systems[draft.credential]
        total = len((await self._stored(draft.declaration))["items"])
        paid = {tax: f"{amount:.2f}" for tax, amount in ask.payments.items()}
        try:
            await self._journal.call(
                _step(draft, "ask_registration", paid),
                lambda: system.register(draft.number, draft.version, total, ask.payments),
            )
        except Refused:
            # Another attempt of ours may have been first: then this is no refusal.
            found = await self._look(draft)
            if _is_untouched(found):
                raise
            return found
        return await self._look(draft)


def _step(draft: Draft, name: str, asked: Any) -> Step:
    request = {"number": draft.number, "version": draft.version, "asked": asked}
    return Step(draft.clearance, name, json.dumps(request, ensure_ascii=False))


def _is_untouched(found: RegistrationAsked) -> bool:
    """Say whether the system has neither made the registration nor works on it."""
    return found.registration is None and not found.situation.startswith(WAITING)
