"""What the laws of the ledger cost: a movement, against two rows that nobody checks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import Engine, text

from bench.measurement import Measurement, seconds
from stock.movements import Movement
from stock.sql import SqlLedger
from stock.steps import Fact, ordered
from wiring.database import make_engine
from wiring.settings import Settings

_MOVEMENTS = 500
_WHEN = datetime(2026, 1, 5, 12, tzinfo=UTC)
_GOODS = (("A", "", Decimal(60000)),)


def measure(settings: Settings) -> Iterator[Measurement]:
    """Post movements of two postings one after the other, each its own transaction."""
    engine = make_engine(settings.database_url, pool_size=1)
    ledger = SqlLedger(engine)
    movements = [_movement(number) for number in range(_MOVEMENTS)]

    def post() -> None:
        for movement in movements:
            ledger.post(movement)

    ours = seconds(post) / _MOVEMENTS
    bare = _bare(engine)
    engine.dispose()
    reference = f"insert of two rows {_told(bare)}"
    yield Measurement("movement of two postings", _told(ours), "6 ×", reference)


def _movement(number: int) -> Movement:
    fact = Fact(reference=f"BENCH-{number}", occurred_at=_WHEN, recorded_at=_WHEN)
    return ordered(fact, _GOODS, "bench")


def _bare(engine: Engine) -> float:
    table = "create table bench_rows (account text, product text, lot text, quantity numeric)"
    rows = text("insert into bench_rows values ('a', 'A', '', -60000), ('b', 'A', '', 60000)")
    at_once = engine.execution_options(isolation_level="AUTOCOMMIT")
    with at_once.connect() as connection:
        connection.execute(text(table))

    def insert() -> None:
        for _ in range(_MOVEMENTS):
            with at_once.connect() as connection:
                connection.execute(rows)

    return seconds(insert) / _MOVEMENTS


def _told(took: float) -> str:
    return f"{took * 1000:.1f} ms, {1 / took:.0f}/s"
