"""The questions that the regime's clock puts to people."""

from datetime import timedelta

from customs.losses import Debtor
from customs.orders import DONE, FormField, Outcome, TaskOrder
from customs.people import Role
from customs.regime_clock import start_of
from customs.regime_prices import RegimePriced
from customs.regime_terms import RegimeTerms
from customs.views import RegimeClock
from workflows.clock import BusinessTime

EXTEND = Outcome(tag="extend", label="Prorrogar", label_en="Extend")
CLEAR = Outcome(
    tag="clear", label="Despachar para consumo", label_en="Clear for consumption", needs_form=False
)
RE_EXPORT = Outcome(tag="re_export", label="Reexportar", label_en="Re-export", needs_form=False)
TRANSFER = Outcome(
    tag="transfer", label="Transferir", label_en="Transfer to another regime", needs_form=False
)
WAIT = Outcome(tag="wait", label="Esperar", label_en="Wait", needs_reason=True, needs_form=False)
OVERDUE = Outcome(tag="overdue", label="Saída em atraso", label_en="Overdue exit")
ABANDON = Outcome(
    tag="abandon", label="Deixar ao abandono", label_en="Leave to abandonment", needs_reason=True
)
FORFEIT = Outcome(tag="forfeit", label="Confirmar perdimento", label_en="Confirm forfeiture")

_MANAGER = (Role.CUSTOMS_MANAGER,)


def decision_task(
    clock: RegimeClock,
    terms: RegimeTerms,
    priced: RegimePriced | None,
    time: BusinessTime,
    refusal: str,
) -> TaskOrder:
    """Return the question put before the term ends; the manager is asked too towards its end."""
    ends, now = clock.expires_on, time.now()
    escalate = max(start_of(ends - timedelta(days=terms.escalate_days)), now)
    return TaskOrder(
        owner_reference="",
        kind="regime",
        title=f"Fim do regime em {ends:%d/%m/%Y}: prorrogar ou dar saída",
        title_en=f"The regime ends on {ends}: extend, or take the goods out",
        instructions=_lines(refusal, "O preço de cada escolha está na evidência."),
        instructions_en=_lines(refusal, "The price of each choice stands in the evidence."),
        roles=(Role.BROKER, Role.PLANNER),
        outcomes=(EXTEND, CLEAR, RE_EXPORT, TRANSFER, WAIT),
        fields=(
            FormField(name="document", label="Número do pedido", label_en="Number of the request"),
            FormField(
                name="until",
                label="Prorrogar até",
                label_en="Extend until",
                type="date",
                required=False,
            ),
        ),
        evidence=priced.evidence if priced else None,
        remind_at=now + (escalate - now) / 2,
        due_at=escalate,
        escalate_to=_MANAGER,
        clock=time.reading(),
    )


def breach_task(clock: RegimeClock, priced: RegimePriced | None, time: BusinessTime) -> TaskOrder:
    """Return the question put when the term is over with goods still in bond (RA 311, 409)."""
    last = clock.abandonment_on
    return TaskOrder(
        owner_reference="",
        kind="regime_breach",
        title=f"Regime vencido em {clock.expires_on:%d/%m/%Y}: até {last:%d/%m/%Y} para dar destino",
        title_en=f"The regime ended on {clock.expires_on}: until {last} to deal with the goods",
        instructions="Tributos com juros e multa desde o registro da admissão (RA art. 311).",
        instructions_en="Taxes with interest and fine from the admission's registration on.",
        roles=_MANAGER,
        outcomes=(OVERDUE, RE_EXPORT, ABANDON),
        evidence=priced.evidence if priced else None,
        clock=time.reading(),
    )


def forfeiture_task(clock: RegimeClock, time: BusinessTime, refusal: str) -> TaskOrder:
    """Return the question whether the state has taken what was abandoned."""
    return TaskOrder(
        owner_reference="",
        kind="forfeiture",
        title=f"Mercadoria abandonada desde {clock.abandonment_on:%d/%m/%Y}: perdimento aplicado?",
        title_en=f"Abandoned since {clock.abandonment_on}: was forfeiture applied?",
        instructions=_lines(refusal, "Até a aplicação do perdimento ainda cabe o despacho."),
        instructions_en=_lines(refusal, "Until it is applied the goods may still be cleared."),
        roles=_MANAGER,
        outcomes=(FORFEIT,),
        fields=(FormField(name="document", label="Número do ato", label_en="Number of the act"),),
        clock=time.reading(),
    )


def claim_task(
    debtor: Debtor, what: tuple[str, str], priced: RegimePriced | None, time: BusinessTime
) -> TaskOrder:
    """Return the work that a loss or damage asks for: the claim upon who owes it."""
    return TaskOrder(
        owner_reference="",
        kind="claim",
        title=f"{what[0]}: deve {debtor.label}",
        title_en=f"{what[1]}: owed by {debtor.label_en}",
        instructions="Termo, fotografias, carta de protesto e aviso ao seguro nos seus prazos.",
        instructions_en="Term, photographs, letter of protest and notice to the insurer in time.",
        roles=(Role.BROKER, Role.OPERATOR),
        outcomes=(DONE,),
        fields=(
            FormField(
                name="protest",
                label="Carta de protesto",
                label_en="Letter of protest",
                required=False,
            ),
        ),
        evidence=priced.evidence if priced else None,
        clock=time.reading(),
    )


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
