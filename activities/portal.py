"""Following what was filed: which records are open, and what the system says of each now."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from temporalio import activity

from activities.answering import answering
from customs.acts import PortalNews
from customs.filing import ForgetRecord, LookAround, Lookout, WatchedChange
from gateways.doors import Refused, SystemState, TradeSystem, Unavailable
from records.ports import BusinessClock, WatchedRecord, WatchList

AT_MOST = 50
"""Records asked for in one look: the system counts calls by the hour."""

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

        When the system goes away on the way, what was heard until then is returned.
        """
        async with answering():
            records = await asyncio.to_thread(self._catch_up, around)
            changes: list[WatchedChange] = []
            for place, record in enumerate(records[:AT_MOST]):
                try:
                    change = await self._ask(record)
                except Unavailable:
                    if place == 0:
                        raise
                    break
                if change is not None:
                    changes.append(change)
        return Lookout(changes=tuple(changes), open_records=len(records))

    def _catch_up(self, around: LookAround) -> list[WatchedRecord]:
        """Note what was told since the last look; return the open records."""
        told = {change.news.number: change.news for change in around.told}
        for record in self._watch.open(around.credential):
            if record.number in told:
                self._watch.watch(_as_told(record, told[record.number]))
        return self._watch.open(around.credential)

    async def _ask(self, record: WatchedRecord) -> WatchedChange | None:
        state = await self._state(record)
        # The order of asking belongs to real time: a story's clock stands still.
        asked = record.model_copy(update={"asked_at": datetime.now(UTC)})
        await asyncio.to_thread(self._watch.watch, asked)
        if state is None or _is_known(record, state):
            return None
        now = (await asyncio.to_thread(self._clock.read)).now
        return WatchedChange(workflow_id=record.workflow_id, news=_news(state, now))

    async def _state(self, record: WatchedRecord) -> SystemState | None:
        """Return what the system says of the record, in a newer version if there is one."""
        system = self._systems[record.credential]
        try:
            return await system.state(record.number, record.version)
        except Refused as refusal:
            current = None
            if refusal.status == _NOT_FOUND:
                current = await system.current_version(record.number)
            if current is None:
                activity.logger.warning(
                    "%s: the system refuses to tell: %s", record.number, refusal
                )
                return None
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
