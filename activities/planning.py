"""The daily review of a VMI programme: where everything is, and what to do about it."""

from dataclasses import dataclass
from decimal import Decimal

from temporalio import activity

from activities.proposals import order_proposal, release_proposal
from activities.whereabouts import Whereabouts
from customs.agreement import AgreedItem, Agreement
from customs.orders import LotDraw
from customs.programme import ItemOutlook, ProposedItem, Review, ReviewProgramme
from planning.demand import WeeklyDemand
from planning.position import Position
from planning.projection import project
from planning.release_pacing import (
    Band,
    ReleaseTerms,
    comes_along,
    first_expired_first_out,
    is_due,
    is_release_day,
    release_quantity,
    whole_pallets,
)
from planning.replenishment import SupplyTerms, must_order, order_by
from records.ports import ProgrammeBook
from stock.ledger import Ledger

HORIZON = 365
"""Days that a projection looks ahead."""


@dataclass(frozen=True)
class _Line:
    """One agreed item on the day of the review."""

    agreed: AgreedItem
    counted: bool
    """Nothing is proposed because of an item whose shelf nobody counted."""
    position: Position
    demand: WeeklyDemand
    outlook: ItemOutlook

    @property
    def band(self) -> Band:
        """The item's agreed bounds."""
        return Band(self.agreed.min, self.agreed.max, self.agreed.order_multiple)


class PlanningActivities:
    """Looks at a programme as a planner would every morning."""

    def __init__(self, book: ProgrammeBook, ledger: Ledger) -> None:
        self._book = book
        self._ledger = ledger

    @activity.defn(name="planning.review")
    def review(self, asked: ReviewProgramme) -> Review:
        """Project every item and say what to order from the supplier or to release from bond."""
        goods = Whereabouts(asked, self._book, self._ledger)
        lines = [_line(each, goods, asked) for each in asked.agreement.items]
        proposals = []
        if "order" not in asked.silent and _order_is_due(lines, asked):
            proposals.append(order_proposal(asked, [line.outlook for line in lines]))
        if "release" not in asked.silent and (items := _to_release(lines, goods, asked)):
            proposals.append(release_proposal(asked, items, [line.outlook for line in lines]))
        return Review(
            on=asked.on,
            outlook=tuple(line.outlook for line in lines),
            proposals=tuple(proposals),
        )


def _line(agreed: AgreedItem, goods: Whereabouts, asked: ReviewProgramme) -> _Line:
    item = agreed.item.id
    position, demand = goods.position(item), goods.demand(item)
    shelf = project(position.release_loop, demand, asked.on, agreed.min, HORIZON)
    echelon = project(position.supply_loop, demand, asked.on, agreed.min, HORIZON)
    terms = _supply_terms(asked.agreement)
    outlook = ItemOutlook(
        item=item,
        domestic=position.domestic,
        coming=position.coming,
        bonded=position.bonded,
        in_transit=position.in_transit,
        on_order=position.on_order,
        min=agreed.min,
        max=agreed.max,
        min_on=shelf.min_on,
        at_min=dict(shelf.days)[shelf.min_on] if shelf.min_on else None,
        short_on=shelf.short_on,
        echelon_min_on=echelon.min_on,
        order_by=order_by(echelon.min_on, terms) if echelon.min_on else None,
    )
    return _Line(agreed, goods.is_counted(item), position, demand, outlook)


def _order_is_due(lines: list[_Line], asked: ReviewProgramme) -> bool:
    minimums = [line.outlook.echelon_min_on for line in lines if line.counted]
    return must_order(asked.on, minimums, _supply_terms(asked.agreement))


def _to_release(
    lines: list[_Line], goods: Whereabouts, asked: ReviewProgramme
) -> list[ProposedItem]:
    terms = _release_terms(asked.agreement)
    due = any(
        line.counted and is_due(line.position.release_loop, line.agreed.min) for line in lines
    )
    if not due or not is_release_day(asked.on, terms):
        return []
    proposed = (_released(line, goods, asked, terms) for line in lines)
    return [each for each in proposed if each is not None]


def _released(
    line: _Line, goods: Whereabouts, asked: ReviewProgramme, terms: ReleaseTerms
) -> ProposedItem | None:
    shelf = line.position.release_loop
    if not comes_along(shelf, line.demand, asked.on, line.agreed.min, terms):
        return None
    lots = goods.free_lots(line.agreed.item.id)
    free = sum((lot.free for lot in lots), Decimal(0))
    wanted = release_quantity(shelf, line.demand, asked.on, line.band, terms)
    draws = first_expired_first_out(whole_pallets(wanted, free, line.band.pallet), lots)
    if not draws:
        return None
    item = line.agreed.item
    quantity = sum((draw.quantity for draw in draws), Decimal(0))
    weight = (item.net_weight_kg * quantity / item.quantity).quantize(Decimal("0.001"))
    return ProposedItem(
        item=item.model_copy(update={"quantity": quantity, "net_weight_kg": weight}),
        draws=tuple(
            LotDraw(
                import_reference=draw.import_reference,
                lot=draw.lot,
                item=item.id,
                quantity=draw.quantity,
            )
            for draw in draws
        ),
    )


def _supply_terms(agreement: Agreement) -> SupplyTerms:
    return SupplyTerms(
        lead_days=agreement.lead_time_days,
        release_days=agreement.release_days,
        safety_days=agreement.safety_days,
    )


def _release_terms(agreement: Agreement) -> ReleaseTerms:
    return ReleaseTerms(
        release_days=agreement.release_days,
        cover_days=agreement.release_cover_days,
        weekdays=agreement.release_weekdays,
    )
