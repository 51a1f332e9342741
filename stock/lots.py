"""What became of a lot after its birth: events that are added, and the state that they fold to.

A lot is one item of one admission and never changes. Its term may be extended, its place in the
warehouse change, customs may block it: each is an event with two clocks, and the lot as it stands
is the fold of its events over its birth.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from pydantic import AwareDatetime, model_validator

from customs.payload import Payload
from customs.people import Actor
from customs.regime_clock import ABANDONMENT_AFTER
from stock.movements import Lot


class LotEventKind(StrEnum):
    """What may happen to a lot beside being moved; the values are permanent."""

    EXTENSION_REQUESTED = "extension_requested"
    """Asked for while the regime is in force (domain B.4 T7)."""
    EXTENDED = "extended"
    """Granted: ``until`` is the new last day."""
    EXTENSION_REFUSED = "extension_refused"
    MOVED = "moved"
    """To another ``place`` in the warehouse."""
    BLOCKED = "blocked"
    """Held by an authority; ``note`` says by whom and why."""
    UNBLOCKED = "unblocked"


_NEEDS = {LotEventKind.EXTENDED: "until", LotEventKind.MOVED: "place"}


class LotEvent(Payload):
    """Something that happened to a lot; ``key`` names the business fact, as a movement's does."""

    key: str
    lot: str
    kind: LotEventKind
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    actor: Actor
    until: date | None = None
    place: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _says_what_it_must(self) -> "LotEvent":
        needed = _NEEDS.get(self.kind)
        if needed and not getattr(self, needed):
            raise ValueError(f"a lot event {self.kind} must say {needed!r}")
        return self

    @property
    def fact(self) -> str:
        """SHA-256 of what the event says; the ledger stores it, so it is computed so for ever."""
        said = [
            self.key,
            self.lot,
            self.kind,
            self.occurred_at.astimezone(UTC).isoformat(),
            self.actor.person,
            self.until.isoformat() if self.until else None,
            self.place,
            self.note,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


class LotState(Payload):
    """A lot as it stands at some moment."""

    lot: Lot
    expires_on: date
    abandonment_on: date
    place: str
    blocked: str = ""
    """Why customs or an agency holds it; empty if nobody does."""
    extension_requested_at: datetime | None = None
    """Asked for and not answered yet."""
    extensions: int = 0

    def is_overdue(self, on: date) -> bool:
        """Return whether its term is over on a day."""
        return on > self.expires_on

    def days_left(self, on: date) -> int:
        """Return the days to the end of its term, below zero once it is over."""
        return (self.expires_on - on).days


def state_of(lot: Lot, events: Iterable[LotEvent]) -> LotState:
    """Return a lot as its events left it, in the order in which they occurred."""
    expires_on = date.fromisoformat(lot.expires_on)
    told: dict[str, object] = {"expires_on": expires_on, "place": lot.place}
    for event in sorted(events, key=lambda e: (e.occurred_at, e.recorded_at, e.key)):
        told |= _change(event, told)
    state = LotState.model_validate({"lot": lot, "abandonment_on": expires_on, **told})
    return state.model_copy(update={"abandonment_on": state.expires_on + ABANDONMENT_AFTER})


def states_of(lots: Sequence[Lot], events: Iterable[LotEvent]) -> list[LotState]:
    """Return lots as their events left them, earliest end of term first."""
    by_lot: dict[str, list[LotEvent]] = {lot.lot: [] for lot in lots}
    for event in events:
        by_lot[event.lot].append(event)
    states = [state_of(lot, by_lot[lot.lot]) for lot in lots]
    return sorted(states, key=lambda state: (state.expires_on, state.lot.lot))


def _change(event: LotEvent, told: dict[str, object]) -> dict[str, object]:
    match event.kind:
        case LotEventKind.EXTENSION_REQUESTED:
            return {"extension_requested_at": event.occurred_at}
        case LotEventKind.EXTENDED:
            count = told.get("extensions", 0)
            extensions = count + 1 if isinstance(count, int) else 1
            answered = {"expires_on": event.until, "extension_requested_at": None}
            return answered | {"extensions": extensions}
        case LotEventKind.EXTENSION_REFUSED:
            return {"extension_requested_at": None}
        case LotEventKind.MOVED:
            return {"place": event.place}
        case LotEventKind.BLOCKED:
            return {"blocked": event.note or "blocked"}
        case LotEventKind.UNBLOCKED:
            return {"blocked": ""}
