"""Where the pieces of an agreement are, as ledger and programme book say together."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal

from customs.clock import BRASILIA
from customs.programme import ReviewProgramme
from planning.demand import WeeklyDemand
from planning.position import Position, domestic_now
from planning.release_pacing import LotFree
from records.ports import DemandReport, ProgrammeBook
from stock.movements import Balance, Ledger, Lot

_FIELD = {
    "bonded": "bonded",
    "reserved": "reserved",
    "in_clearance": "in_clearance",
    "cleared": "on_the_road",
    "to_domestic": "on_the_road",
}
"""Kind of account → where a lot's pieces are (DESIGN.md 9)."""


class Whereabouts:
    """The goods of one agreement on the day of a review.

    The agreement's goods are those of the imports that its programme started or
    heard of: the ledger's ``bonded`` account is shared, and lots name their import.
    """

    def __init__(self, asked: ReviewProgramme, book: ProgrammeBook, ledger: Ledger) -> None:
        self._asked = asked
        self._ledger = ledger
        self._demand = book.demand(asked.agreement.name)
        self._counts = {count.item: count for count in book.stock(asked.agreement.name)}
        self._lots = _of(asked.used, ledger)
        self._balances = {lot.lot: ledger.balances(lot=lot.lot) for lot in self._lots}
        self._unposted = [r for r in asked.releases if not ledger.movements(r.reference)]

    def demand(self, item: str) -> WeeklyDemand:
        """Return the item's weekly demand."""
        return WeeklyDemand.of({r.on: r.quantity for r in self._demand if r.item == item})

    def position(self, item: str) -> Position:
        """Return where the pieces of an item are."""
        held = dict.fromkeys(_FIELD.values(), Decimal(0))
        for balance in self._of_item(item):
            kind = balance.account.split(":")[0]
            if kind in _FIELD:
                held[_FIELD[kind]] += balance.quantity
        called_off = self._called_off(item)
        held["bonded"] -= called_off
        held["reserved"] += called_off
        in_transit, on_order = self._at_sea(item)
        return Position(
            domestic=self._domestic(item), in_transit=in_transit, on_order=on_order, **held
        )

    def free_lots(self, item: str) -> list[LotFree]:
        """Return what is free of each bonded lot, the first to expire before all."""
        return [
            LotFree(lot.lot, lot.import_reference, lot.expires_on, free)
            for lot in self._lots
            if lot.product == item and (free := self._free(lot)) > 0
        ]

    def _free(self, lot: Lot) -> Decimal:
        bonded = _sum(b for b in self._balances[lot.lot] if b.account == "bonded")
        draws = (draw for release in self._unposted for draw in release.draws)
        return bonded - sum((d.quantity for d in draws if d.lot == lot.lot), Decimal(0))

    def _called_off(self, item: str) -> Decimal:
        """Return what was called off by releases that the ledger does not know yet."""
        draws = (draw for release in self._unposted for draw in release.draws)
        return sum((draw.quantity for draw in draws if draw.item == item), Decimal(0))

    def _domestic(self, item: str) -> Decimal:
        count: DemandReport | None = self._counts.get(item)
        if count is None:
            return _sum(self._shelf(item, None))
        opening = datetime.combine(count.on, time(), BRASILIA) - timedelta(microseconds=1)
        delivered = _sum(self._shelf(item, None)) - _sum(self._shelf(item, opening))
        asked = self.demand(item).between(count.on, self._asked.on)
        return domestic_now(count.quantity, delivered, asked)

    def _shelf(self, item: str, as_of: datetime | None) -> Iterable[Balance]:
        """Return what the ledger delivered to the agreement's site, of our lots."""
        site = f"domestic:{self._asked.agreement.site}"
        return [
            balance
            for balance in self._ledger.balances(site, as_of=as_of)
            if balance.account == site and balance.product == item and balance.lot in self._balances
        ]

    def _at_sea(self, item: str) -> tuple[Decimal, Decimal]:
        """Return what is in transit and what is on order.

        An order of which the ledger has heard nothing yet counts as it was ordered.
        """
        in_transit = on_order = Decimal(0)
        for each in self._asked.imports:
            sea = _sum(self._at(f"in_transit:{each.reference}", item))
            placed = _sum(self._at(f"on_order:{each.reference}", item))
            in_transit += sea
            on_order += placed
            if not self._is_posted(each.reference):
                on_order += each.ordered.get(item, Decimal(0))
        return in_transit, on_order

    def _is_posted(self, reference: str) -> bool:
        return bool(self._ledger.movements(reference))

    def _at(self, account: str, item: str) -> Iterable[Balance]:
        return [
            balance
            for balance in self._ledger.balances(account)
            if balance.account == account and balance.product == item
        ]

    def _of_item(self, item: str) -> Iterable[Balance]:
        return [b for held in self._balances.values() for b in held if b.product == item]


def _of(used: tuple[str, ...], ledger: Ledger) -> list[Lot]:
    return [lot for reference in used for lot in ledger.lots(import_reference=reference)]


def _sum(balances: Iterable[Balance]) -> Decimal:
    return sum((balance.quantity for balance in balances), Decimal(0))
