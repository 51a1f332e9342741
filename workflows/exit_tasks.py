"""The questions of a way out of bond: each step of a person, and the price of being late."""

from datetime import date, datetime, time

from customs.acts import TaskDecided
from customs.clock import BRASILIA, brazilian_date
from customs.forms import APPROVE, DONE, REFUSE, Outcome
from customs.orders import LateCharges, ReleaseOrder, TaskOrder
from customs.people import Role
from customs.plan import ExitStep
from customs.reais import brl, reais
from workflows.clock import BusinessTime

VOID = Outcome(
    tag="void",
    label="Cancelado ou indeferido",
    label_en="Cancelled or denied",
    needs_reason=True,
    needs_form=False,
)
"""What was filed no longer stands: the goods are only promised again."""


def step(order: ReleaseOrder, step: ExitStep, filed: bool, time: BusinessTime) -> TaskOrder:
    """Return the task of one step; before anything is filed it may still be refused."""
    article = f"\n{order.plan.article}"
    return TaskOrder(
        owner_reference="",
        kind=step.kind,
        title=f"{step.title}: {order.reference}",
        title_en=f"{step.title_en}: {order.reference}",
        instructions=step.instructions + article + _doubt(order, "Dúvida"),
        instructions_en=step.instructions_en + article + _doubt(order, "Doubt"),
        roles=step.roles,
        outcomes=(DONE, VOID if filed else REFUSE),
        fields=step.fields,
        clock=time.reading(),
    )


def lateness(order: ReleaseOrder, late: LateCharges, time: BusinessTime) -> TaskOrder:
    """Return the approval of an overdue exit, with what it costs (RA art. 311)."""
    return TaskOrder(
        owner_reference="",
        kind="overdue_exit",
        title=f"Saída após o vencimento de {order.reference}: {reais(late.charges)}",
        title_en=f"Overdue exit of {order.reference}: {brl(late.charges)}",
        instructions=f"Regime vencido em {late.expired_on:%d/%m/%Y}, abandono em "
        f"{late.abandonment_on:%d/%m/%Y}. Sobre tributos de {reais(late.taxes)}, contados de "
        f"{late.due_on:%d/%m/%Y}: juros {reais(late.interest)}, multa {reais(late.fine)}."
        + _doubt(order, "\nDúvida"),
        instructions_en=f"The term ended on {late.expired_on}; abandoned from "
        f"{late.abandonment_on} on. On taxes of {brl(late.taxes)}, from {late.due_on}: interest "
        f"{brl(late.interest)}, fine {brl(late.fine)}." + _doubt(order, "\nDoubt"),
        roles=(Role.CUSTOMS_MANAGER,),
        outcomes=(APPROVE, REFUSE),
        not_by=(order.started_by.person,),
        amount_brl=late.charges,
        guarded=(APPROVE.tag,),
        clock=time.reading(),
    )


def told_at(step: ExitStep, decided: TaskDecided) -> datetime:
    """Return when a step was done: on the day that was told, at noon, and not after it was said."""
    day = date.fromisoformat(decided.form[step.day])
    if day >= brazilian_date(decided.at):
        return decided.at
    return datetime.combine(day, time(12), BRASILIA)


def place_of_filing(steps: tuple[ExitStep, ...]) -> int:
    """Return the place of the step that files."""
    return next(place for place, step in enumerate(steps) if step.moves == "filed")


def _doubt(order: ReleaseOrder, name: str) -> str:
    return f"\n{name}: {order.plan.doubt}" if order.plan.doubt else ""
