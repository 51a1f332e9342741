"""What persons say of papers: doubts confirmed, values corrected, copies told and not counted."""

from typing import Any

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.testing import WorkflowEnvironment

from customs.acts import Cancel
from customs.correcting import CorrectPaper
from customs.papers import AddPapers, Correction, Difference, Reconciliation
from customs.people import Actor, Role
from customs.plan import Regime
from tests.workflows.orders import PAPERS, a_paper, an_import, news
from tests.workflows.paper_world import NUMBER, PRICE, PaperWorld
from tests.workflows.test_bonded_release import start as start_release
from tests.workflows.test_import_process import Handle, start
from tests.workflows.world import APPROVER, BROKER, NOW, a_house

INVOICE, PACKING, LADING = PAPERS
BOTH = Actor(person="both", roles=(Role.BROKER, Role.APPROVER))


def correction(file: str = INVOICE, actor: Actor = BROKER, **more: object) -> CorrectPaper:
    """Return the word of a person that an invoice's number is INV-7."""
    said = Correction(field="invoice_number", value="INV-7", reason="misread")
    act = CorrectPaper(sha256=file, corrections=(said,), actor=actor, at=NOW)
    return act.model_copy(update=more)


async def arrived(temporal: WorkflowEnvironment, reference: str) -> Handle:
    """Start a direct import whose goods are there."""
    handle = await start(temporal.client, an_import(reference, Regime.DIRECT))
    await handle.signal("milestones", news("ARRIVED"))
    return handle


def paper(world: PaperWorld, reference: str, filename: str) -> dict[str, object]:
    """Return a paper as the row shows it."""
    papers = world.rows["import", reference]["papers"]
    return next(one for one in papers if one["paper"]["filename"] == filename)


async def test_values_in_doubt_are_asked_and_the_paper_counts_only_then(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = PaperWorld(doubts={INVOICE: (NUMBER, PRICE)}), "DOUBT-1"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        row = await world.until(lambda: world.task(f"{reference}/reading-1"))
        assert world.compared == []
        form = {"invoice_number": "INV-7", "lines.1.unit_price": "1.12"}
        await world.answer(temporal.client, f"{reference}/reading-1", "confirm", form=form)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    asked = [(field["name"], field["value"]) for field in row["order"]["fields"]]
    assert asked == [("invoice_number", "1NV-7"), ("lines.1.unit_price", None)]
    said = {(one.field, one.line, one.value) for one in world.corrections[0].corrections}
    assert said == {("invoice_number", None, "INV-7"), ("unit_price", 1, "1.12")}
    assert "reading of commercial_invoice.pdf, corrected" in world.compared[0]


async def test_a_doubtful_version_leaves_the_one_in_force_and_holds_the_filing(
    temporal: WorkflowEnvironment,
) -> None:
    newer = "commercial_invoice-2.pdf"
    world, reference = PaperWorld(doubts={newer: (NUMBER,)}), "DOUBT-2"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        act = AddPapers(papers=(a_paper(newer),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.task(f"{reference}/reading-1"))
        assert paper(world, reference, INVOICE)["paper"]["life"] == "final"  # type: ignore[index]
        reason = "the same one, badly scanned"
        task = f"{reference}/reading-1"
        await world.answer(temporal.client, task, "disregard", reason=reason)
        await world.answer(
            temporal.client, f"{reference}/consumption-1/approval-1", "approve", APPROVER
        )
        await world.until(lambda: world.registered)
        await handle.terminate()

    assert paper(world, reference, INVOICE)["paper"]["life"] == "final"  # type: ignore[index]


async def test_a_correction_is_a_new_version_compared_again_and_learned_from(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = PaperWorld(), "CORRECT-1"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        view = await handle.execute_update("correct_paper", correction())
        await world.until(lambda: len(world.compared) == 2 and world.learned)
        await handle.terminate()

    invoice = next(one for one in view["papers"] if one["kind"] == "commercial_invoice")
    assert [v["key"] for v in invoice["versions"]] == [f"reading of {INVOICE}"]
    assert invoice["corrected"][0]["after"] == "INV-7"
    assert f"reading of {INVOICE}, corrected" in world.compared[1]
    assert world.learned[0].paper.reading == world.corrections[0].read.reading


async def test_who_corrects_a_paper_does_not_approve_what_is_filed_from_it(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = PaperWorld(), "CORRECT-2"
    approval = f"{reference}/consumption-1/approval"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{approval}-1"))
        await handle.execute_update("correct_paper", correction(actor=BOTH))
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await world.answer(temporal.client, f"{approval}-2", "approve", BOTH)
        await handle.terminate()

    assert "prepared this" in str(refused.value.cause)


async def test_a_correction_takes_the_question_about_a_difference_back(
    temporal: WorkflowEnvironment,
) -> None:
    difference = Difference(
        rule="total", message="total", left="1", right="2", left_paper="a", right_paper="b"
    )
    world = PaperWorld(findings=[Reconciliation(differences=(difference,))])
    reference = "CORRECT-3"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{reference}/difference-1"))
        await handle.execute_update("correct_paper", correction())
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        await handle.terminate()

    assert world.rows["task", f"{reference}/difference-1"]["state"] == "CANCELLED"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"sha256": "never.pdf"}, "not handed in here"),
        ({"seen": "an older reading"}, "corrected since"),
        ({"first_page": 3}, "not handed in here"),
    ],
)
async def test_a_correction_of_something_else_is_refused(
    temporal: WorkflowEnvironment, change: dict[str, Any], why: str
) -> None:
    world, reference = PaperWorld(), f"CORRECT-4-{next(iter(change))}"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        with pytest.raises(WorkflowUpdateFailedError) as refused:
            await handle.execute_update("correct_paper", correction(**change))
        await handle.terminate()

    assert why in str(refused.value.cause)
    assert world.corrections == []


async def test_the_same_document_in_another_file_is_told_and_not_counted(
    temporal: WorkflowEnvironment,
) -> None:
    copy = "commercial_invoice-copy.pdf"
    world, reference = PaperWorld(says={copy: INVOICE}), "TWIN-1"
    async with a_house(temporal.client, world):
        handle = await arrived(temporal, reference)
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        act = AddPapers(papers=(a_paper(copy),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: len(world.rows["import", reference]["papers"]) == 4)
        await handle.terminate()

    assert paper(world, reference, copy)["same_as"] == INVOICE
    assert paper(world, reference, INVOICE)["paper"]["life"] == "final"  # type: ignore[index]
    assert len(world.compared) == 1


async def test_each_document_of_a_file_is_a_paper_of_its_own(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = PaperWorld(holds={INVOICE: ("packing_list", "bill_of_lading")}), "PARTS-1"
    async with a_house(temporal.client, world):
        order = an_import(reference, Regime.DIRECT, papers=(INVOICE,))
        handle = await start(temporal.client, order)
        await handle.signal("milestones", news("ARRIVED"))
        await world.until(lambda: world.task(f"{reference}/consumption-1/approval-1"))
        act = correction(first_page=2)
        await handle.execute_update("correct_paper", act)
        cancel = Cancel(actor=BROKER, reason="end", at=NOW)
        await handle.execute_update("cancel", cancel)
        await handle.result()

    papers = world.rows["import", reference]["papers"]
    kinds = [(one["first_page"], one["kind"], len(one["corrected"])) for one in papers]
    assert kinds == [
        (1, "commercial_invoice", 0), (2, "packing_list", 1), (3, "bill_of_lading", 0),
    ]  # fmt: skip


async def test_an_owners_invoice_of_a_release_is_corrected_too(
    temporal: WorkflowEnvironment,
) -> None:
    world, reference = PaperWorld(), "CORRECT-R1"
    async with a_house(temporal.client, world):
        handle = await start_release(temporal.client, reference)
        act = AddPapers(papers=(a_paper(INVOICE),), actor=BROKER, at=NOW)
        await handle.execute_update("add_papers", act)
        await world.until(lambda: world.rows["release", reference]["papers"])
        view = await handle.execute_update("correct_paper", correction())
        await world.until(lambda: world.learned)
        await handle.terminate()

    assert view["papers"][0]["corrected"][0]["after"] == "INV-7"
    assert view["dossier"][0]["state"] == "here"
