"""Many at once, and PostgreSQL killed in between: the ledger stays right to the unit."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import Engine, text

from stock.accounts import never_negative
from stock.movements import Movement, Overdrawn
from stock.sql import SqlLedger
from tests.postgres import TestServer
from tests.unit.stock.goods import ON_A_RELEASE, ON_AN_IMPORT, fact, goods, moved
from wiring.database import make_engine

UNEQUAL = text(
    "select count(*) from (select account, product, lot, sum(quantity) as quantity from posting"
    " group by 1, 2, 3) p full join balance b using (account, product, lot)"
    " where coalesce(p.quantity, 0) <> coalesce(b.quantity, 0)"
)


def unequal(engine: Engine) -> int:
    """How many balance rows differ from the sum of their postings."""
    with engine.connect() as connection:
        return int(connection.execute(UNEQUAL).scalar_one())


@pytest.fixture
def wide(database_url: str) -> Iterator[Engine]:
    """An engine with room for sixteen at once."""
    engine = make_engine(database_url, pool_size=16)
    yield engine
    engine.dispose()


def outcome(ledger: SqlLedger, movement: Movement) -> str:
    """Post and say how it went."""
    try:
        ledger.post(movement)
    except Overdrawn:
        return "overdrawn"
    return "posted"


def test_of_fifty_at_once_exactly_what_fits_goes_out(wide: Engine) -> None:
    ledger = SqlLedger(wide)
    ledger.post(moved("IMP-1/x", "supplier:S", "bonded", 100))
    asked = [moved(f"R-{n}/reserved", "bonded", f"reserved:R-{n}", 10) for n in range(50)]
    with ThreadPoolExecutor(16) as pool:
        answers = Counter(pool.map(lambda movement: outcome(ledger, movement), asked))
    assert answers == {"posted": 10, "overdrawn": 40}
    assert ledger.balances("bonded") == []
    assert sum(balance.quantity for balance in ledger.balances("reserved")) == 100
    assert unequal(wide) == 0


def test_one_movement_sent_by_many_at_once_is_kept_once(wide: Engine) -> None:
    ledger = SqlLedger(wide)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ledger.post, [moved("IMP-1/x", "supplier:S", "bonded", 7)] * 64))
    assert [balance.quantity for balance in ledger.balances("bonded")] == [7]


def test_movements_that_cross_wait_for_each_other_and_never_lock(wide: Engine) -> None:
    ledger = SqlLedger(wide)
    ledger.post(moved("IMP-1/x", "supplier:S", "bonded", 500))
    ledger.post(moved("IMP-2/x", "supplier:S", "domestic:a", 500))
    there = [moved(f"X-{n}/go", "bonded", "domestic:a", 1) for n in range(200)]
    back = [moved(f"X-{n}/back", "domestic:a", "bonded", 1) for n in range(200)]
    new = [moved(f"N-{n}/x", f"supplier:{n % 7}", f"discrepancy:{n % 5}", 1) for n in range(200)]
    mixed = [movement for three in zip(there, back, new, strict=True) for movement in three]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(ledger.post, mixed))
    assert [balance.quantity for balance in ledger.balances("bonded")] == [500]
    assert unequal(wide) == 0


@contextmanager
def posting_without_pause(post: Callable[[int], None]) -> Iterator[list[int]]:
    """Post numbered movements from another thread while the body runs; tells what was tried."""
    tried: list[int] = []
    over = threading.Event()

    def run() -> None:
        while not over.is_set():
            tried.append(len(tried))
            post(tried[-1])

    thread = threading.Thread(target=run)
    thread.start()
    yield tried
    over.set()
    thread.join()


def test_after_a_crash_the_next_call_works_and_nothing_is_half_done(
    postgres: TestServer, wide: Engine
) -> None:
    ledger = SqlLedger(wide)
    ledger.post(moved("IMP-1/x", "supplier:S", "bonded", 1_000_000))
    cut: list[int] = []

    def post(n: int) -> None:
        try:
            ledger.post(moved(f"R-{n}/reserved", "bonded", "reserved:R", 1))
        except psycopg.OperationalError:
            cut.append(n)

    with posting_without_pause(post) as tried:
        for _ in range(3):
            postgres.restart_hard()
    assert cut, "no call met the crash"
    assert unequal(wide) == 0
    for n in cut.copy():
        post(n)
    assert ledger.balances("reserved")[0].quantity == len(tried)
    assert unequal(wide) == 0


def test_an_idle_connection_that_died_is_replaced_before_it_is_used(
    postgres: TestServer, engine: Engine
) -> None:
    ledger = SqlLedger(engine)
    ledger.post(moved("IMP-1/x", "supplier:S", "bonded", 5))
    postgres.restart_hard()
    ledger.post(moved("R-1/reserved", "bonded", "reserved:R", 5))
    assert [balance.account for balance in ledger.balances("reserved")] == ["reserved:R"]


def any_movement(dice: random.Random, n: int) -> Movement:
    """Return some step of some import's or release's life, in its turn or out of it."""
    lot = f"I-{dice.randrange(4)}/1"
    if dice.random() < 0.5:
        build = ON_AN_IMPORT[dice.choice(sorted(ON_AN_IMPORT))]
        made = build(fact(lot.partition("/")[0]), goods(dice.randint(1, 50), lot=lot))
    else:
        build = ON_A_RELEASE[dice.choice(sorted(ON_A_RELEASE))]
        made = build(fact(f"R-{dice.randrange(6)}"), goods(dice.randint(1, 50), lot=lot))
    return made.model_copy(update={"key": f"{made.key}/{n}"})


def test_thirty_two_at_once_break_no_law(database_url: str, wide: Engine) -> None:
    crowd = make_engine(database_url, pool_size=32)
    ledger = SqlLedger(crowd)
    for n in range(4):
        ledger.post(moved(f"I-{n}/x", "supplier:S", "bonded", 5000, f"I-{n}/1"))

    def live(n: int) -> list[Movement]:
        dice = random.Random(n)
        tried = [any_movement(dice, n * 1000 + step) for step in range(40)]
        return [movement for movement in tried if outcome(ledger, movement) == "posted"]

    with ThreadPoolExecutor(32) as pool:
        accepted = [movement for lived in pool.map(live, range(32)) for movement in lived]
    crowd.dispose()
    sums: Counter[tuple[str, str]] = Counter({("bonded", f"I-{n}/1"): 5000 for n in range(4)})
    for movement in accepted:
        for posting in movement.postings:
            sums[posting.account, posting.lot] += int(posting.quantity)
    kept = {(b.account, b.lot): int(b.quantity) for b in SqlLedger(wide).balances()}
    owed = {key: -5000 for key in kept if key[0] == "supplier:S" and key[1]}
    for key, quantity in owed.items():
        sums[key] += quantity
    assert kept == {key: quantity for key, quantity in sums.items() if quantity}
    assert all(q > 0 for (account, _), q in kept.items() if never_negative(account))
    assert len(accepted) > 200
    assert unequal(wide) == 0
