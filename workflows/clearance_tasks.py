"""The questions that a clearance puts to people: approve, correct, answer customs."""

from customs.filing import AssessmentMade, ExtractMade, FieldProblem
from customs.orders import APPROVE, DONE, REFUSE, ClearanceOrder, FormField, TaskOrder
from customs.people import Role
from customs.reais import brl, reais
from workflows.clock import BusinessTime

NAMES = {
    "admission": ("Admissão", "Admission"),
    "consumption": ("Consumo", "Consumption"),
    "bonded_consumption": ("Consumo de entreposto", "Consumption from bond"),
}
"""Kind of declaration → its name in Portuguese and English."""


def approval(
    order: ClearanceOrder,
    assessment: AssessmentMade,
    extract: ExtractMade,
    preparers: tuple[str, ...],
    time: BusinessTime,
) -> TaskOrder:
    """Return the approval of a declaration, bound to its evidence and its amount."""
    name, name_en = NAMES.get(order.kind, (order.kind, order.kind))
    amount = assessment.cash + (order.late.charges if order.late else 0)
    return TaskOrder(
        owner_reference="",
        kind="approval",
        title=f"Aprovar {name} de {order.owner_reference}: {reais(amount)}",
        title_en=f"Approve {name_en} of {order.owner_reference}: {brl(amount)}",
        instructions="Confira o extrato e aprove o registro.",
        instructions_en="Check the extract and approve the registration.",
        roles=(Role.APPROVER, Role.CUSTOMS_MANAGER),
        outcomes=(APPROVE, REFUSE),
        fields=(
            FormField(
                name="tolerance_brl",
                label="Tolerância (R$)",
                label_en="Tolerance (BRL)",
                type="decimal",
                required=False,
            ),
        ),
        evidence=extract.evidence,
        papers=(extract.pdf,),
        not_by=preparers,
        amount_brl=amount,
        guarded=(APPROVE.tag,),
        escalate_to=(Role.CUSTOMS_MANAGER,),
        clock=time.reading(),
    )


def correction(
    order: ClearanceOrder, problems: tuple[FieldProblem, ...], time: BusinessTime
) -> TaskOrder:
    """Return the correction of a declaration that was refused, field by field."""
    fields = {p.field: p for p in problems if p.field}
    said = "\n".join(f"{p.field or 'declaração'}: {p.message} {p.code}".strip() for p in problems)
    return TaskOrder(
        owner_reference="",
        kind="correction",
        title=f"Corrigir a declaração de {order.owner_reference}",
        title_en=f"Correct the declaration of {order.owner_reference}",
        instructions=said,
        instructions_en=said,
        roles=(Role.BROKER,),
        outcomes=(DONE,),
        fields=tuple(
            FormField(name=name, label=name, label_en=name, required=False) for name in fields
        ),
        clock=time.reading(),
    )


def conference(order: ClearanceOrder, number: str, channel: str, time: BusinessTime) -> TaskOrder:
    """Return the customs check of a declaration that was selected."""
    return TaskOrder(
        owner_reference="",
        kind="conference",
        title=f"Duimp {number} em canal {channel.lower()}: atender à conferência",
        title_en=f"Duimp {number}, channel {channel.lower()}: attend the customs check",
        instructions="Entregue os documentos, responda às exigências e registre o que foi feito.",
        instructions_en="Hand in the papers, answer the demands and note what was done.",
        roles=(Role.BROKER,),
        outcomes=(DONE,),
        fields=(FormField(name="answer", label="Resposta", label_en="Answer", required=False),),
        clock=time.reading(),
    )
