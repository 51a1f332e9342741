"""Row 12's contrast: a small direct import by air, all of its taxes paid on one day."""

from datetime import date

from cli.story import cast, declarations, figures
from cli.story.names import Names
from cli.story.stage import Stage, moment
from simulator.papers.maker import make_papers
from simulator.papers.story import direct_import
from wiring.desk.forms import StartImport


async def tell(stage: Stage, names: Names) -> None:
    """Friday 8 to Wednesday 13 May."""
    stage.tell.chapter("Fri 8 – Wed 13 May", "By contrast: 2,000 A by air, cleared directly")
    await stage.on(5, 8)
    form = StartImport.model_validate(cast.air_import(names.air))
    await stage.desk.start_import(form, stage.actor("ana"))
    papers = make_papers(direct_import(date(2026, 5, 7), date(2026, 5, 9)), "haiyue")
    papers.pop("packing_list", None)
    await stage.on(5, 9)
    await stage.hand_in(names.air, papers, "ana")
    await stage.report(names.air, "DEPARTED", "lin", occurred_at=moment(5, 9, 2))
    await stage.on(5, 11)
    await stage.report(names.air, "ARRIVED", "otto")
    await stage.on(5, 12)
    owner = f"{names.air}/consumption-1"
    await stage.answer(owner, "approval", "bruno")
    clearance = await declarations.clearance_of(
        stage, names.air, "consumption", "registered", "released", "delivered"
    )
    declarations.check(stage, clearance, figures.DIRECT)
    await stage.stage_is("import", names.air, "RELEASED_AWAITING_DELIVERY")
    await stage.report(names.air, "PICKED_UP", "otto")
    await stage.on(5, 13)
    await stage.report(names.air, "DELIVERED_DOMESTIC", "otto")
    await stage.stage_is("import", names.air, "CLOSED")
    stage.tell.say("Closed: every tax was paid on one day, nothing was deferred")
