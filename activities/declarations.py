"""Declarations: assembled from the order, assessed on a day, rendered for who approves."""

from temporalio import activity

from activities.assessing import DutyDesk, Packs, assessment_made, keep
from customs.clock import brazilian_date
from customs.declarations import Declaration
from customs.declarations.assembling import assemble
from customs.duties import Assessment
from customs.filing import (
    AssembledDeclaration,
    AssembleDeclaration,
    AssessDeclaration,
    AssessmentMade,
    ExtractMade,
    RenderExtract,
)
from customs.orders import ClearanceOrder
from customs.papers import Place
from customs.provenance import provenance
from documents.reading import Printer
from gateways.doors import ExchangeRates, ObjectStore
from records.ports import BusinessClock

EXTRACT = "extract.typ"
"""Template of the extract that the approver signs."""


class DeclarationActivities:
    """Makes a declaration and says what it costs; what is wrong with it is an answer."""

    def __init__(
        self,
        store: ObjectStore,
        rates: ExchangeRates,
        packs: Packs,
        printer: Printer,
        clock: BusinessClock,
    ) -> None:
        self._store = store
        self._duties = DutyDesk(rates, packs)
        self._printer = printer
        self._clock = clock

    @activity.defn(name="declaration.assemble")
    def assemble(self, request: AssembleDeclaration) -> AssembledDeclaration:
        """Build and store a declaration; answer with what customs would refuse of it."""
        today = brazilian_date(self._clock.read().now)
        rules = self._duties.packs().on(today)
        declaration, problems = assemble(request.order, request.corrections, rules)
        told = provenance(request.order.goods, self._places(request.order))
        sourced = declaration.assessment.model_copy(update={"provenance": told})
        declaration = declaration.model_copy(update={"assessment": sourced})
        return AssembledDeclaration(
            declaration=self._store.put_json(sendable(declaration)),
            problems=problems,
            item_count=len(declaration.items),
        )

    def _places(self, order: ClearanceOrder) -> dict[str, Place]:
        """Return where the papers say what is declared; nothing where nobody compared them."""
        if order.comparison is None:
            return {}
        told = self._store.get_json(order.comparison).get("places", {})
        return {name: Place.model_validate(place) for name, place in told.items()}

    @activity.defn(name="declaration.assess")
    def assess(self, request: AssessDeclaration) -> AssessmentMade:
        """Assess a stored declaration as if it were registered on a day, by default today."""
        declaration = Declaration.model_validate(self._store.get_json(request.declaration))
        on = request.on or brazilian_date(self._clock.read().now)
        dated = self._duties.dated(declaration.assessment, on)
        assessment = self._duties.assess_dated(dated)
        stored = keep(self._store, assessment)
        asked = self._store.put_json(dated.model_dump(mode="json"))
        return assessment_made(assessment, stored, asked)

    @activity.defn(name="declaration.render")
    def render(self, request: RenderExtract) -> ExtractMade:
        """Store the evidence as JSON, and the PDF made of that JSON and its hash."""
        declaration = Declaration.model_validate(self._store.get_json(request.declaration))
        assessment = Assessment.model_validate(self._store.get_json(request.assessment))
        evidence: dict[str, object] = {
            "reference": request.reference,
            "kind": declaration.kind,
            "on": request.on.isoformat(),
            "declaration": sendable(declaration),
            "assessment": assessment.model_dump(mode="json"),
        }
        if assessment.quote_date is not None:
            evidence["quote_date"] = assessment.quote_date.isoformat()
        stored = self._store.put_json(evidence)
        page = self._printer.pdf(EXTRACT, {**evidence, "evidence_sha256": stored.sha256})
        return ExtractMade(evidence=stored, pdf=self._store.put(page, "application/pdf"))


def sendable(declaration: Declaration) -> dict[str, object]:
    """Return a declaration as JSON: header and items are what the Portal is sent."""
    return declaration.model_dump(mode="json", by_alias=True, exclude_none=True)
