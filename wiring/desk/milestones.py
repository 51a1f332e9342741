"""The counter of news: a person's about one import, and a machine's about whatever it knows."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from customs.acts import MilestonesReported, RecordMilestone
from customs.milestones import MILESTONES, MilestoneReached
from customs.payload import Payload
from customs.people import SYSTEM, Actor
from customs.views import ImportView, ReleaseView
from records.ports import WaitingNews
from wiring.desk.counter import Counter
from wiring.desk.errors import Conflict, Invalid, NotFound
from wiring.desk.forms import EventForm, MilestoneForm, plain_key

_NO_NEWS = {"reference", "container", "booking", "transport_document", "source", "event_id"}


class EventTaken(Payload):
    """What became of one reported event."""

    event_id: str
    matched: tuple[str, ...] = ()
    """References of the imports and releases that were told."""
    kept: bool = False
    """It matched none, and waits for a booking or a person."""
    note: str = ""


class MilestoneCounter(Counter):
    """Takes news in; what matches nothing is kept, never dropped."""

    async def milestone(
        self, reference: str, form: MilestoneForm, actor: Actor, key: str | None = None
    ) -> ImportView | ReleaseView:
        """Record a milestone of this import or release; the same event again changes nothing.

        Raises:
            NotFound: no such import or release.
            Invalid: the source is the house itself.
            Conflict: there is no such milestone on its road, or it is over.
        """
        async with self.act(actor, "milestone.record", reference, tag=form.tag) as note:
            source = form.source or actor.person
            event_id = form.event_id or key or uuid4().hex
            note |= {"source": source, "event_id": event_id}
            _refuse_own_source(source)
            await self.kind_of(reference)
            _refuse_unknown(form.tag)
            news = await self._news(form, source, event_id)
            act = RecordMilestone(news=news, actor=actor)
            return await self.tell(
                reference, "record_milestone", act, f"milestone/{source}/{event_id}"
            )

    async def report(
        self, events: Sequence[EventForm], source: str, actor: Actor
    ) -> list[EventTaken]:
        """Take a batch of news in: one signal for each import that it concerns.

        An event that matches no open import, or whose milestone the house does not
        know, is kept and shown until a person matches it or its booking appears.

        Raises:
            Invalid: the source of an event is the house itself; nothing is taken in then.
        """
        async with self.act(actor, "milestones.report", source, events=str(len(events))):
            for event in events:
                _refuse_own_source(event.source or source)
            told: defaultdict[tuple[str, str], list[MilestoneReached]] = defaultdict(list)
            matches = []
            for event in events:
                news = await self._news(event, event.source or source, event.event_id)
                owners = await self._concerned(event)
                for owner in owners:
                    told[owner].append(news)
                matches.append((event, news, owners))
            heard = await self._signal(told)
            return [await self._outcome(*match, heard) for match in matches]

    async def match(self, event: int, reference: str, actor: Actor) -> tuple[MilestoneReached, ...]:
        """Match a waiting event to an import or release; what names the same things goes along.

        Returns the news that it was told.

        Raises:
            NotFound: no such event waits, or there is no such import or release.
            Conflict: the import or release is over.
        """
        async with self.act(actor, "milestones.match", reference, event=str(event)):
            kind = await self.kind_of(reference)
            waiting = {w.id: w for w in await asyncio.to_thread(self.ports.waiting.waiting)}
            if event not in waiting:
                raise NotFound("unknown-event", f"There is no waiting event {event}.")
            keys = waiting[event].keys
            news = tuple(w.news for w in waiting.values() if set(w.keys) & set(keys))
            # Told first: an event that was told twice is one, one that nobody was told is lost.
            if not await self.signal(
                f"{kind}/{reference}", "milestones", MilestonesReported(news=news)
            ):
                raise Conflict("closed", f"The {kind} {reference} is over.")
            await asyncio.to_thread(self.ports.waiting.pick_up, keys, reference)
            return news

    async def _news(self, form: MilestoneForm, source: str, event_id: str) -> MilestoneReached:
        facts = form.model_dump(exclude=_NO_NEWS)
        if facts["equipment"] is None and isinstance(form, EventForm) and form.container:
            facts["equipment"] = plain_key(form.container)
        return MilestoneReached(
            **facts, source=source, event_id=event_id, recorded_at=await self.now()
        )

    async def _concerned(self, event: EventForm) -> list[tuple[str, str]]:
        """Return (kind, reference) of the open imports and releases that an event names."""
        if event.tag not in MILESTONES:
            return []
        if event.reference is not None:
            for kind in ("import", "release"):
                body = await self.snapshot(kind, event.reference)
                if body is not None:
                    return [(kind, event.reference)] if body["open"] else []
        keys = {plain_key(key) for key in event.names()}
        found = [body for key in sorted(keys) for body in await self._open_with(key)]
        matching = (body["reference"] for body in found if keys & _names_of(body))
        return [("import", reference) for reference in dict.fromkeys(matching)]

    async def _open_with(self, key: str) -> list[dict[str, Any]]:
        return await asyncio.to_thread(
            self.ports.snapshots.find, "import", where={"open": True}, search=key
        )

    async def _signal(
        self, told: dict[tuple[str, str], list[MilestoneReached]]
    ) -> set[tuple[str, str]]:
        """Return those who heard: one may have closed since it was found."""
        heard = set()
        for (kind, reference), news in told.items():
            batch = MilestonesReported(news=tuple(news))
            if await self.signal(f"{kind}/{reference}", "milestones", batch):
                heard.add((kind, reference))
        return heard

    async def _outcome(
        self,
        event: EventForm,
        news: MilestoneReached,
        owners: list[tuple[str, str]],
        heard: set[tuple[str, str]],
    ) -> EventTaken:
        matched = tuple(reference for kind, reference in owners if (kind, reference) in heard)
        if matched:
            return EventTaken(event_id=event.event_id, matched=matched)
        waiting = WaitingNews(news=news, keys=event.names(), received_at=await self.now())
        await asyncio.to_thread(self.ports.waiting.keep, waiting)
        return EventTaken(event_id=event.event_id, kept=True, note=_why_kept(event))


def _refuse_unknown(tag: str) -> None:
    if tag not in MILESTONES:
        known = ", ".join(MILESTONES.tags())
        raise Conflict(
            "unknown-milestone", f"There is no milestone {tag!r}; known: {known}.", field="tag"
        )


def _refuse_own_source(source: str) -> None:
    # What the house says of itself is taken for true and may withdraw what it said before.
    if source.strip().casefold() == SYSTEM.person:
        raise Invalid(
            "own-source",
            f"{source!r} is the house's own name: news of others carries their name as source.",
            field="source",
        )


def _why_kept(event: EventForm) -> str:
    if event.tag not in MILESTONES:
        return f"There is no milestone {event.tag!r}; kept until a person looks at it."
    return f"No open import is known by {', '.join(event.names())}; kept until one is."


def _names_of(body: dict[str, Any]) -> set[str]:
    order = body["order"]
    names = [body["reference"], *order["equipment"], *order["bookings"], order["cargo_id"] or ""]
    return {plain_key(name) for name in names if name}
