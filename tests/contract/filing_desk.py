"""The filing activities over the simulator, their records in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from activities.filing import FilingActivities
from activities.portal import PortalActivities
from customs.clock import ClockMode, ClockReading
from customs.filing import AskRegistration, Draft, OpenDraft
from gateways.doors import TradeSystem
from records.ports import JournalEntry, WatchedRecord
from simulator.world import World
from tests.contract.surroundings import SessionsInMemory, client_of
from tests.unit.activities.doubles import MemoryStore

FEE = "192.79"


class JournalInMemory:
    """Entries in order."""

    def __init__(self) -> None:
        self.kept: list[JournalEntry] = []

    def about_to(self, entry: JournalEntry) -> int:
        """Write an entry."""
        self.kept.append(entry)
        return len(self.kept) - 1

    def answered(self, entry_id: int, status: int, answer: str) -> None:
        """Complete it."""
        done = self.kept[entry_id].model_copy(update={"status": status, "answer": answer})
        self.kept[entry_id] = done

    def entries(self, clearance: str) -> list[JournalEntry]:
        """Return the entries of a clearance."""
        return [entry for entry in self.kept if entry.clearance == clearance]

    def steps(self) -> list[tuple[str, int | None]]:
        """Return steps and statuses, for assertions."""
        return [(entry.step, entry.status) for entry in self.kept]


class WatchListInMemory:
    """Watched records by number."""

    def __init__(self) -> None:
        self.kept: dict[str, WatchedRecord] = {}

    def watch(self, record: WatchedRecord) -> None:
        """Add or replace."""
        self.kept[record.number] = record

    def open(self, credential: str) -> list[WatchedRecord]:
        """Return open ones, the longest unasked first."""
        found = [r for r in self.kept.values() if r.open and r.credential == credential]
        return sorted(found, key=lambda r: (r.asked_at is not None, r.asked_at, r.number))

    def forget(self, credential: str, number: str) -> None:
        """Close one."""
        self.kept[number] = self.kept[number].model_copy(update={"open": False})


class StoryClock:
    """The simulator's business clock as the house reads it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def read(self) -> ClockReading:
        """Return it."""
        return ClockReading(mode=ClockMode.STORY, now=self._world.clock.now())

    def move(self, to: datetime) -> None:
        """Move it."""
        self._world.clock.move(to)

    def begin(self, at: datetime) -> None:
        """Set it at the beginning of a story."""
        self._world.clock.move(at)


@dataclass
class FilingDesk:
    """Activities, and what they leave behind."""

    world: World
    store: MemoryStore = field(default_factory=MemoryStore)
    journal: JournalInMemory = field(default_factory=JournalInMemory)
    watch: WatchListInMemory = field(default_factory=WatchListInMemory)
    sessions: SessionsInMemory = field(default_factory=SessionsInMemory)

    def system(self) -> TradeSystem:
        """Return a new client, as a new process would have it."""
        return client_of(self.world, self.sessions)

    def filing(self, system: TradeSystem | None = None) -> FilingActivities:
        """Return the filing activities of a worker."""
        systems = {"broker": system or self.system()}
        return FilingActivities(systems, self.store, self.journal, StoryClock(self.world))

    def portal(self, system: TradeSystem | None = None) -> PortalActivities:
        """Return the portal activities of a worker."""
        systems = {"broker": system or self.system()}
        return PortalActivities(systems, self.watch, StoryClock(self.world))

    def order(self, cover: Any, items: list[Any]) -> OpenDraft:
        """Store a declaration and return what opens its draft."""
        stored = self.store.put_json({"cover": cover, "items": items})
        return OpenDraft(clearance="IMP-1/admission-1", credential="broker", declaration=stored)

    def counted(self) -> tuple[int, int]:
        """Return how many registrations and debits the simulator counted."""
        rows = self.world.store.rows
        return (
            len(rows("select 1 from registration")),
            len(rows("select 1 from debit")),
        )


def paying_the_fee(draft: Draft) -> AskRegistration:
    """Return the request that registers the demo's admission."""
    return AskRegistration(draft=draft, payments={"siscomex_fee": FEE, "ii": "0"})
