"""The question that a proposed rule pack puts to people."""

from customs.activation import PackCompared, ProposePack
from customs.orders import APPROVE, REFUSE, TaskOrder
from customs.people import Role
from customs.reais import brl, reais
from workflows.clock import BusinessTime

KIND = "activation"
"""Kind of the task: its id is ``task/rules/{id}/activation-{n}``."""


def approval(order: ProposePack, compared: PackCompared, time: BusinessTime) -> TaskOrder:
    """Return the approval of a pack, bound to what it changes and never by its proposer."""
    said, said_en = _sentences(compared)
    return TaskOrder(
        owner_reference="",
        kind=KIND,
        title=f"Pôr em vigor o pacote de regras {order.sha256[:12]}: {order.reason}",
        title_en=f"Put rule pack {order.sha256[:12]} in force: {order.reason}",
        instructions=f"{said} Confira as mudanças e o efeito nos saldos entrepostados.",
        instructions_en=f"{said_en} Check the changes and what they do to what lies in bond.",
        roles=(Role.APPROVER, Role.CUSTOMS_MANAGER),
        outcomes=(APPROVE, REFUSE),
        evidence=compared.evidence,
        papers=(order.text, compared.preview),
        not_by=(order.proposed_by.person,),
        guarded=(APPROVE.tag,),
        escalate_to=(Role.CUSTOMS_MANAGER,),
        clock=time.reading(),
    )


def _sentences(compared: PackCompared) -> tuple[str, str]:
    said = f"{compared.changes} mudança(s), {compared.lots} lote(s) com outro valor."
    said_en = f"{compared.changes} change(s), {compared.lots} lot(s) with another amount."
    if compared.until is not None:
        said += f" Liberar até {compared.until:%d/%m/%Y} poupa {reais(compared.savings)}."
        said_en += f" Clearing by {compared.until} saves {brl(compared.savings)}."
    return said, said_en
