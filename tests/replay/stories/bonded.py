"""Goods in bond to the end of their term: tallied, extended, and left to the state."""

from datetime import timedelta
from decimal import Decimal

from temporalio.client import Client, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from customs.losses import FoundAt, ReportLoss
from customs.regime_acts import AnswerExtension, RequestExtension
from tests.replay.stories.telling import Handle, come_to_rest, history
from tests.workflows.orders import an_import
from tests.workflows.test_import_process import release_declaration
from tests.workflows.test_import_process import start as start_import
from tests.workflows.test_regime import EXPIRES, admitted, before, move, noon, take_out
from tests.workflows.test_tally import a_tally, present
from tests.workflows.world import BROKER, MANAGER, World, a_house


async def extended_and_emptied(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Short at the tally, decided twice, extended, some of it lost, the rest taken out."""
    client, world, reference = environment.client, World(), "EXTENDED"
    async with a_house(client, world):
        handle = await start_import(client, an_import(reference))
        await _admit_what_was_found(client, world, handle, reference)
        for days in (180, 120, 90):
            await move(handle, before(days))
            await come_to_rest(client, handle.id)
        await world.answer(client, f"{reference}/regime-1", "wait", reason="demand rises")
        await come_to_rest(client, handle.id)
        await move(handle, before(60))
        form = {"document": "PAF 1"}
        await world.answer(client, f"{reference}/regime-2", "extend", form=form)
        await come_to_rest(client, handle.id)
        await _ask_twice(handle)
        lot = next(iter(world.rows["import", reference]["balance"]))
        loss = ReportLoss(
            lot=lot, quantity=Decimal(2), moment=FoundAt.CUSTODY, document="T-9",
            occurred_at=before(50), actor=BROKER, at=before(50),
        )  # fmt: skip
        await handle.execute_update("report_loss", loss)
        await world.answer(client, f"{reference}/claim-2", "done")
        await take_out(handle, "R1", lot, 88)
        await handle.result()
    return {"import_extended": await history(client, handle.id)}


async def _admit_what_was_found(
    client: Client, world: World, handle: Handle, reference: str
) -> None:
    """Count twice, declare as the papers say, and claim what is missing."""
    await present(world, handle, reference)
    await handle.execute_update("report_tally", a_tally(95))
    await world.answer(client, f"{reference}/tally-1", "wait")
    await handle.execute_update("report_tally", a_tally(90))
    await world.answer(client, f"{reference}/tally-2", "as_papers")
    await world.answer(client, f"{reference}/admission-1/approval-1", "approve")
    await release_declaration(client, world, f"{reference}/admission-1")
    await world.answer(client, f"{reference}/claim-1", "done")
    await come_to_rest(client, handle.id)


async def _ask_twice(handle: Handle) -> None:
    """Have the first request refused, and a shorter one granted."""
    refusal = AnswerExtension(granted=False, document="ADE 1", actor=BROKER, at=before(59))
    await handle.execute_update("answer_extension", refusal)
    until = EXPIRES + timedelta(days=180)
    asked = RequestExtension(until=until, document="PAF 2", actor=BROKER, at=before(58))
    await handle.execute_update("request_extension", asked)
    granted = AnswerExtension(granted=True, document="ADE 2", actor=BROKER, at=before(50))
    await handle.execute_update("answer_extension", granted)


async def breached_and_forfeited(environment: WorkflowEnvironment) -> dict[str, WorkflowHistory]:
    """Part of it leaves during the question; the rest is left to the state."""
    client, world, reference = environment.client, World(), "BREACHED"
    async with a_house(client, world):
        handle, lot = await admitted(client, world, reference)
        await move(handle, before(89))
        await world.until(lambda: world.task(f"{reference}/regime-1"))
        await take_out(handle, "R1", lot, 40)
        await world.answer(client, f"{reference}/regime-2", "wait", reason="a buyer may come")
        await come_to_rest(client, handle.id)
        await move(handle, noon(EXPIRES + timedelta(days=2)))
        why = "nobody wants them"
        await world.answer(client, f"{reference}/regime_breach-1", "abandon", MANAGER, reason=why)
        await come_to_rest(client, handle.id)
        await move(handle, noon(EXPIRES + timedelta(days=46)))
        form = {"document": "PAF 5/2027"}
        await world.answer(client, f"{reference}/forfeiture-1", "forfeit", form=form)
        await handle.result()
    return {"import_forfeited": await history(client, handle.id)}
