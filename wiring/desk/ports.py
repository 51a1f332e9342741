"""What the desk needs: the ports of the house, and a small door to the workflows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from activities.rule_packs import PackShelf
from customs.duties.packs import RulePack
from customs.payload import Payload
from customs.storage_bill import PriceTable
from gateways.doors import ObjectStore
from records.letters import Letters
from records.local_costs import LocalCostBook
from records.ports import (
    Audit,
    BusinessClock,
    People,
    ProgrammeBook,
    References,
    WaitingRoom,
)
from records.products import ProductCatalogue
from records.rulebook import PackBook
from records.snapshots import Snapshots
from stock.ledger import Ledger
from stock.reconciling import LotCount

if TYPE_CHECKING:
    from activities.previewing import ImpactDesk
    from activities.quotes import KeptRates

T = TypeVar("T", bound=Payload)


class Refusal(Exception):
    """A workflow said no: the permanent type of its refusal, and its sentence."""

    def __init__(self, type: str, message: str, details: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.type = type
        self.message = message
        self.details = details


class NotRunning(Exception):
    """No open workflow has this id: it never was, or it has closed."""


class NoAnswer(Exception):
    """The engine or its workers did not answer in time; repeating with the same id is safe."""


class Workflows(Protocol):
    """The running workflows, as the desk speaks to them. Every method may raise ``NoAnswer``."""

    async def start(self, workflow: str, order: Payload, *, id: str) -> bool:
        """Start a workflow; return False if one with this id is, or ever was, there."""

    async def update(
        self, id: str, name: str, argument: Payload, *, update_id: str, answer: type[T]
    ) -> T:
        """Do an act and return its answer; again with the same ``update_id`` is the same answer.

        Raises:
            Refusal: the workflow said no.
            NotRunning: there is no such open workflow.
        """

    async def signal(self, id: str, name: str, argument: Payload) -> bool:
        """Tell an open workflow; return False if there is none."""


class OutsideClock(Protocol):
    """The outside world's business date, where it follows the story (the simulator)."""

    async def set(self, now: datetime) -> None:
        """Set it."""


class OutsideStock(Protocol):
    """The stock control of the foreign-trade system: what is left of each admission item."""

    def counts(self) -> list[LotCount]:
        """Return what is left of every admission item.

        Raises:
            Unavailable: it did not answer.
        """


class RuleBooks(Protocol):
    """Rule packs and exchange quotes, and the preview of a proposed pack."""

    @property
    def book(self) -> PackBook: ...
    @property
    def shelf(self) -> PackShelf: ...
    @property
    def rates(self) -> "KeptRates": ...
    @property
    def impact(self) -> "ImpactDesk": ...


@dataclass(frozen=True)
class Ports:
    """The ports that the desk is furnished with."""

    workflows: Workflows
    snapshots: Snapshots
    people: People
    references: References
    waiting: WaitingRoom
    audit: Audit
    clock: BusinessClock
    store: ObjectStore
    ledger: Ledger
    book: ProgrammeBook
    products: ProductCatalogue
    letters: Letters
    costs: LocalCostBook
    rules: Callable[[], RulePack]
    """Read when first needed; says which NCM codes may be declared on a day."""
    packs: RuleBooks
    prices: Callable[[str, date], PriceTable | None] = lambda recinto, day: None
    """The price table of a bonded place on a day, None if the house has none."""
    outside_clock: OutsideClock | None = None
    outside_stock: OutsideStock | None = None
    """None: the foreign-trade system publishes no such balance."""
