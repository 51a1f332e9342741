"""The ports of the records, one per noun."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from pydantic import AwareDatetime

from customs.clock import ClockReading
from customs.milestones import MilestoneReached
from customs.payload import Payload
from customs.people import Actor, Role
from customs.portal_session import PortalSession as PortalSession
from customs.portal_session import PortalSessions as PortalSessions


class BusinessClock(Protocol):
    """The one business clock: the system's, or the story's row in SQL."""

    def read(self) -> ClockReading:
        """Return mode and now."""

    def move(self, to: datetime) -> None:
        """Set the story clock (it starts to be one); it may only go forward."""

    def begin(self, at: datetime) -> None:
        """Set the clock at the beginning of a story, wherever an earlier story left it."""


class Person(Payload):
    """An account: who may sign in and what they may do."""

    name: str
    full_name: str
    roles: tuple[Role, ...]
    party: str | None = None
    authority_brl: Decimal | None = None
    language: str = "pt_BR"


class People(Protocol):
    """Accounts and sessions."""

    def add(self, person: Person, password: str) -> None:
        """Add or replace an account; the password is kept as an argon2 hash."""

    def get(self, name: str) -> Person | None:
        """Return an account."""

    def all(self) -> list[Person]:
        """Return every account."""

    def sign_in(self, name: str, password: str) -> str | None:
        """Return a new session token if the password is right (only its hash is kept)."""

    def session(self, token: str) -> Person | None:
        """Return who holds a session that has not expired."""

    def sign_out(self, token: str) -> None:
        """End a session."""


class ReferenceTaken(Exception):
    """A second import with this reference; says who started the first, and when."""


class References(Protocol):
    """References of imports and releases: each is used once."""

    def take(
        self, kind: str, reference: str, order_sha256: str, actor: Actor, at: datetime
    ) -> None:
        """Take a reference; again with the same order is a no-op.

        Raises:
            ReferenceTaken: another order has it.
        """


class WaitingNews(Payload):
    """An event that matched no import when it came."""

    id: int = 0
    news: MilestoneReached
    keys: tuple[str, ...]
    """What it names: reference, container, booking, transport document."""
    received_at: AwareDatetime
    matched_to: str | None = None


class PickUpMilestones(Payload):
    """Ask for the events that waited for an import that names one of ``keys``."""

    keys: tuple[str, ...]
    reference: str


class PickedUp(Payload):
    """The events that had waited, in the order in which they came."""

    news: tuple[MilestoneReached, ...] = ()


class WaitingRoom(Protocol):
    """Events that match no import: kept, shown, picked up when the booking appears."""

    def keep(self, news: WaitingNews) -> None:
        """Keep an event; the same source and event id is kept once."""

    def waiting(self) -> list[WaitingNews]:
        """Return what is still unmatched."""

    def pick_up(self, keys: tuple[str, ...], reference: str) -> list[MilestoneReached]:
        """Match all events that name one of ``keys`` to an import and return them; repeatable."""


class JournalEntry(Payload):
    """One call of the foreign-trade system, written before it is made."""

    clearance: str
    step: str
    request_sha256: str
    request: str
    status: int | None = None
    answer: str | None = None
    at: AwareDatetime


class FilingJournal(Protocol):
    """Requests, answers and protocols, as evidence."""

    def about_to(self, entry: JournalEntry) -> int:
        """Write the entry before the call and return its id."""

    def answered(self, entry_id: int, status: int, answer: str) -> None:
        """Complete an entry."""

    def entries(self, clearance: str) -> list[JournalEntry]:
        """Return the entries of a clearance, oldest first."""


class WatchedRecord(Payload):
    """A record of the foreign-trade system that a workflow waits for."""

    credential: str
    number: str
    version: int
    workflow_id: str
    situation: str = ""
    channel: str | None = None
    asked_at: AwareDatetime | None = None
    open: bool = True


class WatchList(Protocol):
    """Which records are open, per credential."""

    def watch(self, record: WatchedRecord) -> None:
        """Add or replace a record by (credential, number)."""

    def open(self, credential: str) -> list[WatchedRecord]:
        """Return open records, the longest unasked first."""

    def forget(self, credential: str, number: str) -> None:
        """Close a record."""


class DemandReport(Payload):
    """Demand of one item in one week (Monday), or the stock counted on a day."""

    agreement: str
    item: str
    on: date
    quantity: Decimal
    source: str = "cli"


class ProgrammeBook(Protocol):
    """Agreements, demand and reported domestic stock."""

    def save_agreement(self, agreement: str, body: dict[str, Any]) -> None:
        """Add or replace an agreement."""

    def agreement(self, agreement: str) -> dict[str, Any] | None:
        """Return one."""

    def agreements(self) -> list[str]:
        """Return the names."""

    def report_demand(self, report: DemandReport) -> None:
        """Keep the weekly demand; a later report of the same week replaces it."""

    def demand(self, agreement: str) -> list[DemandReport]:
        """Return all demand, by item and week."""

    def report_stock(self, report: DemandReport) -> None:
        """Keep a count of domestic stock."""

    def stock(self, agreement: str) -> list[DemandReport]:
        """Return the newest count of each item."""


class AuditEntry(Payload):
    """Who did what, on whose behalf, when, and upon which evidence."""

    actor: Actor
    act: str
    subject: str
    at: AwareDatetime
    outcome: str = ""
    detail: dict[str, str] = {}


class Audit(Protocol):
    """Append-only."""

    def write(self, entry: AuditEntry) -> None:
        """Append an entry."""

    def of(self, subject: str) -> list[AuditEntry]:
        """Return the entries about a subject, oldest first."""


class Outbox(Protocol):
    """Messages sent, each key once."""

    def claim(self, key: str, at: datetime) -> bool:
        """Return True the first time a key is claimed."""
