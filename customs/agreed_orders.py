"""What an agreement makes of an approved proposal: the order that starts an import or a release."""

import re

from customs.agreement import Agreement
from customs.clock import ClockReading
from customs.orders import ImportOrder, ReleaseItem, ReleaseOrder
from customs.people import Actor
from customs.programme import Proposal, StartedImport, StartedRelease

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")


def fresh_reference(wanted: str, suggested: str, used: tuple[str, ...]) -> str:
    """Return ``wanted`` if it can be a reference, else ``suggested``; numbered if it was used."""
    chosen = wanted.strip()
    if not _REFERENCE.fullmatch(chosen):
        chosen = suggested
    if chosen not in used:
        return chosen
    numbered = (f"{chosen}-{n}" for n in range(2, len(used) + 3))
    return next(reference for reference in numbered if reference not in used)


def agreed_import(
    agreement: Agreement, proposal: Proposal, reference: str, actor: Actor, clock: ClockReading
) -> ImportOrder:
    """Return the import that an approved ``order`` starts."""
    return ImportOrder(
        reference=reference,
        plan=agreement.import_plan,
        parties=agreement.parties,
        ownership=agreement.ownership,
        modality=agreement.modality,
        warehouse=agreement.warehouse,
        items=tuple(each.item for each in proposal.items),
        charges=agreement.charges,
        transport=agreement.transport,
        incoterm=agreement.incoterm,
        agreement=agreement.name,
        programme=f"programme/{agreement.name}",
        state=agreement.state,
        site=agreement.site,
        started_by=actor,
        clock=clock,
        credential=agreement.credential,
    )


def agreed_release(
    agreement: Agreement, proposal: Proposal, reference: str, actor: Actor, clock: ClockReading
) -> ReleaseOrder:
    """Return the exit from bond that an approved ``release`` starts."""
    return ReleaseOrder(
        reference=reference,
        plan=agreement.release_plan,
        parties=agreement.parties,
        ownership=agreement.ownership,
        modality=agreement.modality,
        warehouse=agreement.warehouse,
        items=tuple(ReleaseItem(item=each.item, draws=each.draws) for each in proposal.items),
        agreement=agreement.name,
        programme=f"programme/{agreement.name}",
        state=agreement.state,
        site=agreement.site,
        incoterm=agreement.incoterm,
        started_by=actor,
        clock=clock,
        credential=agreement.credential,
        wanted_on=proposal.wanted_on,
        costs=agreement.costs,
        entered_on=proposal.entered_on,
    )


def ordered(proposal: Proposal, reference: str) -> StartedImport:
    """Return what the programme remembers of an import that it started."""
    return StartedImport(
        reference=reference,
        workflow_id=f"import/{reference}",
        ordered={each.item.id: each.item.quantity for each in proposal.items},
    )


def called_off(proposal: Proposal, reference: str) -> StartedRelease:
    """Return what the programme remembers of a release that it started."""
    return StartedRelease(
        reference=reference,
        workflow_id=f"release/{reference}",
        draws=tuple(draw for each in proposal.items for draw in each.draws),
    )
