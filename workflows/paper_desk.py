"""The papers of an import or release: read as they come, held against each other."""

import asyncio
from collections.abc import Awaitable, Callable

from temporalio import workflow

from activities.documents import DocumentActivities
from customs.acts import TaskDecided
from customs.goods import Item
from customs.orders import FormField, Outcome, TaskOrder
from customs.papers import (
    AddPapers,
    Paper,
    PaperLife,
    PaperRead,
    ReadPaper,
    ReconcilePapers,
    Reconciliation,
)
from customs.people import Actor, Role
from workflows import patience
from workflows.asking import Questions
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


class PaperDesk:
    """Reads what is handed in, asks about what it cannot read and about what differs.

    It runs beside its owner for as long as papers may still change.
    """

    def __init__(
        self, reference: str, items: tuple[Item, ...], required: tuple[str, ...], time: BusinessTime
    ) -> None:
        self.read: list[PaperRead] = []
        self.reconciliation: Reconciliation | None = None
        self.preparer: Actor | None = None
        """The broker who last handed papers in: the preparer of what is filed from them."""
        self.preparers: tuple[str, ...] = ()
        """Everybody who handed papers in, vouched for one or settled a difference."""
        self._reference = reference
        self._items = items
        self._required = required
        self._time = time
        self._incoming: list[Paper] = []
        self._settled = 0
        self._seen = 0
        self._vouched = False
        self._bad: list[PaperRead] = []
        self._mending: list[asyncio.Task[None]] = []

    def add(self, act: AddPapers) -> None:
        """Take papers in; they are read by ``run``."""
        self.take(act.papers, act.actor)

    def take(self, papers: tuple[Paper, ...], actor: Actor) -> None:
        """Take papers in from ``actor``; a file handed in twice is one paper."""
        known = {(p.file.sha256, p.filename) for p in self._incoming}
        known |= {(r.paper.file.sha256, r.paper.filename) for r in self.read}
        fresh = [p for p in papers if (p.file.sha256, p.filename) not in known]
        self._incoming.extend(fresh)
        if fresh:
            self._prepared_by(actor)
            if actor.may(Role.BROKER):
                self.preparer = actor

    def missing(self) -> tuple[str, ...]:
        """Return the required kinds that no paper in force covers."""
        present = {r.kind for r in self.in_force()}
        return tuple(kind for kind in self._required if kind not in present)

    def in_force(self) -> list[PaperRead]:
        """Return papers that were read, or vouched for, and not superseded."""
        return [
            r
            for r in self.read
            if r.kind and not r.problem and r.paper.life is not PaperLife.SUPERSEDED
        ]

    def complete(self) -> bool:
        """Return whether every required paper is there and read."""
        return not self._incoming and not self.missing()

    def agreed(self) -> bool:
        """Return whether the papers are complete and their differences settled."""
        settled = self._settled == self._seen and self.reconciliation is not None
        return settled and self.complete() and not self._bad

    async def run(
        self, questions: Questions, roles: tuple[Role, ...], changed: Callable[[], Awaitable[None]]
    ) -> None:
        """Read and reconcile for ever; ``changed`` is awaited after each step."""
        while True:
            await workflow.wait_condition(lambda: bool(self._incoming) or self._vouched)
            self._vouched = False
            while self._incoming:
                await self._read(self._incoming[0], questions, changed)
            if self.complete() and self._settled != self._seen:
                await self._reconcile(questions, roles, changed)
            await changed()

    # The steps.

    async def _read(
        self, paper: Paper, questions: Questions, changed: Callable[[], Awaitable[None]]
    ) -> None:
        answer = await workflow.execute_activity_method(
            DocumentActivities.read,
            ReadPaper(reference=self._reference, paper=paper),
            **patience.READING,
        )
        self._incoming.remove(paper)
        self._supersede(answer)
        self.read.append(answer)
        self._seen += 1
        if answer.problem or not answer.kind:
            self._bad.append(answer)
            mending = asyncio.create_task(self._mend(answer, questions, changed))
            self._mending.append(mending)
        await changed()

    def _supersede(self, newer: PaperRead) -> None:
        old = PaperLife.SUPERSEDED
        for place, read in enumerate(self.read):
            if newer.kind and not newer.problem and read.kind == newer.kind:
                paper = read.paper.model_copy(update={"life": old})
                self.read[place] = read.model_copy(update={"paper": paper})

    async def _mend(
        self, bad: PaperRead, questions: Questions, changed: Callable[[], Awaitable[None]]
    ) -> None:
        """Ask a person about a paper that the house cannot read, until it is dealt with."""
        while bad in self._bad:
            question = await questions.ask(_unreadable(bad, self._required, self._time))
            decided = await question.answer_unless(
                lambda: self._is_replaced(bad), "a readable paper came"
            )
            if decided is None or decided.outcome == DISREGARD.tag:
                self._bad.remove(bad)
            elif decided.outcome == REPLACED.tag:
                await workflow.wait_condition(lambda: self._is_replaced(bad))
                self._bad.remove(bad)
            elif decided.form["kind"] in self._required:
                self._vouch(bad, decided)
        # What is there is compared again, now that this one no longer stands in the way.
        self._vouched = True
        await changed()

    def _vouch(self, bad: PaperRead, decided: TaskDecided) -> None:
        """Let a paper count that a person checked by eye."""
        vouched = bad.model_copy(update={"kind": decided.form["kind"], "problem": None})
        self._bad.remove(bad)
        self.read = [vouched if read is bad else read for read in self.read]
        self._seen += 1
        self._prepared_by(decided.actor)

    def _is_replaced(self, bad: PaperRead) -> bool:
        """Return whether readable papers came after ``bad`` that leave no gap where it was."""
        later = self.read[self.read.index(bad) + 1 :] if bad in self.read else self.read
        kinds = [read.kind for read in later if read.kind and not read.problem]
        return self.complete() and bool(kinds) and bad.paper.kind in (None, *kinds)

    def _prepared_by(self, actor: Actor) -> None:
        self.preparers = tuple(dict.fromkeys((*self.preparers, actor.person)))

    async def _reconcile(
        self,
        questions: Questions,
        roles: tuple[Role, ...],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        seen = self._seen
        compared = await workflow.execute_activity_method(
            DocumentActivities.reconcile,
            ReconcilePapers(
                reference=self._reference, items=self._items, papers=tuple(self.in_force())
            ),
            **patience.READING,
        )
        self.reconciliation = compared
        await changed()
        if compared.differences:
            question = await questions.ask(_differs(compared, roles, self._time))
            decided = await question.answer_unless(
                lambda: bool(self._incoming), "another paper came"
            )
            if decided is None or decided.outcome != ACCEPT.tag:
                return
            self._prepared_by(decided.actor)
        self._settled = seen
        await changed()


def _unreadable(bad: PaperRead, required: tuple[str, ...], time: BusinessTime) -> TaskOrder:
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


def _differs(found: Reconciliation, roles: tuple[Role, ...], time: BusinessTime) -> TaskOrder:
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
