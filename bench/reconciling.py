"""What it costs to hold a hundred thousand lots against everybody who counts them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from bench.measurement import Measurement, seconds
from stock.extracts import read_extract
from stock.lots import LotState, states_of
from stock.movements import Balance, Lot
from stock.reconciling import Source, our_counts, reconcile

LOTS = 100_000
_WRONG = 1000
"""One lot in so many has a piece too few in the extract."""


def measure() -> Iterator[Measurement]:
    """Read the extract and compare, for each source; what the ledger reads is timed elsewhere."""
    names = [f"26BR{number:011d}/1" for number in range(LOTS)]
    states = states_of([_lot(name) for name in names], [])
    held = [
        Balance(account=account, product="A", lot=name, quantity=Decimal(50))
        for name in names
        for account in ("bonded", "reserved:R")
    ]
    rows = [f"{name},{100 if n % _WRONG else 99}" for n, name in enumerate(names)]
    body = "\n".join(["lot,quantity", *rows]).encode()
    took = seconds(lambda: _all(states, held, body))
    yield Measurement(f"{LOTS:,} lots reconciled with three", f"{took:.1f} s", "60 s", "")


def _all(states: list[LotState], held: list[Balance], body: bytes) -> None:
    for source in Source:
        found = reconcile(our_counts(states, held, source), read_extract(body), source)
        if len(found) != LOTS // _WRONG:
            raise AssertionError(f"{len(found)} differences were found")


def _lot(name: str) -> Lot:
    return Lot(
        lot=name,
        import_reference=name,
        product="A",
        quantity=Decimal(100),
        admitted_at=datetime(2026, 3, 2, tzinfo=UTC),
        expires_on="2027-03-02",
    )
