"""The papers of an import or release: read as they come, held against each other."""

import asyncio
from collections.abc import Awaitable, Callable

from temporalio import workflow

from activities.documents import DocumentActivities
from customs.correcting import CorrectPaper
from customs.goods import Item
from customs.papers import (
    AddPapers,
    Paper,
    PaperLife,
    PaperRead,
    ReadPaper,
    ReconcilePapers,
    Reconciliation,
)
from customs.parties import Parties
from customs.people import Actor, Role
from workflows import patience
from workflows.asking import Questions
from workflows.clock import BusinessTime
from workflows.paper_correcting import correctable, next_version
from workflows.paper_folder import PaperFolder
from workflows.paper_mending import mend
from workflows.paper_questions import ACCEPT, differs

Changed = Callable[[], Awaitable[None]]
"""Awaited after each step: writes the snapshot and tells who has to know."""


class PaperDesk:
    """Reads what is handed in, asks about what it cannot read and about what differs.

    It runs beside its owner for as long as papers may still change.
    """

    def __init__(
        self, reference: str, items: tuple[Item, ...], required: tuple[str, ...], time: BusinessTime
    ) -> None:
        self.folder = PaperFolder(required)
        self.reconciliation: Reconciliation | None = None
        self.preparer: Actor | None = None
        """The broker who last handed papers in: the preparer of what is filed from them."""
        self.preparers: tuple[str, ...] = ()
        """Everybody who handed papers in, said what one says or settled a difference."""
        self.time = time
        self.required = required
        self.bad: list[PaperRead] = []
        """Papers that a person has to deal with before anything is agreed."""
        self.parties: Parties | None = None
        """Who was agreed to sell, to receive and to buy: what papers say of them is held to it."""
        self.finals: tuple[str, ...] = ()
        """Kinds of which a draft is compared, but nothing is filed from it."""
        self._reference = reference
        self._items = items
        self._incoming: list[Paper] = []
        self._mending: list[asyncio.Task[None]] = []
        self._settled = 0
        self._seen = 0
        self._corrections = 0
        self._compare_again = False
        self._pen = asyncio.Lock()

    @property
    def read(self) -> list[PaperRead]:
        """Every paper that was read, old versions and all."""
        return self.folder.read

    def add(self, act: AddPapers) -> None:
        """Take papers in; they are read by ``run``."""
        self.take(act.papers, act.actor)

    def take(self, papers: tuple[Paper, ...], actor: Actor) -> None:
        """Take papers in from ``actor``; a file handed in twice is one paper."""
        known = {(p.file.sha256, p.filename) for p in self._incoming}
        known |= {(r.paper.file.sha256, r.paper.filename) for r in self.read}
        fresh = [p for p in papers if (p.file.sha256, p.filename) not in known]
        for again in (p for p in papers if p.life is PaperLife.FINAL):
            self.folder.make_final(again)
        self._incoming.extend(fresh)
        if fresh:
            self.prepared_by(actor)
            if actor.may(Role.BROKER):
                self.preparer = actor

    def is_reading(self) -> bool:
        """Return whether something that was handed in is not read yet."""
        return bool(self._incoming)

    def missing(self) -> tuple[str, ...]:
        """Return the required kinds that no paper in force covers."""
        return self.folder.missing()

    def in_force(self) -> list[PaperRead]:
        """Return the papers that count now."""
        return self.folder.in_force()

    def complete(self) -> bool:
        """Return whether every required paper is there and read."""
        return not self._incoming and not self.missing()

    def agreed(self) -> bool:
        """Return whether the papers are complete and their differences settled."""
        settled = self._settled == self._seen and self.reconciliation is not None
        final = not self.folder.drafts(self.finals)
        return settled and self.complete() and final and not self.bad

    async def run(self, questions: Questions, roles: tuple[Role, ...], changed: Changed) -> None:
        """Read and reconcile for ever; ``changed`` is awaited after each step."""
        while True:
            await workflow.wait_condition(lambda: bool(self._incoming) or self._compare_again)
            self._compare_again = False
            while self._incoming:
                await self._read(self._incoming[0], questions, changed)
            if self.complete() and self._settled != self._seen:
                await self._reconcile(questions, roles, changed)
            await changed()

    # What persons say of papers.

    async def correct(self, act: CorrectPaper) -> PaperRead:
        """Take a person's word for what a paper says, one correction after the other."""
        async with self._pen:
            old = correctable(self.folder, act)
            new = await next_version(old, act)
            self.folder.replace(old, new)
            if new.counts:
                self.bad = [bad for bad in self.bad if not bad.is_of(new)]
            self._seen += 1
            self._corrections += 1
            self.prepared_by(act.actor)
            self.compare_again()
            return new

    def vouch(self, bad: PaperRead, kind: str, actor: Actor) -> None:
        """Let a paper count that a person checked by eye."""
        self.folder.replace(bad, bad.model_copy(update={"kind": kind, "problem": None}))
        self._seen += 1
        self.prepared_by(actor)

    def do_without(self, kinds: tuple[str, ...], actor: Actor, reason: str) -> None:
        """Let kinds of paper be missing; who says so prepares what is filed without them."""
        self.folder.waived |= {kind: f"{actor.person}: {reason}" for kind in kinds}
        self.prepared_by(actor)
        self.compare_again()

    def compare_again(self) -> None:
        """Have ``run`` look whether what is there now can be compared."""
        self._compare_again = True

    def prepared_by(self, actor: Actor) -> None:
        """Note a person as one of those who prepare: none of them approves (four eyes)."""
        self.preparers = tuple(dict.fromkeys((*self.preparers, actor.person)))

    # The steps.

    async def _read(self, paper: Paper, questions: Questions, changed: Changed) -> None:
        answer = await workflow.execute_activity_method(
            DocumentActivities.read,
            ReadPaper(reference=self._reference, paper=paper),
            **patience.READING,
        )
        self._incoming.remove(paper)
        for one in (answer.model_copy(update={"others": ()}), *answer.others):
            self._put(one, questions, changed)
        await changed()

    def _put(self, one: PaperRead, questions: Questions, changed: Changed) -> None:
        kept = self.folder.put(one)
        if kept.same_as:
            return
        self._seen += 1
        if not kept.counts:
            self.bad.append(kept)
            self._mending.append(asyncio.create_task(mend(self, kept, questions, changed)))

    async def _reconcile(
        self, questions: Questions, roles: tuple[Role, ...], changed: Changed
    ) -> None:
        seen, corrections = self._seen, self._corrections
        compared = await workflow.execute_activity_method(
            DocumentActivities.reconcile,
            ReconcilePapers(
                reference=self._reference,
                items=self._items,
                papers=tuple(self.in_force()),
                parties=self.parties,
            ),
            **patience.READING,
        )
        self.reconciliation = compared
        await changed()
        if compared.differences:
            question = await questions.ask(differs(compared, roles, self.time))
            decided = await question.answer_unless(
                lambda: bool(self._incoming) or self._corrections != corrections,
                "another paper came",
            )
            if decided is None or decided.outcome != ACCEPT.tag:
                return
            self.prepared_by(decided.actor)
        self._settled = seen
        await changed()
