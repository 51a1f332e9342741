"""What an import and a release have in common: milestones, papers, a clearance, a picture."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from activities.stock import StockActivities
from customs.acts import (
    Cancel,
    CancelStep,
    DeclarationNews,
    MilestonesReported,
    ProgrammeNews,
    RecordMilestone,
    Refresh,
    Tick,
)
from customs.cancelling import cancel_plan
from customs.clock import ClockReading
from customs.goods import Item
from customs.milestones import MilestoneReached
from customs.views import ImportView, ReleaseView
from stock.movements import Movement
from workflows import patience
from workflows.asking import Questions
from workflows.clearing import Clearing, milestone_of
from workflows.clock import BusinessTime
from workflows.ending import end, has_failed
from workflows.logbook import Logbook
from workflows.paper_desk import PaperDesk
from workflows.papered import Papered
from workflows.snapshots import Picture
from workflows.telling import tell


class Traveller(Papered):
    """Base of ``ImportProcess`` and ``BondedRelease``: state, messages, and stopping."""

    def _set_out(
        self,
        kind: str,
        reference: str,
        clock: ClockReading,
        items: tuple[Item, ...],
        required: tuple[str, ...],
        programme: str | None,
    ) -> None:
        self._reference = reference
        self._programme = programme
        self._time = BusinessTime(clock)
        self._log = Logbook()
        self._picture = Picture(kind, reference)
        self._questions = Questions(reference)
        self._papers = PaperDesk(reference, items, required, self._time)
        self._clearing = Clearing()
        self._steps: list[CancelStep] = []
        self._living: list[asyncio.Task[None]] = []
        self._stopped = False
        self._told_stage = ""
        self._cancelling = False

    # What others may tell us.

    @workflow.signal(name="milestones")
    async def milestones(self, batch: MilestonesReported) -> None:
        """A machine reports events, in any order, some of them twice."""
        for news in batch.news:
            if news.tag in self._known_milestones():
                self._time.tell(news.recorded_at)
                self._log.hear(news)
        await self._changed()

    @workflow.update(name="record_milestone")
    async def record_milestone(self, act: RecordMilestone) -> ImportView | ReleaseView:
        """Note that a milestone was reached; the answer shows the new state."""
        self._time.tell(act.news.recorded_at)
        self._log.hear(act.news)
        await self._changed()
        return self._view()

    @record_milestone.validator
    def _must_be_known(self, act: RecordMilestone) -> None:
        self._must_be_open()
        if act.news.tag not in self._known_milestones():
            raise ApplicationError(
                f"{self._reference} has no milestone {act.news.tag!r} on its road",
                type="UnknownMilestone",
            )

    @workflow.update(name="cancel")
    async def cancel(self, act: Cancel) -> ImportView | ReleaseView:
        """Undo in named steps what can still be undone at this stage, and say what cannot."""
        await self._cancel(act)
        return self._view()

    @cancel.validator
    def _may_cancel(self, act: Cancel) -> None:
        self._must_be_open()
        if self._cancelling:
            raise ApplicationError("a cancellation is under way", type="Closed")

    def _must_be_open(self) -> None:
        if self._is_over():
            raise ApplicationError(f"{self._reference} is closed", type="Closed")

    @workflow.signal(name="declaration")
    async def declaration(self, news: DeclarationNews) -> None:
        """Our clearance came a step further."""
        self._time.tell(news.recorded_at)
        self._clearing.hear(news)
        tag = milestone_of(news)
        if tag:
            event = f"{news.clearance}/{news.step}"
            self._log.note(tag, event, news.occurred_at, news.recorded_at)
        elif news.step == "cancelled":
            registered = f"{news.clearance}/registered"
            self._log.withdraw(registered, news.occurred_at, news.recorded_at)
        await self._changed()

    @workflow.signal(name="tick")
    def tick(self, tick: Tick) -> None:
        """The business clock was moved."""
        self._time.tell(tick.now)

    @workflow.signal(name="refresh")
    async def refresh(self, _: Refresh) -> None:
        """Write the row again."""
        await self._changed()

    # Living and stopping.

    async def _live_until_stopped(self, *lives: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run ``lives`` side by side until the first one is over, or all are stopped."""
        self._living = [asyncio.create_task(life()) for life in lives]
        try:
            await workflow.wait_condition(
                lambda: (
                    self._living[0].done()
                    or any(has_failed(life) for life in self._living[1:])
                    or self._stopped
                )
            )
        except asyncio.CancelledError:
            self._stopped = True
        over = [life for life in self._living if life.done()]
        await self._end_lives()
        if not self._stopped:
            for life in over:
                life.result()
        self._stopped = True

    async def _end_lives(self) -> None:
        others = [life for life in self._living if life is not asyncio.current_task()]
        await end(*others)

    async def _cancel(self, act: Cancel) -> None:
        self._time.tell(act.at)
        self._cancelling = True
        plan = cancel_plan(self._stage())
        if plan.ends and await self._clearing.stop(act):
            self._stopped = True
            await self._end_lives()
            await self._questions.withdraw_all(act.reason)
            for step in plan.steps:
                await self._undo(step, act)
                self._steps.append(CancelStep(step=step, done=True))
            self._log.note("CANCELLED", "cancelled", act.at, act.at)
        elif plan.ends:
            note = "the declaration was registered meanwhile"
            self._steps.append(CancelStep(step="delete_draft", done=False, note=note))
        self._steps += [CancelStep(step="cannot", done=False, note=n) for n in plan.cannot]
        self._cancelling = False
        await self._changed()

    @abstractmethod
    async def _undo(self, step: str, act: Cancel) -> None:
        """Do one step of a cancellation; most are done by stopping our own children."""

    # Telling.

    async def _changed(self) -> None:
        """Write the snapshot, and tell the programme of a new stage."""
        view = self._view()
        await self._picture.take(view)
        if self._programme and view.stage != self._told_stage:
            self._told_stage = view.stage
            news = ProgrammeNews(
                workflow_id=workflow.info().workflow_id,
                reference=self._reference,
                stage=view.stage,
                at=self._time.now(),
            )
            await tell(self._programme, "news", news)

    async def _post(self, movement: Movement) -> None:
        await workflow.execute_activity_method(StockActivities.post, movement, **patience.OURS)

    def _note(self, tag: str, event: str, at: datetime | None = None) -> None:
        """Note an act of the house itself at business time."""
        self._log.note(tag, event, at or self._time.now(), self._time.now())

    async def _reach(self, *tags: str) -> MilestoneReached:
        """Wait until one of ``tags`` was reached, and return it with its two clocks."""
        await workflow.wait_condition(lambda: self._log.reached(*tags) is not None)
        news = self._log.reached(*tags)
        assert news is not None  # noqa: S101  # the condition above
        return news

    def _stage(self) -> str:
        return self._view().stage

    def _is_over(self) -> bool:
        return self._stopped or self._log.reached("CLOSED", "CANCELLED", "ABANDONED") is not None

    @abstractmethod
    def _known_milestones(self) -> tuple[str, ...]: ...
