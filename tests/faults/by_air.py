"""One small import by air, in the words of its life; each test gives it a reference of its own."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from temporalio.client import Client

from cli.story import cast
from cli.story.stage import Stage, moment
from simulator.papers.maker import make_papers
from simulator.papers.story import direct_import
from wiring.desk.forms import StartImport

STEPS = ["cleared", "delivered", "in_clearance", "ordered", "picked_up", "shipped"]
"""The movements of its life; those of a declaration carry its number behind the step."""


AT_THE_END = {f"supplier:{cast.SUPPLIER['name']}": -2000, "domestic:main": 2000}
"""What its movements leave: the goods are the buyer's, and nothing is anywhere between."""


@cache
def papers() -> dict[str, bytes]:
    """Return the invoice and the air waybill."""
    made = make_papers(direct_import(date(2026, 5, 7), date(2026, 5, 9)), "haiyue")
    return {kind: made[kind] for kind in ("commercial_invoice", "air_waybill")}


async def start(stage: Stage, reference: str) -> None:
    """Start the import."""
    form = StartImport.model_validate(cast.air_import(reference))
    await stage.desk.start_import(form, stage.actor("ana"))


async def arrive(stage: Stage, reference: str) -> None:
    """Let the goods fly and land."""
    await stage.report(reference, "DEPARTED", "lin", occurred_at=moment(5, 9, 2))
    await stage.report(reference, "ARRIVED", "otto")


async def come_to_approval(stage: Stage, reference: str) -> None:
    """Bring the import to the day on which its declaration waits for approval."""
    await start(stage, reference)
    await stage.hand_in(reference, papers(), "ana")
    await arrive(stage, reference)
    await stage.task(declaration(reference), "approval")


async def approve(stage: Stage, reference: str) -> None:
    """Approve the declaration."""
    await stage.answer(declaration(reference), "approval", "bruno")


async def come_to_release(stage: Stage, reference: str) -> None:
    """Wait until customs has released the goods; nobody does anything for it."""
    await stage.stage_is("import", reference, "RELEASED_AWAITING_DELIVERY", "CLOSED")


async def pick_up(stage: Stage, reference: str) -> None:
    """Pick the goods up at the airport."""
    await stage.report(reference, "PICKED_UP", "otto")


async def deliver(stage: Stage, reference: str) -> None:
    """Deliver the goods; the import closes."""
    await stage.report(reference, "DELIVERED_DOMESTIC", "otto")
    await stage.row("import", reference, lambda body: not body["open"], f"{reference} closed")
    await stage.row("clearance", declaration(reference), lambda body: not body["open"])


def declaration(reference: str) -> str:
    """Return our reference of its declaration."""
    return f"{reference}/consumption-1"


def steps_of(reference: str, keys: list[str]) -> list[str]:
    """Return the step of each movement's key."""
    return [key.removeprefix(f"{reference}/").partition("/")[0] for key in keys]


def left_by(movements: list[dict[str, Any]]) -> dict[str, int]:
    """Return what movements leave on each account."""
    left: Counter[str] = Counter()
    for movement in movements:
        for posting in movement["postings"]:
            left[posting["account"]] += int(Decimal(posting["quantity"]))
    return {account: quantity for account, quantity in left.items() if quantity}


async def rows_that_lie(stage: Stage, client: Client, reference: str) -> list[str]:
    """Return the workflows whose row in SQL is not what the workflow itself says."""
    dossier = await stage.desk.show(reference)
    rows: dict[str, Any] = {f"import/{reference}": dossier["view"]}
    for one in dossier["declarations"]:
        rows[f"clearance/{one['id']}"] = await stage.desk.snapshot("clearance", one["id"])
    for task in dossier["tasks"]:
        rows[f"task/{task['id']}"] = task
    said = {id: await client.get_workflow_handle(id).query("view") for id in rows}
    return [id for id, row in rows.items() if row != said[id]]
