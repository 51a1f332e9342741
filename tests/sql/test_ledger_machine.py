"""A machine that does anything a ledger allows, and much that it does not."""

import inspect
import os
from collections import defaultdict
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine

from customs.people import SYSTEM
from stock import steps
from stock.accounts import never_negative
from stock.ledger import Ledger
from stock.lots import LotEvent, LotEventKind
from stock.memory import MemoryLedger
from stock.movements import (
    LotExpired,
    Movement,
    MovementConflict,
    Overdrawn,
    TooEarly,
    UnknownLot,
)
from stock.sql import SqlLedger
from tests.postgres import TestServer
from tests.sql.test_ledger_under_load import unequal
from tests.unit.stock.goods import (
    DAY_ONE,
    ON_A_RELEASE,
    ON_AN_IMPORT,
    a_lot,
    fact,
    goods,
    moved,
)
from wiring.database import make_engine

IMPORTS, RELEASES = st.sampled_from(["I-1", "I-2"]), st.sampled_from(["R-1", "R-2", "R-3"])
ACCOUNTS = st.sampled_from(
    ["supplier:S", "in_transit:I", "bonded", "reserved:R", "in_clearance:D", "domestic:m", "lost"]
)
PIECES, DAYS = st.integers(1, 60), st.integers(-1, 12)
LOTS = st.sampled_from(["", "L1", "L2"])
QUANTITIES = st.decimals("0.001", "60", places=3)
KEYS = st.integers(0, 40).map(lambda n: f"M-{n}/x")
MOVEMENTS = st.builds(moved, KEYS, ACCOUNTS, ACCOUNTS, QUANTITIES, LOTS)


class LedgerMachine(RuleBasedStateMachine):
    """The ledger in PostgreSQL beside a list of what was accepted, and the one in memory."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.sql = SqlLedger(self.engine)
        self.memory = MemoryLedger()
        self.accepted: dict[str, Movement] = {}

    def _post(self, movement: Movement) -> None:
        answers = [_answer(ledger, movement) for ledger in (self.sql, self.memory)]
        assert answers[0] == answers[1]
        if answers[0] == "posted":
            self.accepted.setdefault(movement.key, movement)

    @rule(step=st.sampled_from(sorted(ON_AN_IMPORT)), reference=IMPORTS, size=PIECES, day=DAYS)
    def on_an_import(self, step: str, reference: str, size: int, day: int) -> None:
        """Take a step of an import's life, in its turn or out of it."""
        lot = f"{reference}/1"
        self._post(ON_AN_IMPORT[step](fact(reference, day), goods(size, lot=lot)))

    @rule(
        step=st.sampled_from(sorted(ON_A_RELEASE)),
        names=st.tuples(RELEASES, IMPORTS),
        size=PIECES,
        day=DAYS,
    )
    def on_a_release(self, step: str, names: tuple[str, str], size: int, day: int) -> None:
        """Take a step of a release's life."""
        reference, source = names
        self._post(ON_A_RELEASE[step](fact(reference, day), goods(size, lot=f"{source}/1")))

    @rule(reference=IMPORTS, until=st.sampled_from([date(2026, 3, 20), date(2027, 3, 20)]))
    def extend(self, reference: str, until: date) -> None:
        """Extend the term of a lot, if it is there."""
        event = LotEvent(
            key=f"{reference}/{until}", lot=f"{reference}/1", kind=LotEventKind.EXTENDED,
            occurred_at=DAY_ONE, recorded_at=DAY_ONE, actor=SYSTEM, until=until,
        )  # fmt: skip
        for ledger in (self.sql, self.memory):
            with suppress(UnknownLot):
                ledger.note(event)

    @rule(reference=IMPORTS)
    def open_a_lot(self, reference: str) -> None:
        """Open the lot of an import: from now on its term counts."""
        for ledger in (self.sql, self.memory):
            ledger.open_lot(a_lot(f"{reference}/1", "2026-03-10"))

    @rule(movement=MOVEMENTS)
    def post(self, movement: Movement) -> None:
        """Post anything."""
        self._post(movement)

    @rule(movement=MOVEMENTS, more=MOVEMENTS)
    def post_two_as_one(self, movement: Movement, more: Movement) -> None:
        """Post a movement of four lines: all of it or nothing."""
        lines = movement.postings + more.postings
        self._post(movement.model_copy(update={"postings": lines}))

    @rule(quantity=QUANTITIES, key=KEYS)
    def receive(self, quantity: Decimal, key: str) -> None:
        """Bring goods in, so that there is something to take."""
        self._post(moved(key, "supplier:S", "bonded", str(quantity)))

    @rule(data=st.data())
    def post_again(self, data: st.DataObject) -> None:
        """Repeat what was accepted: nothing changes."""
        if self.accepted:
            self._post(data.draw(st.sampled_from(sorted(self.accepted.values(), key=_key))))

    @invariant()
    def balances_are_the_sums_of_what_was_accepted(self) -> None:
        """Both ledgers, the balance rows, and the plain sum agree; no goods below zero."""
        sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for movement in self.accepted.values():
            for posting in movement.postings:
                sums[posting.account, posting.lot] += posting.quantity
        held = {(b.account, b.lot): b.quantity for b in self.sql.balances()}
        assert held == {key: quantity for key, quantity in sums.items() if quantity}
        assert all(quantity > 0 for key, quantity in held.items() if never_negative(key[0]))
        assert sum(held.values()) == 0

    def teardown(self) -> None:
        """The database's own count, and the story as told, are right too."""
        assert unequal(self.engine) == 0
        assert {m.key: m for m in self.sql.movements()} == self.accepted
        self.engine.dispose()


def _key(movement: Movement) -> str:
    return movement.key


def _answer(ledger: Ledger, movement: Movement) -> str:
    try:
        ledger.post(movement)
    except (MovementConflict, Overdrawn, LotExpired, TooEarly) as refused:
        return type(refused).__name__
    return "posted"


EXAMPLES = int(os.environ.get("LEDGER_EXAMPLES", "24"))
"""Lives of a ledger, fifty steps each; two hundred are the ten thousand steps of ``make chaos``."""


def test_the_machine_takes_every_step_that_there_is() -> None:
    builders = {
        name
        for name, made in inspect.getmembers(steps, inspect.isfunction)
        if made.__module__ == steps.__name__ and not name.startswith("_")
    }
    assert builders - {"gone"} <= {*ON_AN_IMPORT, *ON_A_RELEASE}


@pytest.fixture
def machine(postgres: TestServer) -> type[LedgerMachine]:
    """A machine whose every example runs on a database of its own."""

    class OnItsOwn(LedgerMachine):
        def __init__(self) -> None:
            self.engine = make_engine(postgres.app_url(postgres.new_database()), pool_size=1)
            super().__init__()

    return OnItsOwn


def test_no_order_of_movements_breaks_the_ledger(machine: type[LedgerMachine]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
