"""What the ledger costs: a movement against two rows that nobody checks, and ten million postings.

The large ledger is filled by its owner past the triggers, in the shape that a year of imports
gives it: lots of eight movements each, and their balance rows.
"""

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from bench.measurement import Measurement, seconds
from stock.movements import Movement
from stock.sql import SqlLedger
from stock.sql.till import Till
from stock.steps import Fact, ordered
from wiring.database import make_engine
from wiring.migrations import upgrade
from wiring.settings import Settings

T = TypeVar("T")
CONNECTIONS = 4
MOVEMENTS = 3000
BATCH = 100
SIZES = [
    int(size) for size in os.environ.get("BENCH_POSTINGS", "10000,1000000,10000000").split(",")
]
"""Postings that the large ledger has when its answers are timed."""
_PER_LOT = 16
_ASKED = 400
_WHEN = datetime(2026, 1, 5, 12, tzinfo=UTC)
_BARE = "insert into bench_rows values (%s, %s, %s, %s), (%s, %s, %s, %s)"
_TWO_ROWS = ("a", "A", "", Decimal(-60000), "b", "A", "", Decimal(60000))


def measure(settings: Settings) -> Iterator[Measurement]:
    """Post one at a time and in batches, then ask of ever larger ledgers."""
    with _database(settings, "bench_postings") as (owner, app):
        yield from _postings(owner, app)
    with _database(settings, "bench_size") as (owner, app):
        yield from _sizes(owner, app)


def _postings(owner: Engine, app: Engine) -> Iterator[Measurement]:
    _run(owner, "create table bench_rows (account text, product text, lot text, quantity numeric)",
         "grant all on bench_rows to entreposto_app")  # fmt: skip
    ledger, till = SqlLedger(app), Till(app)
    rounds = [_round(ledger, till, start) for start in range(0, 5 * MOVEMENTS, MOVEMENTS)]
    bare, ours = sorted(rounds, key=lambda pair: pair[1] / pair[0])[len(rounds) // 2]
    what = f"movements, each its transaction, {CONNECTIONS} connections"
    least = "at least 0.4 of the reference"
    yield Measurement(
        what, f"{ours:.0f}/s ({ours / bare:.2f})", least, f"two bare rows {bare:.0f}/s"
    )
    many = [_movement(10 * MOVEMENTS + n) for n in range(MOVEMENTS)]
    batches = [many[start : start + BATCH] for start in range(0, MOVEMENTS, BATCH)]
    began = time.perf_counter()
    for batch in batches:
        ledger.post_many(batch)
    took = time.perf_counter() - began
    told = f"{MOVEMENTS / took:.0f}/s"
    yield Measurement(f"movements in batches of {BATCH}", told, "at least 5,000/s", "as above")


def _round(ledger: SqlLedger, till: Till, start: int) -> tuple[float, float]:
    bare = _rate(lambda _: till.one(_BARE, _TWO_ROWS), range(MOVEMENTS))
    movements = [_movement(start + number) for number in range(MOVEMENTS)]
    return bare, _rate(ledger.post, movements)


def _rate(act: Callable[[T], object], many: Sequence[T]) -> float:
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        return len(many) / seconds(lambda: list(pool.map(act, many)))


def _movement(number: int) -> Movement:
    fact = Fact(reference=f"BENCH-{number}", occurred_at=_WHEN, recorded_at=_WHEN)
    return ordered(fact, (("A", "", Decimal(60000)),), f"bench-{number % CONNECTIONS}")


def _sizes(owner: Engine, app: Engine) -> Iterator[Measurement]:
    ledger, held = SqlLedger(app), 0
    for size in SIZES:
        _fill(owner, held // _PER_LOT, size // _PER_LOT)
        held = size
        dice = random.Random(size)  # noqa: S311 - which lots are asked of
        names = [f"L{dice.randrange(size // _PER_LOT)}" for _ in range(_ASKED)]
        for what, most, asked in (
            ("position of a lot", "5 ms", {}),
            ("balance as of a date", "20 ms", {"as_of": _WHEN + timedelta(days=3)}),
            ("balance as known on a date", "20 ms", {"known_at": _WHEN + timedelta(days=3)}),
        ):
            took = _p99(ledger, names, asked)
            told = f"{what} of {size:,} postings, p99"
            yield Measurement(told, f"{took:.1f} ms", most, f"with {SIZES[0]:,} postings")


def _p99(ledger: SqlLedger, names: Sequence[str], asked: Mapping[str, datetime]) -> float:
    took = []
    for name in names:
        began = time.perf_counter()
        ledger.balances("bonded", lot=name, **asked)
        took.append(time.perf_counter() - began)
    return sorted(took)[int(len(took) * 0.99)] * 1000


_GUARDED = ("movement", "posting", "balance")
_MOVEMENTS_OF_LOTS = text("""
    insert into movement (key, reference, occurred_at, recorded_at, reason, actor, fact, lines)
        select 'L' || l || '/' || n, 'I' || l, timestamptz '2026-01-05Z' + n * interval '1 day',
            timestamptz '2026-01-05Z' + n * interval '1 day', 'moved', '{}', 'f', 2
        from generate_series(cast(:first as int), cast(:last as int)) l, generate_series(0, 7) n""")
_THEIR_POSTINGS = text("""
    insert into posting (movement, line, account, product, lot, quantity, occurred_at)
        select m.id, p.line,
            case when p.line = 1 then 'bonded' when split_part(m.key, '/', 2) = '0'
                then 'in_transit:' || m.reference else 'reserved:R' || m.id end,
            'A', split_part(m.key, '/', 1),
            case when (split_part(m.key, '/', 2) = '0') = (p.line = 1) then 1 else -1 end
                * case when split_part(m.key, '/', 2) = '0' then 100 else 10 end, m.occurred_at
        from movement m, (values (1), (2)) p (line)
        where m.id > (select coalesce(max(movement), 0) from posting)""")
_THEIR_BALANCES = text("""
    insert into balance select account, product, lot, sum(quantity) from posting
        where lot in (select 'L' || l from generate_series(cast(:first as int), cast(:last as int)) l) group by 1, 2, 3""")


def _fill(owner: Engine, first: int, last: int) -> None:
    """Add lots ``first`` to ``last``: each comes in once and leaves in seven parts."""
    span = {"first": first, "last": last - 1}
    _run(owner, *(f"alter table {table} disable trigger all" for table in _GUARDED))
    with owner.begin() as connection:
        connection.execute(_MOVEMENTS_OF_LOTS, span)
        connection.execute(_THEIR_POSTINGS)
        connection.execute(_THEIR_BALANCES, span)
    _run(owner, "analyze")


def _run(engine: Engine, *statements: str) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def _database(settings: Settings, name: str) -> Iterator[tuple[Engine, Engine]]:
    """Make a database beside the house's own, and remove it in the end."""
    admin = make_engine(settings.migrations_url, pool_size=1)
    _run(admin, f"create database {name}")
    urls = [
        make_url(url).set(database=name).render_as_string(hide_password=False)
        for url in (settings.migrations_url, settings.database_url)
    ]
    upgrade(urls[0])
    owner, app = make_engine(urls[0], pool_size=1), make_engine(urls[1], pool_size=CONNECTIONS)
    try:
        yield owner, app
    finally:
        owner.dispose()
        app.dispose()
        _run(admin, f"drop database {name} with (force)")
        admin.dispose()
