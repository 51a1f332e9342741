"""From the order to the registration: assemble, check, approve, file, correct, again."""

from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.declarations import DeclarationActivities
from customs.acts import Registration
from customs.filing import (
    AssembledDeclaration,
    AssembleDeclaration,
    AssessDeclaration,
    AssessmentMade,
    ExtractMade,
    FieldProblem,
    RenderExtract,
)
from customs.orders import APPROVE
from workflows import clearance_tasks, patience
from workflows.clearance_file import ClearanceFile
from workflows.filing import Filing, RefusedBySystem, problems_of


class OutOfDate(Exception):
    """What was approved is not what would be registered now: ask again."""


class Preparing:
    """Brings one declaration to its registration, however often it is refused or revised."""

    def __init__(self, file: ClearanceFile, filing: Filing) -> None:
        self._file = file
        self._filing = filing

    async def register(self) -> Registration:
        """Return the registration, once the system has made it."""
        while True:
            try:
                declaration = await self._assemble()
                await self._be_approved(declaration)
                await self._wait_for_holds()
                return await self._submit(declaration)
            except OutOfDate:
                # A draft that cannot be deleted now is asked for again before the next one.
                await self._filing.discard()
            except RefusedBySystem as refusal:
                left = await self._filing.discard()
                await self._be_corrected((*refusal.problems, *left))

    async def _assemble(self) -> AssembledDeclaration:
        """Assemble the declaration and check it before any person is asked."""
        self._file.begin_preparing()
        await self._file.show(state="assembling", problems=())
        request = AssembleDeclaration(order=self._file.order, corrections=self._file.corrections)
        try:
            declaration = await workflow.execute_activity_method(
                DeclarationActivities.assemble, request, **patience.OURS
            )
        except ActivityError as error:
            raise RefusedBySystem(problems_of(error)) from error
        if declaration.problems:
            raise RefusedBySystem(declaration.problems)
        return declaration

    async def _be_approved(self, declaration: AssembledDeclaration) -> None:
        """Have the evidence approved by somebody who did not prepare it."""
        file = self._file
        assessment = await self._assess(declaration)
        extract = await self._render(declaration, assessment)
        await file.show(
            state="approving",
            assessment=assessment,
            evidence=extract.evidence,
            extract=extract.pdf,
        )
        question = await file.questions.ask(
            clearance_tasks.approval(file.order, assessment, extract, file.preparers, file.time)
        )
        decided = await question.answer_unless(file.is_revised, "the declaration changed")
        if decided is None:
            raise OutOfDate
        file.time.tell(decided.at)
        if decided.outcome != APPROVE.tag:
            said = f"{decided.actor.person}: {decided.reason}"
            await file.show(refusals=(*file.view.refusals, said))
            raise RefusedBySystem((FieldProblem(field="", message=decided.reason),))
        file.tolerance = Decimal(decided.form.get("tolerance_brl") or 0)
        await file.show(approved=assessment, approver=decided.actor.person)

    async def _wait_for_holds(self) -> None:
        """Wait for the owner's invoice and the funds; a revision makes the approval void."""
        file = self._file
        if file.holds:
            await file.show(state="held")
        await workflow.wait_condition(lambda: not file.holds or file.is_revised())
        if file.is_revised():
            raise OutOfDate

    async def _submit(self, declaration: AssembledDeclaration) -> Registration:
        """File what was approved, at the amounts of the day."""
        await self._file.show(state="filing")
        await self._filing.submit(declaration.declaration)
        final = await self._assess(declaration)
        await self._must_match_system(final)
        await self._file.show(assessment=final)
        if self._file.is_revised() or self._file.holds or self._is_beyond_approval(final):
            raise OutOfDate
        return await self._filing.register(final.payable)

    async def _must_match_system(self, ours: AssessmentMade) -> None:
        """Refuse to pay what the system did not calculate, and say which tax differs."""
        theirs = (await self._filing.values()).payable
        nothing = Decimal(0)
        differing = tuple(
            FieldProblem(
                field=f"pagamentos.{tax}",
                message=f"calculamos {ours.payable.get(tax, nothing)}, "
                f"o sistema {theirs.get(tax, nothing)}",
            )
            for tax in dict.fromkeys((*ours.payable, *theirs))
            if ours.payable.get(tax, nothing) != theirs.get(tax, nothing)
        )
        if differing:
            raise RefusedBySystem(differing)

    def _is_beyond_approval(self, final: AssessmentMade) -> bool:
        approved = self._file.view.approved
        return approved is None or final.cash > approved.cash + self._file.tolerance

    async def _be_corrected(self, problems: tuple[FieldProblem, ...]) -> None:
        """Ask the broker to correct what was refused; who corrects is the preparer."""
        file = self._file
        await file.show(state="correcting", problems=problems, approved=None, approver=None)
        question = await file.questions.ask(
            clearance_tasks.correction(file.order, problems, file.time)
        )
        decided = await question.answer_unless(file.is_revised, "the declaration changed")
        if decided is not None:
            file.time.tell(decided.at)
            file.prepared_by(decided.actor.person)
            filled = {name: text for name, text in decided.form.items() if text}
            file.corrections = {**file.corrections, **filled}
            await file.show(preparer=decided.actor.person)

    async def _assess(self, declaration: AssembledDeclaration) -> AssessmentMade:
        request = AssessDeclaration(declaration=declaration.declaration)
        try:
            return await workflow.execute_activity_method(
                DeclarationActivities.assess, request, **patience.OURS
            )
        except ActivityError as error:
            raise RefusedBySystem(problems_of(error)) from error

    async def _render(
        self, declaration: AssembledDeclaration, assessment: AssessmentMade
    ) -> ExtractMade:
        request = RenderExtract(
            reference=self._file.id,
            declaration=declaration.declaration,
            assessment=assessment.assessment,
            on=assessment.on,
        )
        try:
            return await workflow.execute_activity_method(
                DeclarationActivities.render, request, **patience.OURS
            )
        except ActivityError as error:
            raise RefusedBySystem(problems_of(error)) from error
