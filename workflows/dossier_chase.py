"""Chasing: papers that an import must have and has not are asked of the supplier, then of the broker."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from temporalio import workflow

from activities.messages import MessageActivities
from customs.dossier import DossierLine, RequiredPaper, line_of
from customs.filing import SendMessage
from customs.orders import Outcome, TaskOrder
from customs.people import Role
from workflows import patience
from workflows.asking import Questions
from workflows.clock import BusinessTime
from workflows.logbook import Logbook
from workflows.paper_desk import PaperDesk

AGAIN = Outcome(tag="again", label="Cobrar de novo", label_en="Chase again")
WAIVE = Outcome(
    tag="waive", label="Dispensar com motivo", label_en="Do without, with reason", needs_reason=True
)

_SETTLED = ("here", "waived")
"""How a required paper stands when nobody has to do anything about it."""

Changed = Callable[[], Awaitable[None]]


class Chase:
    """Watches over the required papers of one import or release."""

    def __init__(
        self,
        reference: str,
        required: tuple[RequiredPaper, ...],
        papers: PaperDesk,
        log: Logbook,
        time: BusinessTime,
        supplier: tuple[str, ...],
    ) -> None:
        self._reference = reference
        self._required = required
        self._papers = papers
        self._log = log
        self._time = time
        self._supplier = supplier
        self._due: dict[str, datetime] = {}
        self._reminded: dict[str, int] = {}

    def lines(self) -> tuple[DossierLine, ...]:
        """Return the dossier as it stands, a line for each required paper."""
        return tuple(self._line(paper) for paper in self._required)

    def lacks(self, step: str) -> bool:
        """Return whether a paper is missing that ``step`` waits for."""
        kinds = tuple(paper.kind for paper in self._required if paper.blocks == step)
        return bool(self._papers.folder.lacking(kinds))

    async def run(self, questions: Questions, changed: Changed) -> None:
        """Chase all of it, papers that are owed at the same time in one message."""
        together: dict[tuple[str, int], list[RequiredPaper]] = {}
        for paper in self._required:
            together.setdefault((paper.after, paper.days), []).append(paper)
        chases = (self._chase(tuple(owed), questions, changed) for owed in together.values())
        await asyncio.gather(*chases)

    # The steps.

    async def _chase(
        self, owed: tuple[RequiredPaper, ...], questions: Questions, changed: Changed
    ) -> None:
        first = owed[0]
        await workflow.wait_condition(
            lambda: self._log.reached(first.after) is not None or self._is_settled(owed)
        )
        news = self._log.reached(first.after)
        due = (news.recorded_at if news else self._time.now()) + timedelta(days=first.days)
        asked = 0
        while not await self._has_come(owed, due):
            if asked < first.reminders:
                asked += 1
                self._remind(owed, asked)
                # After a long silence of the clock one reminder is enough.
                since = max(due, self._time.now())
            else:
                asked, since = 0, await self._ask_broker(owed, questions)
            due = since + timedelta(days=first.every_days)
            await changed()

    async def _has_come(self, owed: tuple[RequiredPaper, ...], due: datetime) -> bool:
        """Wait until all of it is here; return False when something was still missing at ``due``."""
        for paper in owed:
            self._due[paper.kind] = due
        if due > self._time.now():
            await self._time.wait(lambda: self._is_settled(owed), due)
        # What was handed in and is being read, or is asked of a person of ours, is not chased.
        await workflow.wait_condition(lambda: self._is_settled(owed) or self._is_owed(owed))
        return self._is_settled(owed)

    def _remind(self, owed: tuple[RequiredPaper, ...], n: int) -> None:
        missing = self._missing(owed)
        for paper in missing:
            self._reminded[paper.kind] = self._reminded.get(paper.kind, 0) + 1
        # A message is a courtesy: the broker is asked whether it arrives or not.
        workflow.start_activity_method(
            MessageActivities.send,
            SendMessage(
                key=f"{self._reference}/missing/{missing[0].kind}-{sum(self._reminded.values())}",
                to=self._supplier,
                template="missing_papers",
                data={
                    "reference": self._reference,
                    "missing": "\n".join(f"- {p.label_en} ({p.label})" for p in missing),
                    "n": str(n),
                },
            ),
            **patience.COURTESY,
        )

    async def _ask_broker(self, owed: tuple[RequiredPaper, ...], questions: Questions) -> datetime:
        """Ask what to do about papers that do not come; return when that was decided."""
        missing = self._missing(owed)
        question = await questions.ask(_missing_papers(self._reference, missing, self._time))
        decided = await question.answer_unless(
            lambda: not self._missing(missing), "the papers came"
        )
        if decided is None:
            return self._time.now()
        self._time.tell(decided.at)
        if decided.outcome == WAIVE.tag:
            kinds = tuple(paper.kind for paper in self._missing(missing))
            self._papers.do_without(kinds, decided.actor, decided.reason)
        return decided.at

    def _missing(self, owed: tuple[RequiredPaper, ...]) -> tuple[RequiredPaper, ...]:
        """Return what nobody handed in, or only as a draft; a paper in doubt is ours to settle."""
        return tuple(paper for paper in owed if self._line(paper).state in ("missing", "draft"))

    def _is_owed(self, owed: tuple[RequiredPaper, ...]) -> bool:
        return not self._papers.is_reading() and bool(self._missing(owed))

    def _is_settled(self, owed: tuple[RequiredPaper, ...]) -> bool:
        return all(self._line(paper).state in _SETTLED for paper in owed)

    def _line(self, paper: RequiredPaper) -> DossierLine:
        folder = self._papers.folder
        line = line_of(paper, folder.read, folder.waived.get(paper.kind, ""))
        if line.state in _SETTLED:
            return line
        return line.model_copy(
            update={
                "due_at": self._due.get(paper.kind),
                "reminded": self._reminded.get(paper.kind, 0),
            }
        )


def _missing_papers(
    reference: str, missing: tuple[RequiredPaper, ...], time: BusinessTime
) -> TaskOrder:
    return TaskOrder(
        owner_reference="",
        kind="dossier",
        title=f"Faltam documentos de {reference}: {', '.join(paper.label for paper in missing)}",
        title_en=f"Missing papers of {reference}: {', '.join(p.label_en for p in missing)}",
        instructions="\n".join(f"{p.label}: {p.source}. {p.doubt}".strip() for p in missing),
        instructions_en="The supplier was reminded and has not sent them. Who does without one "
        "of them has a hand in the declaration.",
        roles=(Role.BROKER,),
        outcomes=(AGAIN, WAIVE),
        clock=time.reading(),
    )
