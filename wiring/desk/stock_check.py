"""The counter of reconciliation: the ledger held against everybody who counts the same goods."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable

from customs.payload import Payload
from customs.people import Actor
from customs.views import ImportView
from stock.correcting import Correction, correction
from stock.extracts import BadExtract, read_extract
from stock.reconciling import LotCount, LotDifference, Source, our_counts, reconcile
from wiring.desk.counter import Counter
from wiring.desk.errors import Invalid
from wiring.desk.lists import all_open


class Checked(Payload):
    """One difference, and what would set it right; None where only people or customs can."""

    difference: LotDifference
    correction: Correction | None = None


class StockCheck(Payload):
    """What was held against the ledger, and what differs. Nothing is set right by it."""

    sources: tuple[Source, ...]
    lots: int
    found: tuple[Checked, ...]


class StockCheckCounter(Counter):
    """Compares; what is to be done about a difference is for people."""

    async def reconcile_stock(self, extract: bytes | None, actor: Actor) -> StockCheck:
        """Hold the ledger against imports, customs, and a warehouse's extract if there is one.

        Raises:
            Invalid: the extract cannot be read.
            Away: the foreign-trade system does not answer.
        """
        async with self.act(actor, "stock.reconcile", "stock") as note:
            check = await asyncio.to_thread(self._check, extract, actor)
            note["differences"] = str(len(check.found))
            return check

    def _check(self, extract: bytes | None, actor: Actor) -> StockCheck:
        readers: dict[Source, Callable[[], Iterable[LotCount]]] = {
            Source.WORKFLOWS: self._import_counts
        }
        outside = self.ports.outside_stock
        if outside is not None:
            readers[Source.PORTAL] = outside.counts
        if extract is not None:
            readers[Source.WAREHOUSE] = lambda: _read(extract)
        told = {source: list(read()) for source, read in readers.items()}
        # Last: what moves meanwhile was counted by the others before it was by us.
        states, balances = self.ports.ledger.lot_states(), self.ports.ledger.balances()
        differences = [
            difference
            for source, counts in told.items()
            for difference in reconcile(our_counts(states, balances, source), counts, source)
        ]
        lots = {state.lot.lot: state.lot for state in states}
        held = defaultdict(list)
        for balance in balances:
            held[balance.lot].append(balance)
        at, found = self.ports.clock.read().now, []
        for each in differences:
            lot = lots.get(each.lot)
            right = correction(each, lot, held[each.lot], actor, at) if lot else None
            found.append(Checked(difference=each, correction=right))
        return StockCheck(sources=tuple(told), lots=len(lots), found=tuple(found))

    def _import_counts(self) -> Iterable[LotCount]:
        for row in all_open(self.ports.snapshots, "import", "reference"):
            for lot, quantity in ImportView.model_validate(row).balance.items():
                yield LotCount(lot=lot, quantity=quantity)


def _read(extract: bytes) -> list[LotCount]:
    try:
        return read_extract(extract)
    except BadExtract as wrong:
        raise Invalid(
            "bad-extract", f"The extract cannot be read: {wrong}.", field="extract"
        ) from wrong
