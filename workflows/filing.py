"""One declaration at the foreign-trade system, from draft to registration, exactly once."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from activities.filing import FilingActivities
from customs.acts import Registration
from customs.filing import (
    AskRegistration,
    Draft,
    FieldProblem,
    OpenDraft,
    PortalValues,
    RegistrationAsked,
)
from customs.payload import StoredRef
from workflows import patience


class RefusedBySystem(Exception):
    """The system said no, field by field: an answer that a person must deal with."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems


def problems_of(error: ActivityError) -> tuple[FieldProblem, ...]:
    """Return what an activity that gave up says is wrong, in the fields it names."""
    cause = error.cause
    if not isinstance(cause, ApplicationError):
        raise error
    if cause.type != "Refused":
        return (FieldProblem(field="", message=cause.message, code=cause.type or ""),)
    details = cause.details[0] if cause.details else []
    return tuple(FieldProblem.model_validate(problem) for problem in details)


class Filing:
    """The draft of one clearance. Its number is in history before anything else is sent."""

    def __init__(self, clearance: str, credential: str) -> None:
        self._clearance = clearance
        self._credential = credential
        self.draft: Draft | None = None
        self._opening: asyncio.Task[Draft] | None = None
        self.asked = False
        """Registration was asked for: from here on nothing of ours can take it back."""

    async def submit(self, declaration: StoredRef) -> None:
        """Open the draft, put its items, have it diagnosed.

        Raises:
            RefusedBySystem: by the system or by its diagnosis, or because the draft before
                this one could not be deleted: two of them are never open.
        """
        left = await self.discard()
        if left:
            raise RefusedBySystem(left)
        try:
            await self._open(declaration)
        except ActivityError as error:
            raise RefusedBySystem(problems_of(error)) from error

    async def _open(self, declaration: StoredRef) -> None:
        request = OpenDraft(
            clearance=self._clearance, credential=self._credential, declaration=declaration
        )
        self._opening = asyncio.create_task(_open_draft(request))
        # Who stops waiting does not stop the system: its number must be known to be deleted.
        draft = await asyncio.shield(self._opening)
        self.draft = draft
        await workflow.execute_activity_method(
            FilingActivities.put_items, draft, **patience.GOVERNMENT
        )
        diagnosis = await workflow.execute_activity_method(
            FilingActivities.diagnose, draft, **patience.GOVERNMENT
        )
        if diagnosis.blocking:
            raise RefusedBySystem(diagnosis.problems)

    async def values(self) -> PortalValues:
        """Return the system's own calculation of the draft."""
        assert self.draft is not None  # noqa: S101  # submit came first
        try:
            return await workflow.execute_activity_method(
                FilingActivities.values, self.draft, **patience.GOVERNMENT
            )
        except ActivityError as error:
            raise RefusedBySystem(problems_of(error)) from error

    async def register(self, payments: dict[str, Decimal]) -> Registration:
        """Ask for the registration and wait until the system has made it.

        Raises:
            RefusedBySystem: the draft stays a draft.
        """
        assert self.draft is not None  # noqa: S101  # submit came first
        request = AskRegistration(draft=self.draft, payments=payments)
        self.asked = True
        pause = timedelta(seconds=1)
        while True:
            answer = await self._ask(request)
            if answer.registration:
                return answer.registration
            await workflow.sleep(pause)
            pause = min(pause * 2, timedelta(minutes=1))

    async def _ask(self, request: AskRegistration) -> RegistrationAsked:
        try:
            return await workflow.execute_activity_method(
                FilingActivities.ask_registration, request, **patience.GOVERNMENT
            )
        except ActivityError as error:
            self.asked = False
            raise RefusedBySystem(problems_of(error)) from error

    async def discard(self) -> tuple[FieldProblem, ...]:
        """Delete the draft, if there is one; return why the system would not."""
        if self.draft is None and self._opening is not None:
            with suppress(ActivityError):
                self.draft = await self._opening
        self._opening = None
        if self.draft is not None:
            try:
                await workflow.execute_activity_method(
                    FilingActivities.delete_draft, self.draft, **patience.GOVERNMENT
                )
            except ActivityError as error:
                return problems_of(error)
        self.draft = None
        return ()


async def _open_draft(request: OpenDraft) -> Draft:
    return await workflow.execute_activity_method(
        FilingActivities.open_draft, request, **patience.GOVERNMENT
    )
