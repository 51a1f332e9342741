"""A year of bonded stock: imports, releases and a foreign-trade system, each with its own count."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from sqlalchemy.exc import OperationalError

from customs.acts import DrawnItem, Released, ReleaseOpened
from customs.people import SYSTEM
from customs.views import ClearanceView
from simulator import bond as outside
from simulator.store import Store
from stock import steps
from stock.ledger import Ledger
from stock.movements import Movement
from stock.reconciling import LotCount
from stock.steps import Fact, Goods
from tests.unit.customs.orders import admission
from tests.unit.desk.house import House
from tests.web.orders import an_order
from workflows.bond import Bond

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAYS = 330
BUYER = "99100002000110"
STEPS = ("reserved", "in_clearance", "cleared", "picked_up", "delivered")


@dataclass
class Exit:
    """A release on its way: what it draws, and how far it is."""

    reference: str
    owner: str
    goods: Goods
    done: int = 0


@dataclass
class Year:
    """Legal acts by chance; each is told to whoever would hear of it."""

    ledger: Ledger
    system: Store
    dice: random.Random
    bonds: dict[str, Bond] = field(default_factory=dict)
    exits: list[Exit] = field(default_factory=list)
    free: dict[tuple[str, str, str], Decimal] = field(default_factory=dict)
    """(import, item, lot) → free quantity, as a planner would count it."""
    posted: list[Movement] = field(default_factory=list)
    tried_again: int = 0

    def run(self) -> None:
        """Live the year."""
        for day in range(DAYS):
            if day % 60 == 0:
                self._admit(day)
            for _ in range(self.dice.randint(0, 3)):
                self._act(day)
        for exit_ in [*self.exits]:
            while exit_ in self.exits:
                self._advance(exit_, DAYS)

    def counts(self) -> tuple[list[LotCount], list[LotCount]]:
        """Return what the imports and the foreign-trade system count."""
        ours = [
            LotCount(lot, left) for b in self.bonds.values() for lot, left in b.balance().items()
        ]
        rows = outside.balances(self.system)
        return ours, [LotCount(f"{r['number']}/{r['item']}", Decimal(r["left"])) for r in rows]

    def _act(self, day: int) -> None:
        acts = (self._call_off, self._go_on, self._go_on, self._go_on, self._allot, self._cancel)
        self.dice.choice(acts)(day)

    def _admit(self, day: int) -> None:
        reference, at = f"IMP-{day}", START + timedelta(days=day)
        view = ClearanceView(
            id=f"{reference}/admission-1", owner_reference=reference, kind="admission",
            state="released", order=admission(), number=f"26BR{day:011d}", released_at=at,
        )  # fmt: skip
        bond = self.bonds[reference] = Bond()
        lots = bond.enter(an_order(House(), reference), view)
        goods = tuple((lot.product, lot.lot, lot.quantity) for lot in lots)
        for lot in lots:
            self._surely(lambda lot=lot: self.ledger.open_lot(lot))  # type: ignore[misc]
        fact = Fact(reference, at, at)
        for movement in (
            steps.ordered(fact, goods, "VMI-1"), steps.shipped(fact, goods),
            steps.admitted(fact, goods),
        ):  # fmt: skip
            self._post(movement)
        self._tell_system(outside.admit, _declared(str(view.number), goods))
        self.free |= {(reference, item, lot): quantity for item, lot, quantity in goods}

    def _call_off(self, day: int) -> None:
        (owner, item, lot), free = self.dice.choice([*self.free.items()])
        quantity = Decimal(self.dice.randint(1, 6000)) / 2
        if quantity > free:
            return
        exit_ = Exit(f"{owner}-R{len(self.posted)}", owner, ((item, lot, quantity),))
        opened = ReleaseOpened(
            release=exit_.reference,
            items=_drawn(exit_.goods),
            at=self._fact(owner, day).occurred_at,
        )
        self.bonds[owner].open(opened)
        self.exits.append(exit_)
        self.free[owner, item, lot] -= quantity
        self._advance(exit_, day)

    def _go_on(self, day: int) -> None:
        if self.exits:
            self._advance(self.dice.choice(self.exits), day)

    def _advance(self, exit_: Exit, day: int) -> None:
        fact, number = self._fact(exit_.reference, day), f"D-{exit_.reference}"
        step = STEPS[exit_.done]
        more = {"in_clearance": (number,), "cleared": (number,), "delivered": ("main",)}
        if step == "in_clearance":
            self._tell_system(outside.draw, _declared(number, exit_.goods, linked=True))
        self._post(getattr(steps, step)(fact, exit_.goods, *more.get(step, ())))
        exit_.done += 1
        if exit_.done == len(STEPS):
            self._end(exit_, exit_.goods, fact)

    def _cancel(self, day: int) -> None:
        waiting = [exit_ for exit_ in self.exits if exit_.done == 1]
        if waiting:
            exit_ = self.dice.choice(waiting)
            fact = self._fact(exit_.reference, day)
            self._post(steps.unreserved(fact, exit_.goods))
            for item, lot, quantity in exit_.goods:
                self.free[exit_.owner, item, lot] += quantity
            self._end(exit_, (), fact)

    def _allot(self, day: int) -> None:
        (owner, item, lot), free = self.dice.choice([*self.free.items()])
        if free >= 10:
            fact, paper = self._fact(owner, day), f"A-{len(self.posted)}"
            goods = ((item, lot, Decimal(10)),)
            self._post(steps.allotted(fact, goods, BUYER, paper))
            self._post(steps.unallotted(fact, goods, BUYER, paper))

    def _end(self, exit_: Exit, goods: Goods, fact: Fact) -> None:
        act = Released(
            release=exit_.reference, items=_drawn(goods), occurred_at=fact.occurred_at,
            recorded_at=fact.recorded_at,
        )  # fmt: skip
        for _ in range(2):
            self.bonds[exit_.owner].take_out(act)
        self.exits.remove(exit_)

    def _fact(self, reference: str, day: int) -> Fact:
        at = START + timedelta(days=day, minutes=len(self.posted) % 600)
        return Fact(reference, at, at + timedelta(hours=1), SYSTEM)

    def _post(self, movement: Movement) -> None:
        self.posted.append(movement)
        self._surely(lambda: self.ledger.post(movement))
        if self.dice.random() < 0.1:
            self._surely(lambda: self.ledger.post(movement))

    def _surely(self, act: Callable[[], None]) -> None:
        """Do an act as an activity would: again, until the database answers."""
        until = time.monotonic() + 60
        while True:
            try:
                return act()
            except (OperationalError, psycopg.OperationalError):
                self.tried_again += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def _tell_system(self, act: Callable[[Store, Any], None], body: dict[str, Any]) -> None:
        with self.system.transaction():
            assert outside.problems(self.system, body) == []
            act(self.system, body)


def _drawn(goods: Goods) -> tuple[DrawnItem, ...]:
    return tuple(DrawnItem(item=item, lot=lot, quantity=size) for item, lot, size in goods)


def _declared(number: str, goods: Goods, linked: bool = False) -> dict[str, Any]:
    """Return as much of a declaration as the system's stock control reads."""
    items = {}
    for _, lot, quantity in goods:
        of, _, place = lot.rpartition("/")
        items[place] = {
            "identificacao": {"numeroItem": int(place)},
            "mercadoria": {"quantidadeComercial": str(quantity)},
            "declaracoesVinculadas": [{"tipo": "DUIMP", "numero": of, "numeroItem": place}],
        }
    special = {"motivoSituacaoEspecial": {"codigo": "1"}} if linked else {}
    return {"number": number, "items": items, "cover": {"carga": special}}
