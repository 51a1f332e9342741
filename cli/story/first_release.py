"""Rows 7 and 8: the shelf meets its minimum, and a part of the lots leaves bond."""

import asyncio
import os
import signal
from datetime import date
from decimal import Decimal
from typing import Any

from cli.story import declarations, figures, releasing
from cli.story.names import Names
from cli.story.stage import Stage
from customs.local_costs import CostKind
from simulator.papers.maker import make_papers
from simulator.papers.story import release_invoice_1
from wiring.desk.costs import CostForm


async def tell(stage: Stage, names: Names) -> None:
    """Monday 20 to Friday 24 April."""
    stage.tell.chapter("Mon 20 Apr", "The shelf meets its minimum: first release")
    await stage.on(4, 20)
    names.release_1 = await releasing.call_off(
        stage, names, names.release_1, {"A": "12000", "B": "1800"}
    )
    await _accept(stage, names)
    stage.tell.chapter("Wed 22 – Fri 24 Apr", "Filed once, with the worker killed on the way")
    await _file(stage, names)
    await releasing.deliver(stage, names.release_1, (4, 23), (4, 24))
    await _next_order(stage, names)


async def _accept(stage: Stage, names: Names) -> dict[str, Any]:
    await stage.task(names.release_1, "acceptance")
    await _nothing_filed(stage, names, "without the buyer's acceptance nothing is filed")
    await stage.answer(names.release_1, "acceptance", "beto")
    await stage.stage_is("release", names.release_1, "ACCEPTED")
    stage.tell.say("The buyer accepts: the lots are reserved")
    await _nothing_filed(stage, names, "without the owner's invoice nothing is filed")
    invoice = make_papers(release_invoice_1(date(2026, 4, 20)), "haiyue")
    await stage.hand_in(names.release_1, invoice, "ana")
    stage.tell.say("The owner's invoice: USD 20,190.72 at the price list in force")
    body = await stage.row(
        "release", names.release_1, lambda row: row["funds"] is not None, "the request for funds"
    )
    stage.tell.check_each("request for funds", figures.FUNDS_1, body["funds"])
    stage.tell.check(
        "quote of the request", figures.FUNDS_1_QUOTE_DATE, body["funds"]["quote_date"]
    )
    await releasing.fund(stage, names.release_1)
    return body


async def _nothing_filed(stage: Stage, names: Names, sentence: str) -> None:
    body = await stage.desk.snapshot("release", names.release_1) or {}
    stage.tell.check(sentence, [], body.get("declarations"))


async def _file(stage: Stage, names: Names) -> None:
    owner = f"{names.release_1}/bonded_consumption-1"
    await stage.task(owner, "approval")
    await stage.on(4, 22)
    await stage.answer(owner, "approval", "bruno")
    await _kill_worker(stage)
    clearance = await declarations.clearance_of(
        stage, names.release_1, "bonded_consumption", "registered", "released"
    )
    declarations.check(stage, clearance, figures.RELEASE_1)
    cash = Decimal(clearance["assessment"]["cash"])
    stage.tell.check("cash of the first release", figures.CASH_1, cash)
    await _render_accounts(stage, names)


async def _render_accounts(stage: Stage, names: Names) -> None:
    """What was invoiced is entered; the buyer gets the rest of the funds back."""
    actor = stage.actor("otto")
    for kind, amount in figures.LOCAL_1.items():
        form = CostForm(kind=CostKind(kind), amount=amount, document=f"NF {names.release_1} {kind}")
        await stage.desk.add_cost(names.release_1, form, actor, f"story-{names.release_1}-{kind}")
    account = (await stage.desk.landed_cost(names.release_1)).account
    returned = account.returned if account else None
    stage.tell.check("returned to the buyer", figures.RETURNED_1, returned)


async def _kill_worker(stage: Stage) -> None:
    """Kill the worker that is about to register: the supervisor starts another."""
    pid = stage.worker_pid()
    if pid is None:
        stage.tell.say("The workers run elsewhere: none is killed")
        return
    await asyncio.sleep(0.3)
    os.kill(pid, signal.SIGKILL)
    stage.tell.say(f"[bold]kill -9 {pid}[/]: the worker dies while it registers")


async def _next_order(stage: Stage, names: Names) -> None:
    """The loop looks further: at this pace another container is due; the planner puts it off."""
    task = await stage.task(names.programme, "order")
    stage.tell.say(f"The programme also sees: {task.order.title_en}")
    answer = {"reason": "new prices are agreed in June", "form": {"again_on": "2026-07-01"}}
    await stage.decide(task, "paula", "refuse", **answer)
    stage.tell.say("The planner puts it off until 1 July, with a reason")
