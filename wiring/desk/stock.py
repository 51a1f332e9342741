"""The counter of bonded stock: what lies where, how it came there, what waiting costs."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from customs.clock import brazilian_date
from customs.duties import AssessmentRequest
from customs.duties.holding import Suspended, left_of, suspended
from customs.payload import Payload, StoredRef
from gateways.doors import QuoteMissing, Unavailable
from stock.lots import LotEvent, LotState
from stock.movements import Movement
from stock.reports.audit import AuditLine, audit_lines, audit_report, event_lines
from stock.reports.kardex import CardLine, card_report, kardex
from stock.reports.permanence import permanence_report
from stock.reports.position import LotPosition, position_report, positions
from stock.reports.table import Report
from stock.reports.waiting import Waiting, waiting_report
from wiring.desk.counter import Counter
from wiring.desk.errors import NotFound


class Moment(NamedTuple):
    """At which the ledger is read: what had occurred by then, of what was known by then."""

    as_of: datetime | None = None
    known_at: datetime | None = None


REPORTS = "position, permanence, card, audit, suspended"
"""The reports of the stock."""
NOW = Moment()
"""The ledger as it is."""


class LotPage(Payload):
    """One lot with all that became of it."""

    position: LotPosition
    card: tuple[CardLine, ...]
    events: tuple[LotEvent, ...]


class StockCounter(Counter):
    """Answers from the ledger alone, at any moment of either clock."""

    async def position(self, moment: Moment = NOW) -> list[LotPosition]:
        """Return every lot with what is held of it, earliest end of term first."""
        now = moment.as_of or await self.now()
        return await asyncio.to_thread(self._positions, moment, brazilian_date(now))

    async def lot(self, name: str, moment: Moment = NOW) -> LotPage:
        """Return a lot, its card and what else happened to it.

        Raises:
            NotFound: no lot had this name by then.
        """
        held = [each for each in await self.position(moment) if each.state.lot.lot == name]
        if not held:
            raise NotFound("unknown-lot", f"There is no lot {name!r} in bond.")
        movements = await asyncio.to_thread(self.ports.ledger.movements, None, name)
        events = await asyncio.to_thread(self.ports.ledger.lot_events, name)
        return LotPage(
            position=held[0],
            card=tuple(kardex(_until(movements, moment), [name])),
            events=tuple(e for e in events if _seen(e, moment)),
        )

    async def card(self, name: str, moment: Moment = NOW) -> list[CardLine]:
        """Return the card of a lot, or of an item over all its lots.

        Raises:
            NotFound: there is neither.
        """
        lots = await asyncio.to_thread(self._lots_of, name)
        movements = await asyncio.to_thread(self._movements_of, lots)
        return kardex(_until(movements, moment), lots)

    async def audit_extract(self, name: str | None = None) -> list[AuditLine]:
        """Return who changed what, of one lot, of an item, or of everything in the ledger."""
        return await asyncio.to_thread(self._audited, name)

    async def waiting_duties(self) -> Waiting:
        """Return what all that lies in bond would owe today, and would have owed at admission.

        Raises:
            NotFound: today's quote of a currency is not published.
        """
        today = brazilian_date(await self.now())
        return await asyncio.to_thread(self._waiting, today)

    async def stock_report(
        self, kind: str, name: str | None = None, moment: Moment = NOW
    ) -> Report:
        """Return a report: ``position``, ``permanence``, ``card``, ``audit`` or ``suspended``.

        ``name`` is a lot or an item; a card needs one.

        Raises:
            NotFound: there is no such report, lot or item.
        """
        on = brazilian_date(moment.as_of or await self.now())
        if kind == "card":
            return card_report(name or "", await self.card(name or "", moment))
        if kind == "audit":
            return audit_report(await self.audit_extract(name), {})
        if kind == "suspended":
            return waiting_report(await self.waiting_duties())
        held = await self.position(moment)
        if kind == "permanence":
            return permanence_report(held, on)
        if kind == "position":
            known = moment.known_at and brazilian_date(moment.known_at)
            return position_report(held, on, known)
        raise NotFound("unknown-report", f"There is no report {kind!r}; there are: {REPORTS}.")

    def _positions(self, moment: Moment, on: date) -> list[LotPosition]:
        ledger = self.ports.ledger
        states = ledger.lot_states(as_of=moment.as_of)
        return positions(states, ledger.balances("", None, *moment), on)

    def _lots_of(self, name: str) -> list[str]:
        lots = [lot.lot for lot in self.ports.ledger.lots() if name in (lot.lot, lot.product)]
        if not lots:
            raise NotFound("unknown-lot", f"There is no lot or item {name!r} in bond.")
        return lots

    def _movements_of(self, lots: Iterable[str]) -> list[Movement]:
        read = (m for lot in lots for m in self.ports.ledger.movements(lot=lot))
        once = {movement.key: movement for movement in read}
        return sorted(once.values(), key=lambda m: (m.occurred_at, m.recorded_at))

    def _audited(self, name: str | None) -> list[AuditLine]:
        ledger = self.ports.ledger
        lots = ledger.lots()
        if name is not None:
            named = set(self._lots_of(name))
            lots = [lot for lot in lots if lot.lot in named]
            movements = self._movements_of(named)
        else:
            movements = ledger.movements()
        lines = audit_lines(movements, lots)
        for lot in lots:
            lines += event_lines(lot, ledger.lot_events(lot.lot))
        return lines

    def _waiting(self, today: date) -> Waiting:
        pack = self.ports.packs.shelf.in_force()
        held: dict[str, dict[int, LotPosition]] = defaultdict(dict)
        for position in self._positions(NOW, today):
            if position.left:
                admission, _, place = position.state.lot.lot.rpartition("/")
                held[admission][int(place) if place.isdigit() else 0] = position
        found = [self._suspended(name, items, today) for name, items in sorted(held.items())]
        return Waiting(on=today, rule_pack=pack.sha256, admissions=tuple(found))

    def _suspended(self, name: str, items: dict[int, LotPosition], today: date) -> Suspended:
        first = next(iter(items.values())).state
        try:
            admission = self._admission(first)
            left = {place: position.left for place, position in items.items()}
            request = left_of(admission, left, dict(admission.exchange))
            rates = {currency: self._rate(currency, today) for currency in admission.currencies()}
        except (ValueError, IndexError, QuoteMissing, Unavailable) as why:
            day = brazilian_date(first.lot.admitted_at)
            return Suspended(admission=name, registered_on=day, problem=str(why))
        return suspended(request, (today, rates), self.ports.packs.shelf.in_force(), name)

    def _rate(self, currency: str, today: date) -> Decimal:
        rate: Decimal = self.ports.packs.rates.quote(currency, today).rate
        return rate

    def _admission(self, state: LotState) -> AssessmentRequest:
        ref: StoredRef | None = state.lot.request
        if ref is None:
            raise ValueError("the input of its admission's assessment is not kept")
        return AssessmentRequest.model_validate(self.ports.store.get_json(ref))


def _until(movements: Iterable[Movement], moment: Moment) -> list[Movement]:
    return [movement for movement in movements if _seen(movement, moment)]


def _seen(said: Movement | LotEvent, moment: Moment) -> bool:
    occurred = moment.as_of is None or said.occurred_at <= moment.as_of
    return occurred and (moment.known_at is None or said.recorded_at <= moment.known_at)
