"""What a release orders of others: its clearance, its questions, its movements of goods."""

from collections.abc import Iterable
from datetime import datetime

from customs.acts import DeclarationNews, DrawnItem, Released, ReleaseOpened, TaskDecided
from customs.declared import paper_facts
from customs.milestones import MilestoneReached
from customs.orders import (
    APPROVE,
    DONE,
    REFUSE,
    ClearanceOrder,
    DeclaredGoods,
    FormField,
    ReleaseOrder,
    TaskOrder,
)
from customs.papers import Reconciliation
from customs.people import Role
from customs.reais import brl, reais
from customs.views import FundsRequest
from stock import accounts, steps
from stock.movements import Movement
from stock.steps import Fact
from workflows.clock import BusinessTime
from workflows.paper_desk import PaperDesk
from workflows.telling import tell


class ReleaseMoves:
    """The ledger movements of one release, each under its permanent key."""

    def __init__(self, order: ReleaseOrder) -> None:
        self._order = order
        self._goods = tuple(
            (line.item.id, draw.lot, draw.quantity) for line in order.items for draw in line.draws
        )

    def reserved(self, at: datetime) -> Movement:
        """Promised to this release; after the term, as an overdue exit."""
        promise = steps.overdue if self._order.plan.after_term else steps.reserved
        return promise(self._fact(at, at), self._goods)

    def unreserved(self, at: datetime) -> Movement:
        """Given back."""
        return steps.unreserved(self._fact(at, at), self._goods)

    def filed(self, news: DeclarationNews) -> Movement:
        """Under a registered declaration."""
        return steps.in_clearance(self._heard(news), self._goods, news.number)

    def withdrawn(self, news: DeclarationNews, at: datetime) -> Movement:
        """Customs cancelled the declaration: reserved again."""
        return steps.withdrawn(self._fact(at, at), self._goods, news.number)

    def cleared(self, news: DeclarationNews) -> Movement:
        """Released by customs, still at the warehouse."""
        return steps.cleared(self._heard(news), self._goods, news.number)

    def picked_up(self, news: MilestoneReached) -> Movement:
        """On the road to the buyer."""
        return steps.picked_up(self._heard(news), self._goods)

    def delivered(self, news: MilestoneReached) -> Movement:
        """At the buyer's site."""
        return steps.delivered(self._heard(news), self._goods, self._order.site)

    def under(self, number: str, at: datetime, decided: TaskDecided) -> Movement:
        """Under what a person filed outside the house."""
        return steps.in_clearance(self._said(at, decided), self._goods, number)

    def taken_back(self, number: str, at: datetime) -> Movement:
        """What was filed no longer stands: reserved again."""
        return steps.withdrawn(self._fact(at, at), self._goods, number)

    def gone(self, number: str, at: datetime, decided: TaskDecided) -> Movement:
        """Out of bond for good, by an act of a person."""
        source = accounts.in_clearance(number)
        fact, goes_to = self._said(at, decided), self._order.plan.goes_to
        return steps.gone(fact, self._goods, goes_to, source, number)

    def _said(self, at: datetime, decided: TaskDecided) -> Fact:
        return Fact(
            reference=self._order.reference,
            occurred_at=at,
            recorded_at=decided.at,
            actor=decided.actor,
        )

    def _heard(self, news: MilestoneReached | DeclarationNews) -> Fact:
        return self._fact(news.occurred_at, news.recorded_at)

    def _fact(self, at: datetime, recorded_at: datetime) -> Fact:
        return Fact(reference=self._order.reference, occurred_at=at, recorded_at=recorded_at)


def drawn_by_import(order: ReleaseOrder) -> dict[str, tuple[DrawnItem, ...]]:
    """Return what is drawn from each import."""
    drawn: dict[str, list[DrawnItem]] = {}
    for line in order.items:
        for draw in line.draws:
            item = DrawnItem(lot=draw.lot, item=draw.item, quantity=draw.quantity)
            drawn.setdefault(draw.import_reference, []).append(item)
    return {reference: tuple(items) for reference, items in drawn.items()}


async def tell_opened(order: ReleaseOrder, at: datetime) -> None:
    """Tell each import that lots of it are reserved."""
    for reference, items in drawn_by_import(order).items():
        act = ReleaseOpened(release=order.reference, items=items, at=at)
        await tell(f"import/{reference}", "release_opened", act)


async def tell_ended(order: ReleaseOrder, delivered_at: datetime | None, now: datetime) -> None:
    """Tell each import what was taken: nothing, if the release was cancelled."""
    for reference, items in drawn_by_import(order).items():
        act = Released(
            release=order.reference,
            items=items if delivered_at else (),
            occurred_at=delivered_at or now,
            recorded_at=now,
        )
        await tell(f"import/{reference}", "released", act)


def at_sale_price(
    goods: Iterable[DeclaredGoods], papers: Reconciliation | None
) -> tuple[DeclaredGoods, ...]:
    """Return ``goods`` at the unit prices of the owner's invoice, once it is agreed upon."""
    found = papers.found if papers else ()
    prices = {one.item: one.unit_price for one in found if one.unit_price is not None}
    return tuple(
        g.model_copy(
            update={
                "item": g.item.model_copy(
                    update={"unit_price": prices.get(g.item.id, g.item.unit_price)}
                )
            }
        )
        for g in goods
    )


def clearance_order(
    order: ReleaseOrder,
    goods: tuple[DeclaredGoods, ...],
    papers: PaperDesk,
    n: int,
    time: BusinessTime,
) -> ClearanceOrder:
    """Return the order of the consumption declaration."""
    return ClearanceOrder(
        owner_reference=order.reference,
        kind=order.plan.declaration,
        n=n,
        parties=order.parties,
        ownership=order.ownership,
        modality=order.modality,
        warehouse=order.warehouse,
        goods=goods,
        papers=tuple(read.paper.file for read in papers.in_force()),
        paper_facts=paper_facts(papers.in_force()),
        comparison=papers.reconciliation.report if papers.reconciliation else None,
        incoterm=order.incoterm,
        state=order.state,
        afrmm_due=True,
        credential=order.credential,
        preparer=papers.preparer or order.started_by,
        preparers=(order.started_by.person, *papers.preparers),
        clock=time.reading(),
        holds=("invoice", "funds"),
        owner_workflow=f"release/{order.reference}",
    )


def acceptance(order: ReleaseOrder, time: BusinessTime) -> TaskOrder:
    """Return the buyer's acceptance: the acquirer becomes owner and pays (practice 1.5.20)."""
    lines = [f"{line.item.id}: {line.item.quantity} {line.item.unit}" for line in order.items]
    return TaskOrder(
        owner_reference="",
        kind="acceptance",
        title=f"Aceitar a liberação {order.reference}",
        title_en=f"Accept release {order.reference}",
        instructions="\n".join(lines),
        instructions_en="\n".join(lines),
        roles=order.plan.accepted_by,
        outcomes=(APPROVE, REFUSE),
        clock=time.reading(),
    )


def funding(order: ReleaseOrder, request: FundsRequest, time: BusinessTime) -> TaskOrder:
    """Return the request for funds (numerário) to the buyer."""
    said = (
        f"Tributos {reais(request.taxes)} + margem {reais(request.margin)} "
        f"+ despesas locais {reais(request.local)} = {reais(request.total)}"
    )
    return TaskOrder(
        owner_reference="",
        kind="funds",
        title=f"Numerário de {order.reference}: {reais(request.total)}",
        title_en=f"Funds for {order.reference}: {brl(request.total)}",
        instructions=said,
        instructions_en=f"Confirm the receipt of {brl(request.total)}.",
        roles=(Role.BUYER, Role.BROKER),
        outcomes=(DONE,),
        fields=(
            FormField(
                name="received_brl",
                label="Valor recebido (R$)",
                label_en="Received (BRL)",
                type="decimal",
                value=str(request.total),
            ),
        ),
        clock=time.reading(),
    )
