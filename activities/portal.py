"""Following what was filed: which records are open, and what the system says of each now."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from temporalio import activity

from activities.answering import answering
from customs.acts import PortalNews
from customs.filing import ForgetRecord, LookAround, Lookout, WatchedChange
from gateways.doors import Refused, SystemState, TradeSystem, Unavailable
from records.ports import BusinessClock, WatchedRecord, WatchList

AT_MOST = 50
"""Records asked for in one look: the system counts calls by the hour."""
LONGEST_LOOK = 60.0
"""Seconds of real time after which a look returns what it found: half of what it is given."""

_NOT_FOUND = 404


class PortalActivities:
    """Asks the foreign-trade system for what workflows wait for.

    A row holds what its workflow was *told*. It is brought up to date by the next look,
    with the changes that this look's caller passed on; a change is therefore returned
    again until it is known to have been told, and is never lost with a process.
    """

    def __init__(
        self, systems: Mapping[str, TradeSystem], watch: WatchList, clock: BusinessClock
    ) -> None:
        self._systems = systems
        self._watch = watch
        self._clock = clock

    @activity.defn(name="portal.watch")
    async def watch(self, record: WatchedRecord) -> None:
        """Follow a record from now on."""
        await asyncio.to_thread(self._watch.watch, record)

    @activity.defn(name="portal.forget")
    async def forget(self, record: ForgetRecord) -> None:
        """Follow a record no longer."""
        await asyncio.to_thread(self._watch.forget, record.credential, record.number)

    @activity.defn(name="portal.look")
    async def look(self, around: LookAround) -> Lookout:
        """Ask for each open record, the longest unasked first; return what changed.

        A record that cannot be told holds none of the others up. Only when the system
        answered for none of them is it away.
        """
        async with answering():
            records = await asyncio.to_thread(self._catch_up, around)
            changes = await self._ask_each(records[:AT_MOST])
        return Lookout(changes=changes, open_records=len(records))

    def _catch_up(self, around: LookAround) -> list[WatchedRecord]:
        """Note what was told since the last look; return the open records."""
        told = {change.news.number: change.news for change in around.told}
        for record in self._watch.open(around.credential):
            if record.number in told:
                self._watch.watch(_as_told(record, told[record.number]))
        return self._watch.open(around.credential)

    async def _ask_each(self, records: Sequence[WatchedRecord]) -> tuple[WatchedChange, ...]:
        """Return what changed; stop when the time is up or the system says when to come back.

        Raises:
            Unavailable: the system was away for every record that was asked for.
        """
        enough = time.monotonic() + LONGEST_LOOK
        changes: list[WatchedChange | None] = []
        last: Unavailable | None = None
        for record in records:
            try:
                changes.append(await self._ask(record))
            except Unavailable as away:
                activity.logger.warning("%s: no answer: %s", record.number, away)
                last = away
            if time.monotonic() >= enough or (last is not None and last.retry_after is not None):
                break
        if last is not None and not changes:
            raise last
        return tuple(change for change in changes if change is not None)

    async def _ask(self, record: WatchedRecord) -> WatchedChange | None:
        """Ask for one record; it goes to the end of the queue whatever the answer is."""
        try:
            return await self._change(record)
        except (Refused, ValueError) as problem:
            activity.logger.warning("%s: the system does not tell: %s", record.number, problem)
            return None
        finally:
            # The order of asking belongs to real time: a story's clock stands still.
            asked = record.model_copy(update={"asked_at": datetime.now(UTC)})
            await asyncio.to_thread(self._watch.watch, asked)

    async def _change(self, record: WatchedRecord) -> WatchedChange | None:
        state = await self._state(record)
        if _is_known(record, state):
            return None
        now = (await asyncio.to_thread(self._clock.read)).now
        return WatchedChange(workflow_id=record.workflow_id, news=_news(state, now))

    async def _state(self, record: WatchedRecord) -> SystemState:
        """Return what the system says of the record, in a newer version if there is one."""
        system = self._systems[record.credential]
        try:
            return await system.state(record.number, record.version)
        except Refused as refusal:
            current = None
            if refusal.status == _NOT_FOUND:
                current = await system.current_version(record.number)
            if current is None:
                raise
            return await system.state(current.number, current.version)


def _as_told(record: WatchedRecord, news: PortalNews) -> WatchedRecord:
    heard = {"situation": news.situation, "channel": news.channel, "version": news.version}
    return record.model_copy(update=heard)


def _is_known(record: WatchedRecord, state: SystemState) -> bool:
    told = (record.situation, record.channel, record.version)
    return told == (state.situation, state.channel, state.version)


def _news(state: SystemState, now: datetime) -> PortalNews:
    registered, released = _instant(state.registered_at), _instant(state.released_at)
    return PortalNews(
        number=state.number,
        version=state.version,
        situation=state.situation,
        channel=state.channel,
        registered_at=registered,
        released_at=released,
        occurred_at=released or registered or now,
        recorded_at=now,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
