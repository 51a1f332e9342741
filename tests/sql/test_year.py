"""A year of bonded stock with a database that is killed: in the end everybody counts the same."""

import os
import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from simulator.store import Store
from stock.ledger import Ledger
from stock.memory import MemoryLedger
from stock.movements import Movement
from stock.reconciling import Source, our_counts, reconcile
from stock.sql import SqlLedger
from tests.postgres import TestServer
from tests.sql.test_ledger_under_load import unequal
from tests.sql.year import Year

SEEDS = int(os.environ.get("YEARS", "3"))
"""Years that are lived in memory; ``YEARS=500`` looks longer."""


def differences(year: Year) -> list[str]:
    """What the ledger and the two others do not agree on."""
    ours, theirs = year.counts()
    states, held = year.ledger.lot_states(), year.ledger.balances()
    return [
        f"{found}"
        for source, counts in ((Source.WORKFLOWS, ours), (Source.PORTAL, theirs))
        for found in reconcile(our_counts(states, held, source), counts, source)
    ]


def off(ledger: Ledger, posted: list[Movement]) -> dict[tuple[str, str], Decimal]:
    """Where the balances are not the plain sums of what was posted."""
    sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for posting in (p for movement in posted for p in movement.postings):
        sums[posting.account, posting.lot] += posting.quantity
    for balance in ledger.balances():
        sums[balance.account, balance.lot] -= balance.quantity
    return {key: quantity for key, quantity in sums.items() if quantity}


@contextmanager
def killed_now_and_then(server: TestServer, year: Year) -> Iterator[None]:
    """Kill every process of the database three times while the year goes on."""
    over = threading.Event()

    def kill() -> None:
        for part in (1, 2, 3):
            while len(year.posted) < part * 60 and not over.wait(0.005):
                pass
            server.restart_hard()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_a_year_everybody_counts_the_same(seed: int, tmp_path: Path) -> None:
    year = Year(MemoryLedger(), Store(tmp_path / "system"), random.Random(seed))
    year.run()

    assert len(year.posted) > 300
    assert differences(year) == []
    assert off(year.ledger, year.posted) == {}


def test_after_a_year_of_crashes_everybody_counts_the_same(
    postgres: TestServer, engine: Engine, owner: Engine, tmp_path: Path
) -> None:
    year = Year(SqlLedger(engine), Store(tmp_path / "system"), random.Random(7))
    with killed_now_and_then(postgres, year):
        year.run()

    assert year.tried_again > 0
    assert differences(year) == []
    assert off(year.ledger, year.posted) == {}
    assert unequal(engine) == 0
    assert {m.key for m in year.ledger.movements()} == {m.key for m in year.posted}


def test_the_comparison_would_see_one_piece(tmp_path: Path) -> None:
    year = Year(MemoryLedger(), Store(tmp_path / "system"), random.Random(1))
    year.run()
    with year.system.transaction():
        year.system.write("update bond set drawn = drawn + 1 where item = 1")

    assert len(differences(year)) == 6
