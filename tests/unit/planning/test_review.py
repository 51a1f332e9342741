"""The daily review, over the ledger as the story leaves it."""

from datetime import date, datetime
from decimal import Decimal

from activities.planning import PlanningActivities
from customs.agreement import AgreedItem
from customs.clock import BRASILIA
from customs.orders import LotDraw
from customs.programme import Review, ReviewProgramme, StartedImport, StartedRelease
from records.ports import DemandReport
from stock import steps
from stock.memory import MemoryLedger
from stock.movements import Balance, Lot
from tests.workflows.programme_world import BEARING, an_agreement

BLOCK = BEARING.model_copy(
    update={"id": "B", "quantity": Decimal(9000), "net_weight_kg": Decimal(7110)}
)
AGREEMENT = an_agreement("STORY").model_copy(
    update={
        "items": (
            AgreedItem(
                item=BEARING, min=Decimal(9000), max=Decimal(24000), order_multiple=Decimal(6000)
            ),
            AgreedItem(
                item=BLOCK, min=Decimal(1350), max=Decimal(3600), order_multiple=Decimal(900)
            ),
        ),
        "release_weekdays": (0,),
        "safety_days": 26,
    }
)
LOTS = (("A", "26BR1/1", Decimal(60000)), ("B", "26BR1/2", Decimal(9000)))
FIRST = (("A", "26BR1/1", Decimal(12000)), ("B", "26BR1/2", Decimal(1800)))


class Book:
    """The story's demand and count; agreements are not asked for."""

    def demand(self, agreement: str) -> list[DemandReport]:
        """Weekly demand, and its rise in May."""
        weeks = [("A", 1, 5, 3000), ("B", 1, 5, 450), ("A", 5, 4, 4000), ("B", 5, 4, 600)]
        return [_report(item, date(2026, m, d), pieces) for item, m, d, pieces in weeks]

    def stock(self, agreement: str) -> list[DemandReport]:
        """The count of the first Monday."""
        return [_report("A", date(2026, 1, 5), 54000), _report("B", date(2026, 1, 5), 8100)]


def _report(item: str, on: date, pieces: int) -> DemandReport:
    return DemandReport(agreement="STORY", item=item, on=on, quantity=Decimal(pieces))


def _fact(reference: str, month: int, day: int) -> steps.Fact:
    at = datetime(2026, month, day, 12, tzinfo=BRASILIA)
    return steps.Fact(reference, at, at)


def a_ledger_in_bond(ledger: MemoryLedger | None = None) -> MemoryLedger:
    """The container is admitted on 25 March."""
    ledger = ledger or MemoryLedger()
    ledger.post(steps.ordered(_fact("IMP", 1, 5), LOTS, "STORY"))
    ledger.post(steps.shipped(_fact("IMP", 1, 30), LOTS))
    ledger.post(steps.admitted(_fact("IMP", 3, 25), LOTS))
    for product, lot, quantity in LOTS:
        ledger.open_lot(
            Lot(
                lot=lot,
                import_reference="IMP",
                product=product,
                quantity=quantity,
                admitted_at=datetime(2026, 3, 25, 12, tzinfo=BRASILIA),
                expires_on="2027-03-25",
            )
        )
    return ledger


def review(ledger: MemoryLedger, on: date, **known: object) -> Review:
    """Review the story's programme on a day."""
    asked = ReviewProgramme(agreement=AGREEMENT, on=on).model_copy(update=known)
    return PlanningActivities(Book(), ledger).review(asked)  # type: ignore[arg-type]


IMP = StartedImport(
    reference="IMP", workflow_id="import/IMP", ordered={"A": Decimal(60000), "B": Decimal(9000)}
)
KNOWN = {"imports": (IMP,), "used": ("IMP",)}


def test_on_the_first_monday_a_container_is_ordered() -> None:
    found = review(MemoryLedger(), date(2026, 1, 5))

    assert [p.kind for p in found.proposals] == ["order"]
    assert [(i.item.id, i.item.quantity) for i in found.proposals[0].items] == [
        ("A", Decimal(60000)),
        ("B", Decimal(9000)),
    ]
    assert [(o.min_on, o.at_min) for o in found.outlook] == [
        (date(2026, 4, 20), Decimal(9000)),
        (date(2026, 4, 20), Decimal(1350)),
    ]
    assert found.proposals[0].reference == "VD1-STORY-2601"


def test_a_day_earlier_nothing_is_ordered() -> None:
    assert review(MemoryLedger(), date(2026, 1, 4)).proposals == ()


def test_nothing_is_proposed_for_a_shelf_that_nobody_counted() -> None:
    uncounted = Book()
    uncounted.stock = lambda agreement: []  # type: ignore[method-assign]
    asked = ReviewProgramme(agreement=AGREEMENT, on=date(2026, 1, 5))

    found = PlanningActivities(uncounted, MemoryLedger()).review(asked)  # type: ignore[arg-type]

    assert found.proposals == ()


def test_what_was_just_ordered_is_not_ordered_again() -> None:
    found = review(MemoryLedger(), date(2026, 1, 6), **KNOWN)

    assert found.proposals == ()
    assert [o.on_order for o in found.outlook] == [60000, 9000]


def test_at_the_minimum_two_pallets_of_each_are_released() -> None:
    imp = IMP.model_copy(update={"entered_on": date(2026, 3, 20)})

    found = review(a_ledger_in_bond(), date(2026, 4, 20), imports=(imp,), used=("IMP",))

    (release,) = found.proposals
    assert [(i.item.id, i.item.quantity, i.item.net_weight_kg) for i in release.items] == [
        ("A", Decimal(12000), Decimal(1536)),
        ("B", Decimal(1800), Decimal(1422)),
    ]
    assert [d.lot for i in release.items for d in i.draws] == ["26BR1/1", "26BR1/2"]
    assert (release.entered_on, release.wanted_on) == (date(2026, 3, 20), date(2026, 4, 24))


def test_a_release_that_the_ledger_does_not_know_yet_counts_as_called_off() -> None:
    draw = LotDraw(import_reference="IMP", lot="26BR1/1", item="A", quantity=Decimal(12000))
    called_off = StartedRelease(reference="REL", workflow_id="release/REL", draws=(draw,))

    found = review(a_ledger_in_bond(), date(2026, 4, 20), releases=(called_off,), **KNOWN)

    assert (found.outlook[0].bonded, found.outlook[0].coming) == (
        Decimal(48000),
        Decimal(12000),
    )


def test_in_may_three_pallets_of_each_are_released() -> None:
    ledger = a_ledger_in_bond()
    ledger.post(steps.reserved(_fact("REL", 4, 20), FIRST))
    ledger.post(steps.in_clearance(_fact("REL", 4, 22), FIRST, "26BR2"))
    ledger.post(steps.cleared(_fact("REL", 4, 22), FIRST, "26BR2"))
    ledger.post(steps.picked_up(_fact("REL", 4, 23), FIRST))
    ledger.post(steps.delivered(_fact("REL", 4, 24), FIRST, "main"))

    found = review(
        ledger, date(2026, 5, 18), imports=(IMP,), used=("IMP", "REL"), silent=("order",)
    )

    assert [o.domestic for o in found.outlook] == [7000, 1050]
    assert [o.short_on for o in found.outlook] == [date(2026, 5, 30)] * 2
    assert [i.item.quantity for i in found.proposals[0].items] == [18000, 2700]


class BusyLedger(MemoryLedger):
    """Delivers the first release while somebody reads the balances."""

    def balances(
        self,
        prefix: str = "",
        lot: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Balance]:
        """Answer, and go on working."""
        answer = super().balances(prefix, lot, as_of, known_at)
        self.post(steps.delivered(_fact("REL", 4, 24), FIRST, "main"))
        return answer


def test_goods_that_arrive_while_we_look_are_not_counted_twice() -> None:
    ledger = a_ledger_in_bond(BusyLedger())
    ledger.post(steps.reserved(_fact("REL", 4, 20), FIRST))
    ledger.post(steps.in_clearance(_fact("REL", 4, 22), FIRST, "26BR2"))
    ledger.post(steps.cleared(_fact("REL", 4, 22), FIRST, "26BR2"))
    ledger.post(steps.picked_up(_fact("REL", 4, 23), FIRST))

    found = review(ledger, date(2026, 5, 4), imports=(IMP,), used=("IMP", "REL"))

    assert found.outlook[0].domestic + found.outlook[0].coming == 15000
