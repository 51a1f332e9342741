"""Papers: in doubt, several in a file, twice the same, corrected while the approval is open."""

from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.papers import AddPapers
from customs.plan import Regime
from tests.replay.stories.telling import come_to_rest, history, on_the_machines_clock, start_import
from tests.workflows.orders import a_paper, an_import, news
from tests.workflows.paper_world import NUMBER, PaperWorld
from tests.workflows.test_dossier import Mailed, chased, days_later
from tests.workflows.test_import_process import release_declaration
from tests.workflows.test_papers import INVOICE, correction
from tests.workflows.world import BROKER, NOW, OPERATOR, a_house


async def doubted_and_corrected(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """One file with all papers, its invoice in doubt; then a copy, a correction, and the end."""
    client, reference, copy = environment.client, "CORRECTED-PAPERS", "commercial_invoice-copy.pdf"
    world = PaperWorld(
        doubts={INVOICE: (NUMBER,)},
        holds={INVOICE: ("packing_list", "bill_of_lading")},
        says={copy: INVOICE},
    )
    declaration = f"{reference}/consumption-1"
    async with a_house(client, world):
        order = on_the_machines_clock(an_import(reference, Regime.DIRECT, papers=(INVOICE,)))
        handle = await start_import(client, order)
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        form = {"invoice_number": "INV-7"}
        await world.answer(client, f"{reference}/reading-1", "confirm", form=form)
        await world.until(lambda: world.task(f"{declaration}/approval-1"))
        act = AddPapers(papers=(a_paper(copy),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await come_to_rest(client, handle.id)
        await handle.execute_update("correct_paper", correction(first_page=2, actor=OPERATOR))
        await come_to_rest(client, handle.id)
        await world.answer(client, f"{declaration}/approval-2", "approve")
        await release_declaration(client, world, declaration)
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {"import_papers_corrected": await history(client, handle.id)}


async def chased_and_done_without(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """The packing list never comes: two reminders, then the broker does without it."""
    client, world, reference = environment.client, Mailed(), "CHASED-PAPERS"
    declaration = f"{reference}/consumption-1"
    async with a_house(client, world):
        handle = await chased(client, world, reference)
        await world.answer(client, f"{reference}/dossier-1", "again")
        await days_later(client, reference, 12)
        await world.until(lambda: len(world.sent) == 3)
        for days in (16, 20):
            await come_to_rest(client, handle.id)
            await days_later(client, reference, days)
        reason = "one item in one crate"
        await world.answer(client, f"{reference}/dossier-2", "waive", reason=reason)
        await world.answer(client, f"{declaration}/approval-1", "approve")
        await release_declaration(client, world, declaration)
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {"import_papers_chased": await history(client, handle.id)}
