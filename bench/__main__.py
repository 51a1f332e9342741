"""``make bench``: every measurement, in one table."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import (
    accuracy,
    duties,
    impact,
    ledger,
    reading,
    reconciling,
    stack,
    supplier_memory,
    updates,
)
from bench.measurement import Measurement
from cli.tables import show_table
from tests.embedded import Stack


def measure() -> Iterator[Measurement]:
    """Measure on a stack of its own, in a folder that is gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="entreposto-"))
    running = Stack(home)
    try:
        yield from stack.measure(running)
        yield from updates.measure(running.settings())
        yield from ledger.measure(running.settings())
        yield from reading.measure()
        yield from accuracy.measure()
        yield from supplier_memory.measure()
        yield from impact.measure()
        yield from duties.measure()
        yield from reconciling.measure()
    finally:
        running.down()
        shutil.rmtree(home)


if __name__ == "__main__":
    rows = [tuple(measurement) for measurement in measure()]
    show_table(("what", "measured", "at most", "reference in the same run"), rows)
