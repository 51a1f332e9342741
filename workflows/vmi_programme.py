"""One VMI agreement: looked at every working morning, for years."""

import asyncio

from temporalio import workflow

from activities.planning import PlanningActivities
from customs.acts import ProgrammeNews, Refresh, Tick
from customs.clock import brazilian_date
from customs.programme import (
    Programme,
    ProgrammeMemory,
    ProgrammeView,
    Proposal,
    ReviewProgramme,
)
from planning.review_days import next_morning
from workflows import patience
from workflows.clock import BusinessTime
from workflows.proposing import Proposals
from workflows.snapshots import Picture

REVIEWS_A_RUN = 60
"""A quarter of working days: then the programme continues as a new run."""


@workflow.defn(name="VmiProgramme")
class VmiProgramme:
    """Reviews the position, asks the planner, starts imports and releases."""

    @workflow.init
    def __init__(self, programme: Programme) -> None:
        memory = programme.memory
        self._programme = programme
        self._time = BusinessTime(programme.clock)
        self._proposals = Proposals(programme, self._time)
        self._review = memory.review
        self._next_review_at = memory.next_review_at
        self._reviews = 0
        self._reviewing = asyncio.Lock()
        self._picture = Picture("programme", programme.name)

    @workflow.run
    async def run(self, programme: Programme) -> None:
        """Review every working morning; after a quarter, continue as a new run."""
        try:
            while not self._may_continue_as_new():
                await self._wait_for_morning()
                if self._is_morning():
                    await self._look()
        except asyncio.CancelledError:
            await self._picture.take(self.view().model_copy(update={"open": False}))
            raise
        workflow.continue_as_new(self._carried_over())

    # What others may tell us.

    @workflow.update(name="review")
    async def review(self, tick: Tick) -> ProgrammeView:
        """A person asks for a review now."""
        self._time.tell(tick.now)
        await self._look()
        return self.view()

    @workflow.signal(name="news")
    async def news(self, news: ProgrammeNews) -> None:
        """Hear how far something of this agreement has come."""
        self._proposals.started.hear(news)
        await self._show()

    @workflow.signal(name="tick")
    async def tick(self, tick: Tick) -> None:
        """The business clock was moved."""
        self._time.tell(tick.now)

    @workflow.signal(name="refresh")
    async def refresh(self, _: Refresh) -> None:
        """Write the row again."""
        await self._show()

    @workflow.query(name="view")
    def view(self) -> ProgrammeView:
        """Return the programme as it stands."""
        started = self._proposals.started
        return ProgrammeView(
            name=self._programme.name,
            agreement=self._proposals.agreement,
            review=self._review,
            next_review_at=self._next_review_at,
            proposals=self._proposals.open(),
            imports=started.imports(),
            releases=started.releases(),
            used=started.used(),
        )

    # The steps.

    async def _wait_for_morning(self) -> None:
        if self._next_review_at is not None:
            await self._time.wait(self._may_continue_as_new, self._next_review_at)

    def _is_morning(self) -> bool:
        return self._next_review_at is None or self._time.now() >= self._next_review_at

    async def _look(self) -> None:
        """Review the programme, one review at a time, and ask about what it proposes."""
        async with self._reviewing:
            now = self._time.now()
            self._next_review_at = next_morning(now)
            self._reviews += 1
            self._review = await workflow.execute_activity_method(
                PlanningActivities.review, self._asked(), **patience.OURS
            )
            for proposal in self._review.proposals:
                await self._propose(proposal)
            await self._show()

    async def _propose(self, proposal: Proposal) -> None:
        await self._proposals.ask(proposal, self._show)

    def _asked(self) -> ReviewProgramme:
        on = brazilian_date(self._time.now())
        started = self._proposals.started
        return ReviewProgramme(
            agreement=self._proposals.agreement,
            on=on,
            imports=started.imports(),
            releases=started.releases(),
            silent=self._proposals.silent(on),
            used=started.used(),
        )

    async def _show(self) -> None:
        await self._picture.take(self.view())

    # Continuing as a new run: a child would not outlive this one, so none may be open.

    def _may_continue_as_new(self) -> bool:
        enough = self._reviews >= REVIEWS_A_RUN
        return (
            (enough or workflow.info().is_continue_as_new_suggested())
            and self._proposals.idle()
            and workflow.all_handlers_finished()
        )

    def _carried_over(self) -> Programme:
        memory = ProgrammeMemory(
            review=self._review,
            next_review_at=self._next_review_at,
            **self._proposals.memory(),
        )
        return self._programme.model_copy(update={"memory": memory, "clock": self._time.reading()})
