"""Reconcile: all papers of an import held against each other and against the order. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from customs.papers import Difference, Place, ReconcilePapers, Reconciliation
from customs.payload import Payload
from documents.differences import Cell, compared, priced
from documents.explanation import explain
from documents.exposure import INFORMATION, act_in_force, exposure
from documents.facts import fact_book
from documents.found import found_charges, found_goods, found_places
from documents.matching import Match
from documents.ordered import Ordered
from documents.reading import Reading
from documents.sides import Side, sides_of

MOST_TOLD = 40
"""Differences that travel in the history of the import; the report has all of them."""


class PaperStated(Payload):
    """One paper as the comparison used it."""

    name: str
    kind: str
    file: str
    sha256: str
    matches: tuple[Match, ...] = ()


class Lacking(Payload):
    """Something that RA art. 557 wants of the commercial invoice and that was not found on it."""

    clause: str
    what: str


class Report(Payload):
    """The comparison in full: the evidence that a person who accepts a difference signs."""

    reference: str
    on: date
    papers: tuple[PaperStated, ...]
    cells: tuple[Cell, ...] = ()
    differences: tuple[Difference, ...]
    lacking: tuple[Lacking, ...] = ()
    places: dict[str, Place] = {}
    """What the papers say in place of the order (``A.unit_price``, ``freight``) → where it stands."""
    explanation: str | None
    exposure_brl: Decimal
    act: str
    """The act that sets the fine."""


def reconcile(
    request: ReconcilePapers, readings: Sequence[Reading | None], on: date
) -> tuple[Reconciliation, Report]:
    """Return how the papers differ; ``readings`` are those of ``request.papers``, in order.

    The reconciliation is short enough for a history; the report, which it does not name yet, is
    the comparison in full.
    """
    sides = sides_of(request.items, request.papers, readings)
    report = _report(request, sides, on)
    return _summary(request, sides, report), report


def _summary(request: ReconcilePapers, sides: Sequence[Side], report: Report) -> Reconciliation:
    return Reconciliation(
        found=found_goods(request.items, sides),
        charges=found_charges(sides),
        differences=report.differences[:MOST_TOLD],
        untold=max(len(report.differences) - MOST_TOLD, 0),
        explanation=report.explanation,
        exposure_brl=report.exposure_brl,
    )


def _report(request: ReconcilePapers, sides: Sequence[Side], on: date) -> Report:
    order = Ordered(request)
    found = compared(order, sides)
    differences = priced(found.differences, on, request.operation_brl, order)
    return Report(
        reference=request.reference,
        on=on,
        papers=tuple(_stated(side) for side in sides),
        cells=found.cells,
        differences=differences,
        lacking=_lacking(sides),
        places=found_places(request.items, sides),
        explanation=explain(request.items, sides, differences),
        exposure_brl=_exposure(differences, on, request.operation_brl),
        act=act_in_force(on) if differences else "",
    )


def _exposure(found: Sequence[Difference], on: date, operation_brl: Decimal | None) -> Decimal:
    """Return all fines at stake: one a good for its information, the others each for itself."""
    act = act_in_force(on, INFORMATION)
    informed = [d for d in found if d.fine_brl and d.act == act]
    named = {d.item for d in informed if d.item}
    goods = len(named) or min(len(informed), 1)
    others = sum((d.fine_brl for d in found if d.act != act), Decimal(0))
    return exposure(on, goods, operation_brl) + others


def _lacking(sides: Sequence[Side]) -> tuple[Lacking, ...]:
    invoice = next((side for side in sides if side.kind == "commercial_invoice"), None)
    if invoice is None:
        return ()
    return tuple(
        Lacking(clause=wanted.clause, what=wanted.what)
        for wanted in fact_book().invoice_must_say
        if not any(_says(invoice, name) for name in wanted.any_of)
    )


def _says(invoice: Side, name: str) -> bool:
    lines = invoice.reading.lines
    field = name.removeprefix("line.")
    if field == name:
        return invoice.field(name) is not None
    return bool(lines) and all(field in line for line in lines)


def _stated(side: Side) -> PaperStated:
    return PaperStated(
        name=side.name,
        kind=side.kind,
        file=side.reading.file,
        sha256=side.reading.sha256,
        matches=side.matches,
    )
