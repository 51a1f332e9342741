"""The dossier: what is missing is chased with the supplier, then asked of the broker."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from customs.acts import Tick
from customs.dossier import RequiredPaper
from customs.filing import MessageSent, SendMessage
from customs.orders import ImportOrder
from customs.papers import AddPapers, PaperLife
from customs.plan import Regime
from tests.workflows.orders import PAPERS, a_paper, an_import, news
from tests.workflows.paper_world import NUMBER, PaperWorld
from tests.workflows.test_import_process import Handle, release_declaration, start
from tests.workflows.world import BROKER, NOW, World, a_house

INVOICE, PACKING, LADING = PAPERS


@dataclass
class Mailed(World):
    """A world that keeps the messages to suppliers."""

    sent: list[SendMessage] = field(default_factory=list)

    @activity.defn(name="message.send")
    async def send(self, request: SendMessage) -> MessageSent:
        if request.template == "missing_papers":
            self.sent.append(request)
        return MessageSent(key=request.key, at=NOW)


@dataclass
class Doubtful(PaperWorld, Mailed):
    """A world of doubtful papers that keeps the messages to suppliers."""


def an_order(reference: str, *papers: str) -> ImportOrder:
    """Return a direct import with some of its papers, from a supplier that has an address."""
    order = an_import(reference, Regime.DIRECT, papers)
    exporter = order.parties.exporter.model_copy(update={"emails": ("docs@haiyue.example",)})
    parties = order.parties.model_copy(update={"exporter": exporter})
    return order.model_copy(update={"parties": parties})


async def days_later(client: Client, reference: str, days: int) -> None:
    """Let the story's clock be some days after departure, for the import and its questions."""
    tick = Tick(now=NOW + timedelta(days=days))
    await client.get_workflow_handle(f"import/{reference}").signal("tick", tick)


def line(world: World, reference: str, kind: str) -> dict[str, Any]:
    """Return a required paper as the row shows it."""
    lines = world.rows["import", reference]["dossier"]
    return next(one for one in lines if one["required"]["kind"] == kind)


async def chased(client: Client, world: Mailed, reference: str) -> Handle:
    """Start without the packing list, and wait until the broker is asked about it."""
    handle = await start(client, an_order(reference, INVOICE, LADING))
    await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
    await world.until(lambda: world.rows.get(("import", reference), {}).get("papers"))
    for n, day in enumerate((2, 5), start=1):
        await days_later(client, reference, day)
        await world.until(lambda n=n: len(world.sent) == n)
    await days_later(client, reference, 8)
    await world.until(lambda: world.task(f"{reference}/dossier-1"))
    return handle


async def test_a_missing_paper_is_asked_of_the_supplier_and_then_of_the_broker(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = Mailed(), "MISSING-1"
    async with a_house(temporal.client, world):
        handle = await chased(temporal.client, world, reference)
        reminded = line(world, reference, "packing_list")
        reason = "one item in one crate"
        await world.answer(temporal.client, f"{reference}/dossier-1", "waive", reason=reason)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    assert [message.to for message in world.sent] == [
        ("docs@haiyue.example", "supplier@Ningbo Haiyue Bearing Co.")
    ] * 2
    assert "Packing list" in world.sent[0].data["missing"]
    assert "Commercial invoice" not in world.sent[0].data["missing"]
    assert (reminded["state"], reminded["reminded"]) == ("missing", 2)
    waived = line(world, reference, "packing_list")
    assert (waived["state"], waived["note"]) == ("waived", f"preparer: {reason}")


async def test_a_paper_that_comes_takes_the_question_back(temporal: WorkflowEnvironment) -> None:
    world, reference = Mailed(), "MISSING-2"
    async with a_house(temporal.client, world):
        handle = await chased(temporal.client, world, reference)
        act = AddPapers(papers=(a_paper(PACKING),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    assert world.rows["task", f"{reference}/dossier-1"]["state"] == "CANCELLED"
    assert line(world, reference, "packing_list")["state"] == "here"


async def test_a_supplier_who_is_to_be_chased_again_is(temporal: WorkflowEnvironment) -> None:
    world, reference = Mailed(), "MISSING-3"
    async with a_house(temporal.client, world):
        handle = await chased(temporal.client, world, reference)
        await world.answer(temporal.client, f"{reference}/dossier-1", "again")
        await days_later(temporal.client, reference, 12)
        await world.until(lambda: len(world.sent) == 3)
        await handle.terminate()

    assert len({message.key for message in world.sent}) == 3


async def test_a_complete_dossier_is_never_chased_and_says_how_long_it_is_kept(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = Mailed(), "COMPLETE-1"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_order(reference, *PAPERS))
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        await days_later(temporal.client, reference, 30)
        await world.answer(temporal.client, f"{reference}/consumption-1/approval-1", "approve")
        await release_declaration(temporal.client, world, f"{reference}/consumption-1")
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        await handle.result()

    assert world.sent == []
    assert world.rows["import", reference]["keep_until"] == "2031-12-31"


async def test_a_plan_may_have_the_closing_wait_for_a_paper(temporal: WorkflowEnvironment) -> None:
    world, reference = Mailed(), "CLOSING-1"
    danfe = RequiredPaper(kind="danfe", label="DANFE", label_en="DANFE", blocks="closing")
    order = an_order(reference, *PAPERS)
    plan = order.plan.model_copy(update={"dossier": (*order.plan.dossier, danfe)})
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, order.model_copy(update={"plan": plan}))
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        await world.answer(temporal.client, f"{reference}/consumption-1/approval-1", "approve")
        await release_declaration(temporal.client, world, f"{reference}/consumption-1")
        await handle.signal("milestones", news("PICKED_UP", "DELIVERED_DOMESTIC"))
        delivered = f"{reference}/consumption-1"
        await world.until(lambda: world.rows["clearance", delivered]["state"] == "delivered")
        assert world.rows["import", reference]["open"]
        act = AddPapers(papers=(a_paper("danfe.pdf"),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await handle.result()

    assert world.rows["import", reference]["stage"] == "CLOSED"


async def test_a_disregarded_paper_is_chased_like_one_that_never_came(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = Doubtful(doubts={INVOICE: (NUMBER,)}), "MISSING-4"
    async with a_house(temporal.client, world):
        handle = await start(temporal.client, an_order(reference, *PAPERS))
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        await world.until(lambda: world.task(f"{reference}/reading-1"))
        await days_later(temporal.client, reference, 4)
        await world.until(lambda: line(world, reference, "commercial_invoice")["due_at"])
        assert world.sent == []
        why = "another shipment's"
        await world.answer(temporal.client, f"{reference}/reading-1", "disregard", reason=why)
        await world.until(lambda: len(world.sent) == 1)
        await handle.terminate()

    assert "Commercial invoice" in world.sent[0].data["missing"]
    assert line(world, reference, "commercial_invoice")["state"] == "missing"


async def test_nothing_is_filed_from_a_draft_and_the_same_file_may_become_final(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = Mailed(), "DRAFT-1"
    draft = a_paper(PACKING).model_copy(update={"life": PaperLife.DRAFT})
    async with a_house(temporal.client, world):
        order = an_order(reference, INVOICE, LADING)
        order = order.model_copy(update={"papers": (*order.papers, draft)})
        handle = await start(temporal.client, order)
        await handle.signal("milestones", news("DEPARTED", "ARRIVED"))
        row = ("import", reference)
        await world.until(lambda: world.rows.get(row, {}).get("reconciliation"))
        await days_later(temporal.client, reference, 2)
        await world.until(lambda: len(world.sent) == 1)
        assert line(world, reference, "packing_list")["state"] == "draft"
        assert not world.task(f"{reference}/consumption-1/approval-1")
        act = AddPapers(papers=(a_paper(PACKING),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    assert line(world, reference, "packing_list")["state"] == "here"
