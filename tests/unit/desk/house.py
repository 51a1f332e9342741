"""A desk over fakes, its people, and the forms that its tests fill in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from activities.rule_packs import shipped_pack
from customs.clock import ClockReading
from customs.orders import APPROVE, REFUSE, FormField, TaskOrder
from customs.payload import StoredRef
from customs.people import Actor, Role
from customs.storage_bill import PriceTable
from customs.views import TaskView
from records.ports import Person
from stock.memory import MemoryLedger
from tests.unit.desk.fakes import (
    FakeAudit,
    FakeBook,
    FakeClock,
    FakeCosts,
    FakeLetters,
    FakeOutside,
    FakePeople,
    FakeProducts,
    FakeReferences,
    FakeSnapshots,
    FakeStore,
    FakeWaitingRoom,
    FakeWorkflows,
)
from tests.unit.desk.rule_fakes import FakeRuleBooks
from wiring.desk import Desk, Ports
from wiring.desk.access import actor_of

NOW = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
PASSWORD = "a fine long password"
PEOPLE = {
    "bruna": (Role.BROKER,),
    "otto": (Role.OPERATOR,),
    "ana": (Role.APPROVER,),
    "paulo": (Role.PLANNER,),
    "breno": (Role.BUYER,),
    "sun": (Role.SUPPLIER,),
    "aude": (Role.AUDITOR,),
    "root": (Role.ADMIN,),
}


@dataclass
class House:
    """Everything fake, and the desk over it."""

    snapshots: FakeSnapshots = field(default_factory=FakeSnapshots)
    people: FakePeople = field(default_factory=FakePeople)
    references: FakeReferences = field(default_factory=FakeReferences)
    waiting: FakeWaitingRoom = field(default_factory=FakeWaitingRoom)
    audit: FakeAudit = field(default_factory=FakeAudit)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    store: FakeStore = field(default_factory=FakeStore)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    book: FakeBook = field(default_factory=FakeBook)
    products: FakeProducts = field(default_factory=FakeProducts)
    letters: FakeLetters = field(default_factory=FakeLetters)
    costs: FakeCosts = field(default_factory=FakeCosts)
    outside: FakeOutside = field(default_factory=FakeOutside)
    prices: dict[str, PriceTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workflows = FakeWorkflows(self.snapshots)
        self.packs = FakeRuleBooks(self.store, self.clock, self.ledger)
        for name, roles in PEOPLE.items():
            limit = Decimal(115000) if name == "ana" else None
            person = Person(name=name, full_name=name, roles=roles, authority_brl=limit)
            self.people.add(person, PASSWORD)
        self.desk = Desk(
            Ports(
                workflows=self.workflows,
                snapshots=self.snapshots,
                people=self.people,
                references=self.references,
                waiting=self.waiting,
                audit=self.audit,
                clock=self.clock,
                store=self.store,
                ledger=self.ledger,
                book=self.book,
                products=self.products,
                letters=self.letters,
                costs=self.costs,
                rules=shipped_pack,
                packs=self.packs,
                outside_clock=self.outside,
                prices=lambda recinto, day: self.prices.get(recinto),
            )
        )

    def actor(self, name: str) -> Actor:
        """A person of the house, as the author of an act."""
        return actor_of(self.people.accounts[name][0])

    def open_task(self, task: TaskView) -> TaskView:
        """Put an open task into the house."""
        self.snapshots.put("task", task.id, task)
        self.workflows.open.add(f"task/{task.id}")
        return task


def a_form(**changes: Any) -> dict[str, Any]:
    """A direct import by air, as JSON."""
    lume = {"name": "Lume Comércio Exterior Ltda", "cnpj": "99.100.001/0001-75"}
    rolamar = {"name": "Rolamar Distribuidora Ltda", "cnpj": "99.100.002/0001-10"}
    form = {
        "reference": "IMP-7",
        "regime": "direct",
        "transport": "air",
        "incoterm": "FCA",
        "parties": {
            "exporter": {"name": "Ningbo Haiyue Bearing Co.", "country": "CN"},
            "consignee": rolamar,
            "broker": lume,
        },
        "warehouse": {"name": "Teca", "recinto": "8911101", "unit": "0817700"},
        "items": [
            {
                "id": "A",
                "description": "Ball bearing 6205-2RS",
                "ncm": "8482.10.10",
                "quantity": "2000",
                "unit_price": "1.95",
                "net_weight_kg": "256",
                "origin": "CN",
            }
        ],
        "charges": {"freight": "680.00", "insurance": "7.80"},
        "air_waybills": ["020-1234 5675"],
    }
    return form | changes


def an_approval(n: int = 1, evidence: StoredRef | None = None, **changes: Any) -> TaskView:
    """An approval of a clearance of IMP-7, open."""
    order = TaskOrder(
        owner_reference="IMP-7/consumption-1",
        kind="approval",
        n=n,
        title="Aprovar",
        title_en="Approve",
        roles=(Role.APPROVER,),
        outcomes=(APPROVE, REFUSE),
        fields=(
            FormField(name="rate", label="Taxa", label_en="Rate", type="decimal", required=False),
            FormField(name="day", label="Dia", label_en="Day", type="date"),
        ),
        evidence=evidence,
        guarded=("approve",),
        clock=ClockReading(now=NOW),
    )
    view = {"id": f"IMP-7/consumption-1/approval-{n}", "order": order, "state": "OPEN"}
    return TaskView.model_validate(view | changes)
