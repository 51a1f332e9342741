"""What an import or a release waits for now, in one phrase: read off the facts, never set."""

from collections.abc import Callable

from customs.plan import ImportPlan, ReleasePlan

_IMPORT = {
    "BOOKED": "partida",
    "IN_TRANSIT": "chegada",
    "IN_CUSTOMS_TRANSIT": "trânsito aduaneiro",
    "ADMISSION_FILED": "desembaraço",
    "IN_BOND": "saída do entreposto",
    "RELEASING": "liberações em curso",
    "FILED": "desembaraço",
    "RELEASED_AWAITING_DELIVERY": "retirada e entrega",
}
_RELEASE = {
    "CALLED_OFF": "aceite do comprador",
    "ACCEPTED": "numerário",
    "FUNDED": "despacho para consumo",
    "FILED": "desembaraço",
    "RELEASED_AWAITING_DELIVERY": "retirada e entrega",
}

_OTHERWISE = {
    "CALLED_OFF": "ordem do proprietário ou do comprador",
    "ACCEPTED": "registro da saída",
    "FILED": "autorização da aduana",
    "RELEASED_AWAITING_DELIVERY": "saída do recinto",
}
"""Ways out of bond that persons walk step by step."""


def import_waits_for(
    plan: ImportPlan, stage: str, reached: Callable[..., object], papers_agree: bool, filing: bool
) -> str:
    """Return what an import at ``stage`` waits for; nothing at a stage that is an end.

    ``reached`` says whether one of some milestones was reached, ``filing`` whether the
    entry declaration has been begun.
    """
    if stage not in ("ARRIVED", "IN_CUSTOMS_TRANSIT", "AT_WAREHOUSE"):
        return _IMPORT.get(stage, "")
    if filing:
        return "despacho aduaneiro"
    if plan.customs_transit and not reached("TRANSIT_CONCLUDED"):
        return "trânsito aduaneiro"
    if not reached(*plan.entry_after):
        return "presença de carga"
    return "conferência física da carga" if papers_agree else "documentos"


def release_waits_for(stage: str, papers_complete: bool, plan: ReleasePlan | None = None) -> str:
    """Return what a release at ``stage`` waits for; nothing at a stage that is an end."""
    if plan is not None and plan.steps:
        return _OTHERWISE.get(stage, "")
    if stage in ("ACCEPTED", "FUNDED") and not papers_complete:
        return "fatura do proprietário"
    return _RELEASE.get(stage, "")
