"""What customs is told of goods at a bonded place that we keep ourselves (API Recintos)."""

from decimal import Decimal

from temporalio import workflow

from activities.recintos import RecintoActivities
from customs.acts import Released
from customs.losses import ReportLoss
from customs.orders import ImportOrder
from customs.people import SYSTEM
from customs.recintos import DEPOSITARY, RecintoEvent, RecintoKind, RecordRecintoEvents
from stock.movements import Lot
from stock.steps import Fact
from workflows import patience


class Keeper:
    """Has the events of one import's lots written down; silent where another keeps the place."""

    def __init__(self, order: ImportOrder) -> None:
        self._order = order

    async def tell_stored(self, lots: tuple[Lot, ...], fact: Fact) -> None:
        """Tell of the lots of an admission: made, and put where they lie."""
        kinds = (RecintoKind.MADE, RecintoKind.STORED)
        await self._tell(
            *(
                self._event(kind, lot.lot, lot.quantity, fact, place=lot.place)
                for lot in lots
                for kind in kinds
            )
        )

    async def tell_harmed(self, act: ReportLoss) -> None:
        """Tell of goods that are gone or damaged."""
        fact = Fact(self._order.reference, act.occurred_at, act.at, act.actor)
        what = "avaria" if act.damaged else "extravio"
        said = {"what": what, "document": act.document}
        await self._tell(self._event(RecintoKind.HARMED, act.lot, act.quantity, fact, **said))

    async def tell_loaded(self, act: Released) -> None:
        """Tell of what a release took away."""
        fact = Fact(self._order.reference, act.occurred_at, act.recorded_at, SYSTEM)
        loaded = tuple(
            self._event(RecintoKind.LOADED, i.lot, i.quantity, fact, release=act.release)
            for i in act.items
        )
        if loaded and self._keeps() and workflow.patched("keeper-tells-what-was-loaded"):
            await self._tell(*loaded)

    def _keeps(self) -> bool:
        return self._order.warehouse.mode == DEPOSITARY

    async def _tell(self, *told: RecintoEvent) -> None:
        if told and self._keeps():
            await workflow.execute_activity_method(
                RecintoActivities.record, RecordRecintoEvents(events=told), **patience.OURS
            )

    def _event(
        self, kind: RecintoKind, lot: str, quantity: Decimal, fact: Fact, **said: str
    ) -> RecintoEvent:
        return RecintoEvent(
            key="/".join((fact.reference, kind, lot, *said.values())),
            kind=kind,
            recinto=self._order.warehouse.recinto,
            reference=fact.reference,
            lot=lot,
            quantity=quantity,
            occurred_at=fact.occurred_at,
            recorded_at=fact.recorded_at,
            actor=fact.actor,
            said=said,
        )
