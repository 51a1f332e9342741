"""Reconcile: all papers of an import held against each other and against the order. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from customs.papers import Difference, ReconcilePapers, Reconciliation
from customs.payload import Payload
from documents.differences import MEASURES, all_differences
from documents.explanation import explain
from documents.exposure import act_in_force, exposure
from documents.matching import Match
from documents.reading import Reading
from documents.sides import Side, sides_of


class PaperStated(Payload):
    """What one paper states, as the comparison used it."""

    name: str
    kind: str
    file: str
    sha256: str
    measures: dict[str, Decimal] = {}
    matches: tuple[Match, ...] = ()


class Report(Payload):
    """The comparison in full: the evidence that a person who accepts a difference signs."""

    reference: str
    on: date
    papers: tuple[PaperStated, ...]
    differences: tuple[Difference, ...]
    explanation: str | None
    exposure_brl: Decimal
    act: str
    """The act that sets the fine."""


def reconcile(
    request: ReconcilePapers, readings: Sequence[Reading | None], on: date
) -> Reconciliation:
    """Return how the papers differ; ``readings`` are those of ``request.papers``, in order."""
    report = report_of(request, readings, on)
    return Reconciliation(
        differences=report.differences,
        explanation=report.explanation,
        exposure_brl=report.exposure_brl,
    )


def report_of(request: ReconcilePapers, readings: Sequence[Reading | None], on: date) -> Report:
    """Return the comparison in full."""
    order = f"pedido {request.reference}"
    sides = sides_of(request.items, request.papers, readings)
    differences = all_differences(request.items, order, sides)
    return Report(
        reference=request.reference,
        on=on,
        papers=tuple(_stated(side) for side in sides),
        differences=tuple(differences),
        explanation=explain(request.items, sides, differences),
        exposure_brl=exposure(on, _goods_at_stake(differences), request.operation_brl),
        act=act_in_force(on) if differences else "",
    )


def _goods_at_stake(differences: Sequence[Difference]) -> int:
    """Return how many goods an error touches; one that names no good touches one."""
    errors = [d for d in differences if d.severity == "error"]
    named = {d.item for d in errors if d.item}
    return len(named) or min(len(errors), 1)


def _stated(side: Side) -> PaperStated:
    figures = {name: value for name in MEASURES if (value := side.number(name)) is not None}
    return PaperStated(
        name=side.name,
        kind=side.kind,
        file=side.reading.file,
        sha256=side.reading.sha256,
        measures=figures,
        matches=side.matches,
    )
