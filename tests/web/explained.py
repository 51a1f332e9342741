"""Declarations of the story with their real duties and trees, put into a fake house."""

from datetime import date

from activities.declarations import DeclarationActivities
from activities.rule_packs import shipped_pack
from customs.filing import AssembleDeclaration, AssessDeclaration
from customs.orders import ClearanceOrder
from customs.papers import Place
from customs.views import ClearanceView
from tests.unit.activities.doubles import PlainPrinter, StandingClock, StoryRates
from tests.unit.customs.orders import admission, release
from tests.unit.desk.house import House

PRICE = Place(
    file="invoice.pdf", sha256="ab" * 32, page=1, box=(70, 300, 120, 310), field="unit_price"
)


def declare(house: House) -> dict[str, str]:
    """Put an admission and two consumptions into the house; return their ids by name."""
    report = {"places": {"A.unit_price": PRICE.model_dump(mode="json")}}
    compared = house.store.put_json(report)
    second = release("3.46", owner_reference="REL-2")
    more = tuple(
        g.model_copy(
            update={"item": g.item.model_copy(update={"quantity": g.item.quantity * 3 / 2})}
        )
        for g in second.goods
    )
    told = {
        "admission": (admission(comparison=compared), "2026-03-24"),
        "first": (release(comparison=compared, owner_reference="REL-1"), "2026-04-22"),
        "second": (second.model_copy(update={"goods": more}), "2026-05-20"),
    }
    return {name: _put(house, order, day) for name, (order, day) in told.items()}


def _put(house: House, order: ClearanceOrder, day: str) -> str:
    clock = StandingClock(day)
    does = DeclarationActivities(house.store, StoryRates(), shipped_pack, PlainPrinter(), clock)
    made = does.assemble(AssembleDeclaration(order=order))
    on = date.fromisoformat(day)
    assessed = does.assess(AssessDeclaration(declaration=made.declaration, on=on))
    number = "26BR00009901010" if order.kind == "admission" else f"26BR0000{day[5:7]}{day[8:]}100"
    view = ClearanceView(
        id=order.our_reference,
        owner_reference=order.owner_reference,
        kind=order.kind,
        state="registered",
        order=order,
        number=number,
        assessment=assessed,
    )
    house.snapshots.put("clearance", view.id, view)
    kind = "import" if order.kind == "admission" else "release"
    house.snapshots.put(kind, order.owner_reference, {"reference": order.owner_reference})
    return view.id
