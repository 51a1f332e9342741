"""The regime's clock at work: warnings, the decision before the end, the breach, abandonment."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

from temporalio import workflow
from temporalio.exceptions import ActivityError

from activities.messages import MessageActivities
from activities.records import RecordActivities
from customs.acts import TaskDecided
from customs.clock import brazilian_date
from customs.filing import SendMessage
from customs.people import SYSTEM
from customs.regime_acts import RequestExtension
from customs.regime_clock import NoExtension, limit_of, next_horizon, start_of
from customs.regime_prices import HeldLot, RegimePriced
from customs.views import RegimeClock
from records.ports import AuditEntry
from workflows import patience, regime_tasks
from workflows.asking import Question
from workflows.bonded_goods import BondedGoods, refused_because

_DAY = timedelta(days=1)
Changed = Callable[[], Awaitable[None]]
_State = tuple[date, tuple[tuple[str, Decimal], ...]]


class RegimeWatch:
    """Watches over the term of what is free in bond, until nothing is left of it."""

    def __init__(self, goods: BondedGoods, changed: Changed) -> None:
        self._goods = goods
        self._time = goods.time
        self._terms = goods.order.plan.terms
        self._changed = changed
        self._warned_on: date | None = None
        self._forfeited = False

    async def run(self) -> None:
        """Warn, ask and wait side by side; over when the bond is empty and no claim is open."""
        await asyncio.gather(self._warn(), self._decide(), self._breach())
        await workflow.wait_condition(self._goods.is_settled)
        if not self._forfeited:
            # What was cleared before forfeiture was applied was not abandoned in the end.
            now = self._time.now()
            self._goods.log.withdraw("abandoned", now, now)

    # The three lives.

    async def _warn(self) -> None:
        while not self._is_over():
            clock = self._clock
            upcoming = next_horizon(clock, self._warned_on, self._terms.horizons)
            if upcoming is None:
                await self._until_it_changes()
                continue
            told = await self._comes(start_of(upcoming[0]), clock)
            # After an extension, or a long silence of the clock, what has passed is not told.
            self._warned_on = self._today()
            if told:
                await self._tell(clock)

    async def _decide(self) -> None:
        refusal = ""
        while not self._is_over():
            clock = self._clock
            if not await self._comes(start_of(clock.decide_on), clock):
                continue
            if self._today() > clock.expires_on or not self._free():
                await self._until_it_changes()
                continue
            decided = await self._ask_decision(clock, refusal)
            refusal = await self._follow(decided, clock) if decided else ""

    async def _breach(self) -> None:
        while not self._is_over():
            clock = self._clock
            if not await self._comes(start_of(clock.expires_on + _DAY), clock):
                continue
            if not self._free():
                await self._until_it_changes()
            elif self._today() > clock.abandonment_on:
                await self._abandon(clock)
            else:
                await self._ask_breach(clock)

    # Their steps.

    async def _tell(self, clock: RegimeClock) -> None:
        """Tell people how many days are left; silent while nothing is free."""
        if not self._free():
            return
        left = (clock.expires_on - self._today()).days
        reference = self._goods.order.reference
        data = {
            "reference": reference,
            "left": str(left),
            "expires_on": clock.expires_on.isoformat(),
            "grace": str(self._terms.abandonment_days),
            "balance": ", ".join(f"{lot} {quantity}" for lot, quantity in self._free().items()),
        }
        # A message is a courtesy: the audit keeps that people were told, and the task asks.
        workflow.start_activity_method(
            MessageActivities.send,
            SendMessage(
                key=f"{reference}/regime/{clock.expires_on}/{left}",
                to=("broker", "planner", "customs_manager"),
                template="regime_horizon",
                data=data,
            ),
            **patience.COURTESY,
        )
        entry = AuditEntry(
            actor=SYSTEM,
            act="regime.horizon",
            subject=reference,
            at=self._time.now(),
            outcome="told",
            detail=data,
        )
        await workflow.execute_activity_method(RecordActivities.audit, entry, **patience.OURS)

    async def _ask_decision(self, clock: RegimeClock, refusal: str) -> TaskDecided | None:
        state = self._state()
        priced = await self._price()
        question = await self._goods.questions.ask(
            regime_tasks.decision_task(clock, self._terms, priced, self._time, refusal)
        )
        return await self._answer(question, state, start_of(clock.expires_on + _DAY))

    async def _follow(self, decided: TaskDecided, clock: RegimeClock) -> str:
        """Do what was decided, and be silent until the next horizon; return why it cannot be."""
        self._time.tell(decided.at)
        if decided.outcome == "extend":
            try:
                await self._goods.request_extension(self._wanted(decided, clock))
            except NoExtension as refusal:
                return str(refusal)
        await self._note_decision(decided)
        following = next_horizon(clock, self._today(), self._terms.horizons)
        until = following[0] if following else clock.expires_on + _DAY
        await self._comes(start_of(until), clock)
        return ""

    def _wanted(self, decided: TaskDecided, clock: RegimeClock) -> RequestExtension:
        ordinary = limit_of(clock, special=False, terms=self._terms)
        told = decided.form.get("until")
        until = date.fromisoformat(told) if told else ordinary
        if until <= clock.expires_on:
            until = limit_of(clock, special=True, terms=self._terms)
        return RequestExtension(
            until=until,
            document=decided.form["document"],
            special=until > ordinary,
            actor=decided.actor,
            at=decided.at,
        )

    async def _ask_breach(self, clock: RegimeClock) -> None:
        state = self._state()
        priced = await self._price()
        question = await self._goods.questions.ask(
            regime_tasks.breach_task(clock, priced, self._time)
        )
        last = start_of(clock.abandonment_on + _DAY)
        decided = await self._answer(question, state, last)
        if decided:
            self._time.tell(decided.at)
            await self._note_decision(decided)
            await self._time.wait(lambda: self._is_over() or self._state() != state, last)

    async def _abandon(self, clock: RegimeClock) -> None:
        """Say that what is left is abandoned, and wait for the state to take it or for its exit."""
        now = self._time.now()
        self._goods.log.note("ABANDONED", "abandoned", start_of(clock.abandonment_on + _DAY), now)
        await self._changed()
        refusal = ""
        while self._free():
            refusal = await self._ask_forfeiture(clock, refusal)

    async def _ask_forfeiture(self, clock: RegimeClock, refusal: str) -> str:
        state = self._state()
        task = regime_tasks.forfeiture_task(clock, self._time, refusal)
        question = await self._goods.questions.ask(task)
        decided = await question.answer_unless(
            lambda: self._state() != state, "other goods are left now"
        )
        return await self._forfeit(decided) if decided else ""

    async def _forfeit(self, decided: TaskDecided) -> str:
        self._time.tell(decided.at)
        try:
            await self._goods.forfeit(decided.form["document"], decided.actor, decided.at)
        except ActivityError as refused:
            return refused_because(refused)
        self._forfeited = True
        await self._changed()
        return ""

    # The smaller parts.

    async def _note_decision(self, decided: TaskDecided) -> None:
        self._goods.bond.decide(decided.outcome)
        await self._changed()

    async def _answer(
        self, question: Question, state: _State, until: datetime
    ) -> TaskDecided | None:
        """Return the decision; None if what it was asked of changed, or its time ran out."""
        await self._time.wait(lambda: question.answered() or self._state() != state, until)
        return await question.answer_unless(lambda: True, "balance or term changed")

    async def _comes(self, moment: datetime, clock: RegimeClock) -> bool:
        """Wait for a moment; return False if the bond is empty or the term moved before it."""

        def moot() -> bool:
            return self._is_over() or self._clock.expires_on != clock.expires_on

        if moment > self._time.now():
            await self._time.wait(moot, moment)
        return not moot()

    async def _until_it_changes(self) -> None:
        state = self._state()
        await workflow.wait_condition(lambda: self._is_over() or self._state() != state)

    async def _price(self) -> RegimePriced | None:
        held = tuple(HeldLot(lot=lot, quantity=q) for lot, q in self._free().items())
        return await self._goods.price(held)

    def _free(self) -> dict[str, Decimal]:
        return self._goods.bond.free()

    def _state(self) -> _State:
        return self._clock.expires_on, tuple(sorted(self._free().items()))

    def _is_over(self) -> bool:
        return self._goods.bond.is_empty()

    def _today(self) -> date:
        return brazilian_date(self._time.now())

    @property
    def _clock(self) -> RegimeClock:
        clock = self._goods.bond.clock
        assert clock is not None  # noqa: S101  # the watch begins once the goods are admitted
        return clock
