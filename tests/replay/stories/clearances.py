"""Declarations: chosen for a check, refused and corrected."""

from dataclasses import dataclass

from temporalio import activity
from temporalio.client import WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.filing import Diagnosis, Draft, FieldProblem
from customs.plan import Regime
from tests.replay.stories.telling import history, on_the_machines_clock, start_import
from tests.workflows.orders import an_import, news
from tests.workflows.test_clearance import portal_says
from tests.workflows.test_import_process import release_declaration
from tests.workflows.world import World, a_house

NO_CARGO = FieldProblem(field="carga.identificacao", message="falta o CE", code="DIMP-ER8001")


@dataclass
class Strict(World):
    """A world whose portal refuses the first draft."""

    refused: bool = False

    @activity.defn(name="filing.diagnose")
    async def diagnose(self, _: Draft) -> Diagnosis:
        first, self.refused = not self.refused, True
        problems = (NO_CARGO,) if first else ()
        return Diagnosis(status="PROCESSADO", problems=problems, blocking=first)


async def yellow(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Yellow: a broker's task until customs releases."""
    client, world, reference = environment.client, World(), "YELLOW"
    declaration = f"{reference}/consumption-1"
    async with a_house(client, world):
        handle = await start_import(
            client, on_the_machines_clock(an_import(reference, Regime.DIRECT))
        )
        await handle.signal("milestones", news("ARRIVED"))
        await world.answer(client, f"{declaration}/approval-1", "approve")
        await portal_says(client, world, declaration, "EM_CONFERENCIA_SELECIONADA", "AMARELO")
        await world.until(lambda: world.task(f"{declaration}/conference-1"))
        await release_declaration(client, world, declaration)
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {"clearance_yellow": await history(client, f"clearance/{declaration}")}


async def refused_and_corrected(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Incomplete, then refused by the approver, then by the portal, then registered."""
    client, reference = environment.client, "CORRECTED"
    world = Strict(problems=[(NO_CARGO,)])
    declaration = f"{reference}/consumption-1"
    form = {"carga.identificacao": "102605012345678"}
    async with a_house(client, world):
        handle = await start_import(client, an_import(reference, Regime.DIRECT))
        await handle.signal("milestones", news("ARRIVED"))
        await world.answer(client, f"{declaration}/correction-1", "done", form=form)
        await world.answer(client, f"{declaration}/approval-1", "refuse", reason="peso errado")
        await world.answer(client, f"{declaration}/correction-2", "done")
        await world.answer(client, f"{declaration}/approval-2", "approve")
        await world.answer(client, f"{declaration}/correction-3", "done", form=form)
        await world.answer(client, f"{declaration}/approval-3", "approve")
        await release_declaration(client, world, declaration)
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()
    return {"clearance_corrected": await history(client, f"clearance/{declaration}")}
