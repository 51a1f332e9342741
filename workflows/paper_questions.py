"""What is asked of people about papers: one that cannot be read, values in doubt, differences."""

from customs.orders import FormField, Outcome, TaskOrder
from customs.paper_doubts import Doubt
from customs.papers import Correction, PaperRead, Reconciliation
from customs.people import Role
from workflows.clock import BusinessTime

ACCEPT = Outcome(
    tag="accept", label="Aceitar com motivo", label_en="Accept with reason", needs_reason=True
)
REPLACED = Outcome(
    tag="replaced",
    label="Vem outro documento",
    label_en="Another paper comes",
    needs_form=False,
)
DISREGARD = Outcome(
    tag="disregard",
    label="Desconsiderar",
    label_en="Disregard",
    needs_reason=True,
    needs_form=False,
)
VOUCH = Outcome(tag="vouch", label="Conferi no papel", label_en="I checked it on the page")
CONFIRM = Outcome(tag="confirm", label="Confirmar os valores", label_en="Confirm the values")


def unreadable(bad: PaperRead, required: tuple[str, ...], time: BusinessTime) -> TaskOrder:
    """Return the question about a paper that the house cannot read."""
    problem = bad.problem
    message = problem.message if problem else "documento de tipo desconhecido"
    kinds = ", ".join(required)
    return TaskOrder(
        owner_reference="",
        kind="paper",
        title=f"{bad.paper.filename}: {message}",
        title_en=f"{bad.paper.filename}: {problem.code if problem else 'unknown kind'}",
        instructions=problem.advice if problem else f"Diga o que é: {kinds}.",
        instructions_en=f"Send a readable copy, or check it by eye and say what it is: {kinds}.",
        roles=(Role.BROKER, Role.OPERATOR),
        outcomes=(REPLACED, VOUCH, DISREGARD),
        fields=(FormField(name="kind", label="Tipo", label_en="Kind", value=bad.kind or ""),),
        papers=(bad.paper.file,),
        clock=time.reading(),
    )


def doubtful(paper: PaperRead, time: BusinessTime) -> TaskOrder:
    """Return the question about values that were not read surely enough, or not at all."""
    name = paper.paper.filename
    return TaskOrder(
        owner_reference="",
        kind="reading",
        title=f"{name}: confirmar {len(paper.doubts)} valor(es) lido(s)",
        title_en=f"{name}: confirm {len(paper.doubts)} value(s)",
        instructions="\n".join(_said(doubt, _PT, doubt.label) for doubt in paper.doubts),
        instructions_en="\n".join(_said(doubt, _EN, doubt.label_en) for doubt in paper.doubts),
        roles=(Role.BROKER, Role.OPERATOR),
        outcomes=(CONFIRM, REPLACED, DISREGARD),
        fields=tuple(_field(doubt) for doubt in paper.doubts),
        evidence=paper.reading,
        papers=(paper.paper.file,),
        clock=time.reading(),
    )


def answers(paper: PaperRead, form: dict[str, str], reason: str) -> tuple[Correction, ...]:
    """Return what a filled-in form says of each value that was asked."""
    return tuple(
        Correction(
            field=doubt.field,
            line=doubt.line,
            value=form.get(name_of(doubt), ""),
            first_page=paper.first_page,
            reason=reason,
        )
        for doubt in paper.doubts
    )


def differs(found: Reconciliation, roles: tuple[Role, ...], time: BusinessTime) -> TaskOrder:
    """Return the question about papers that do not say the same."""
    lines = [d.message for d in found.differences]
    if found.explanation:
        lines.insert(0, found.explanation)
    return TaskOrder(
        owner_reference="",
        kind="difference",
        title=f"Documentos divergem em {len(found.differences)} ponto(s)",
        title_en=f"Papers differ in {len(found.differences)} point(s)",
        instructions="\n".join(lines),
        instructions_en="\n".join(lines),
        roles=roles,
        outcomes=(ACCEPT, REPLACED),
        evidence=found.report,
        amount_brl=None,
        clock=time.reading(),
    )


def name_of(doubt: Doubt) -> str:
    """Return how a value is named in forms and commands: ``invoice_number``, ``lines.2.quantity``."""
    return doubt.field if doubt.line is None else f"lines.{doubt.line}.{doubt.field}"


def _field(doubt: Doubt) -> FormField:
    return FormField(
        name=name_of(doubt),
        label=f"{doubt.label}, linha {doubt.line}" if doubt.line else doubt.label,
        label_en=f"{doubt.label_en}, line {doubt.line}" if doubt.line else doubt.label_en,
        type=doubt.type,
        required=doubt.required,
        value=doubt.value or None,
    )


def _said(doubt: Doubt, words: tuple[str, str, str], label: str) -> str:
    line, read, absent = words
    where = f"{label}, {line} {doubt.line}" if doubt.line else label
    if not doubt.value:
        return f"{where}: {absent}"
    return f"{where}: {read} “{doubt.value}” ({doubt.confidence:.0%}, p. {doubt.page})"


_PT, _EN = ("linha", "lido", "não encontrado"), ("line", "read", "not found")
