"""What an import orders of others: its clearance, its questions, its movements of goods."""

from datetime import datetime
from decimal import Decimal

from customs.acts import DeclarationNews
from customs.declared import entry_goods, paper_facts
from customs.milestones import MilestoneReached
from customs.orders import DONE, ClearanceOrder, DeclaredGoods, ImportOrder, TaskOrder
from customs.people import Role
from customs.plan import Regime
from stock import steps
from stock.movements import Lot, Movement
from stock.steps import Fact
from workflows.clock import BusinessTime
from workflows.logbook import Logbook
from workflows.paper_desk import PaperDesk
from workflows.tally import TallyDesk


class ImportMoves:
    """The ledger movements of one import, each under its permanent key."""

    def __init__(self, order: ImportOrder) -> None:
        self._order = order
        self._supplier = order.agreement or order.parties.exporter.name
        self._goods = tuple((item.id, "", item.quantity) for item in order.items)
        self._shipped = False

    def ordered(self, at: datetime) -> Movement:
        """The supplier owes us the goods."""
        return steps.ordered(self._fact(at, at), self._goods, self._supplier)

    def shipped(self, news: MilestoneReached) -> Movement:
        """The goods left."""
        self._shipped = True
        return steps.shipped(self._heard(news), self._goods)

    def undone(self, at: datetime) -> Movement:
        """The order is cancelled."""
        fact = self._fact(at, at)
        return steps.undone(fact, self._goods, self._supplier, self._shipped)

    def admitted(self, lots: tuple[Lot, ...], news: DeclarationNews) -> Movement:
        """The goods lie in bond, lot by lot."""
        goods = tuple((lot.product, lot.lot, lot.quantity) for lot in lots)
        return steps.admitted(self._heard(news), goods)

    def settled(self, lots: tuple[Lot, ...], news: DeclarationNews) -> tuple[Movement, ...]:
        """What was shipped and not admitted leaves transit; so does what came without being shipped.

        Posted once, as the admission's: whose debt it is stands in the tally's claim.
        """
        admitted: dict[str, Decimal] = {}
        for lot in lots:
            admitted[lot.product] = admitted.get(lot.product, Decimal(0)) + lot.quantity
        off = tuple(
            (item.id, "", item.quantity - admitted.get(item.id, Decimal(0)))
            for item in self._order.items
        )
        short = tuple(each for each in off if each[2] > 0)
        over = tuple((item, lot, -quantity) for item, lot, quantity in off if quantity < 0)
        fact = self._heard(news)
        made = (steps.found_short, short), (steps.found_over, over)
        return tuple(step(fact, goods, "admission") for step, goods in made if goods)

    def filed(self, news: DeclarationNews) -> Movement:
        """The goods of a direct import stand under a declaration."""
        return steps.direct_in_clearance(self._heard(news), self._goods, news.number)

    def cleared(self, news: DeclarationNews) -> Movement:
        """The declaration is released."""
        return steps.cleared(self._heard(news), self._goods, news.number)

    def picked_up(self, news: MilestoneReached) -> Movement:
        """The goods left the warehouse."""
        return steps.picked_up(self._heard(news), self._goods)

    def delivered(self, news: MilestoneReached) -> Movement:
        """The goods are at the buyer's site."""
        return steps.delivered(self._heard(news), self._goods, self._order.site)

    def _heard(self, news: MilestoneReached | DeclarationNews) -> Fact:
        return self._fact(news.occurred_at, news.recorded_at)

    def _fact(self, at: datetime, recorded_at: datetime) -> Fact:
        return Fact(reference=self._order.reference, occurred_at=at, recorded_at=recorded_at)


def goods_by_papers(order: ImportOrder, papers: PaperDesk) -> tuple[DeclaredGoods, ...]:
    """Return the goods as the papers agree on them."""
    return entry_goods(order.items, order.charges, papers.reconciliation)


def entry_clearance(
    order: ImportOrder,
    papers: PaperDesk,
    log: Logbook,
    n: int,
    time: BusinessTime,
    tally: TallyDesk,
) -> ClearanceOrder:
    """Return the order of the entry declaration, from what the papers agreed on."""
    checked = log.reached("CE_CHECKED")
    bonded = order.plan.regime is Regime.BONDED
    return ClearanceOrder(
        owner_reference=order.reference,
        kind=order.plan.entry_declaration,
        n=n,
        parties=order.parties,
        ownership=order.ownership,
        modality=order.modality,
        warehouse=order.warehouse,
        goods=tally.declared(goods_by_papers(order, papers)),
        papers=tuple(read.paper.file for read in papers.in_force()),
        paper_facts=paper_facts(papers.in_force()),
        comparison=papers.reconciliation.report if papers.reconciliation else None,
        transport=order.transport,
        incoterm=order.incoterm,
        cargo_id=order.cargo_id or (checked.note if checked else None),
        state=order.state,
        afrmm_due=order.transport == "sea" and not bonded,
        credential=order.credential,
        preparer=papers.preparer or order.started_by,
        preparers=(order.started_by.person, *papers.preparers),
        clock=time.reading(),
        owner_workflow=f"import/{order.reference}",
    )


def declare_again(reference: str, time: BusinessTime) -> TaskOrder:
    """Return the question put when a declaration ended without a release."""
    return TaskOrder(
        owner_reference=reference,
        kind="declare_again",
        title=f"Declaração de {reference} cancelada: declarar de novo",
        title_en=f"Declaration of {reference} was cancelled: declare again",
        instructions="A aduana cancelou a declaração. Conclua para preparar outra.",
        instructions_en="Customs cancelled the declaration. Complete to prepare another.",
        roles=(Role.BROKER,),
        outcomes=(DONE,),
        clock=time.reading(),
    )
