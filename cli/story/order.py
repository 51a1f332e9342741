"""Row 1: the programme sees the minimum coming, and an import is ordered."""

from datetime import date
from decimal import Decimal

from cli.story import cast
from cli.story.names import Names
from cli.story.stage import Stage, moment
from customs.programme import ProgrammeView
from wiring.desk.agreements import StartProgramme
from wiring.desk.programmes import QuantityForm


async def tell(stage: Stage, names: Names) -> None:
    """Monday 5 to Wednesday 7 January: agreement, demand, stock, order."""
    stage.tell.chapter("Mon 5 – Wed 7 Jan 2026", "The programme orders a container")
    await _start(stage, names)
    await _order(stage, names)
    await _confirm(stage, names)


async def _start(stage: Stage, names: Names) -> None:
    planner = stage.actor("paula")
    form = StartProgramme.model_validate(cast.agreement(names.programme))
    await stage.desk.start_programme(form, planner)
    stage.tell.say(f"Programme {names.programme}: Haiyue keeps Rolamar's shelf between min and max")
    demand = [_quantity(names, item, on, pieces) for item, on, pieces in cast.DEMAND]
    count = [_quantity(names, item, date(2026, 1, 5), pieces) for item, pieces in cast.STOCK]
    await stage.desk.report_demand(demand, "story", stage.actor("beto"))
    await stage.desk.count_stock(count, "story", stage.actor("beto"))
    stage.tell.say("Rolamar reports its demand, and counts 54,000 A and 8,100 B on the shelf")


async def _order(stage: Stage, names: Names) -> None:
    view = await stage.desk.review(names.programme, stage.actor("paula"))
    _check_projection(stage, view)
    proposal = view.proposals[0].proposal
    stage.tell.say(f"Proposed to the planner: {proposal.title_en} ({proposal.reference})")
    await stage.answer(names.programme, "order", "paula", form={"reference": names.bonded})
    body = await stage.row(
        "programme", names.programme, lambda row: bool(row["imports"]), "the import"
    )
    names.bonded = body["imports"][0]["reference"]
    started = await stage.row("import", names.bonded, lambda row: True)
    stage.tell.check(
        "the import was started by the programme",
        f"programme/{names.programme}",
        started["order"]["programme"],
    )


def _check_projection(stage: Stage, view: ProgrammeView) -> None:
    assert view.review is not None  # noqa: S101  # a review answers with itself
    for outlook, minimum in zip(view.review.outlook, (9000, 1350), strict=True):
        stage.tell.check_each(
            f"projection of {outlook.item}",
            {"min_on": date(2026, 4, 20), "at_min": minimum, "order_by": date(2026, 1, 5)},
            {
                "min_on": outlook.min_on,
                "at_min": _whole(outlook.at_min),
                "order_by": outlook.order_by,
            },
        )


async def _confirm(stage: Stage, names: Names) -> None:
    await stage.on(1, 6)
    await _promise(stage, names, 26)
    await stage.on(1, 7)
    await _promise(stage, names, 30)
    stage.tell.say("The supplier confirms, and moves the shipment from 26 to 30 January: + 4 days")


async def _promise(stage: Stage, names: Names, day: int) -> None:
    await stage.report(
        names.bonded,
        "DEPARTED",
        "lin",
        classifier="PLN",
        occurred_at=moment(1, day, 18),
        event_id=f"promise-{day}",
        note="changed_by=supplier",
    )


def _quantity(names: Names, item: str, on: date, pieces: Decimal) -> QuantityForm:
    return QuantityForm(agreement=names.programme, item=item, on=on, quantity=pieces)


def _whole(quantity: Decimal | None) -> str:
    return "none" if quantity is None else f"{quantity.normalize():f}"
