"""Rows 9 to 11: a new price, a refused click, the yellow channel, the goods in time."""

from datetime import date
from decimal import Decimal

from cli.story import declarations, figures, releasing
from cli.story.names import Names
from cli.story.stage import Stage
from customs.views import TaskView
from simulator.papers.maker import make_papers
from simulator.papers.story import release_invoice_2
from wiring.desk.errors import DeskError


async def tell(stage: Stage, names: Names) -> None:
    """Monday 18 to Thursday 28 May."""
    stage.tell.chapter("Mon 18 – Wed 20 May", "Demand is up; a price that nobody registered")
    await stage.on(5, 18)
    names.release_2 = await releasing.call_off(
        stage, names, names.release_2, {"A": "18000", "B": "2700"}
    )
    await _say_stock_out(stage, names)
    await stage.answer(names.release_2, "acceptance", "beto")
    await stage.stage_is("release", names.release_2, "ACCEPTED")
    await stage.on(5, 20)
    await _agree_on_price(stage, names)
    stage.tell.chapter("Wed 20 – Tue 26 May", "Yellow channel")
    await _follow_yellow(stage, names)
    stage.tell.chapter("Wed 27 – Thu 28 May", "Delivered two days before the stock-out")
    body = await releasing.deliver(stage, names.release_2, (5, 27), (5, 28))
    stage.tell.check("storage of the second release", figures.STORAGE_2, body["funds"]["storage"])


async def _say_stock_out(stage: Stage, names: Names) -> None:
    view = await stage.desk.programme(names.programme)
    assert view.review is not None  # noqa: S101  # it has just proposed
    for outlook, left in zip(view.review.outlook, ("7000", "1050"), strict=True):
        stage.tell.check_each(
            f"shelf of {outlook.item} on 18 May",
            {"left": left, "short_on": date(2026, 5, 30)},
            {"left": f"{outlook.domestic:.0f}", "short_on": outlook.short_on},
        )


async def _agree_on_price(stage: Stage, names: Names) -> None:
    """The buyer accepts the new price while the approver looks at the old one."""
    invoice = make_papers(release_invoice_2(date(2026, 5, 18)), "haiyue")
    await stage.hand_in(names.release_2, invoice, "ana")
    owner = f"{names.release_2}/bonded_consumption-1"
    seen = await stage.task(owner, "approval")
    stage.tell.check("cash at the listed price", figures.CASH_2_LISTED, seen.order.amount_brl)
    difference = await stage.task(names.release_2, "difference")
    stage.tell.say(f"[yellow]≠[/] {difference.order.instructions_en.splitlines()[0]}")
    await stage.decide(difference, "beto", "accept", reason="price list v2 of 1 May")
    stage.tell.say("The buyer accepts 3.46 while the approver has the approval open")
    now = await _replaced(stage, owner, seen)
    await _refused_click(stage, seen, now)
    stage.tell.check("cash at the accepted price", figures.CASH_2, now.order.amount_brl)
    await _refuse(stage, now, "bruno", "above-authority", "above the approver's authority")
    await _refuse(stage, now, "ana", "four-eyes", "the preparer approves her own declaration")
    await releasing.fund(stage, names.release_2)
    await stage.answer(owner, "approval", "carla")
    stage.tell.say("The manager approves")


async def _replaced(stage: Stage, owner: str, old: TaskView) -> TaskView:
    async def look() -> TaskView | None:
        task = await stage.task(owner, "approval")
        return task if task.id != old.id else None

    return await stage.until("the new approval", look)


async def _refused_click(stage: Stage, seen: TaskView, now: TaskView) -> None:
    """The approver clicks on what is still on his screen."""
    old = seen.order.evidence.sha256 if seen.order.evidence else ""
    new = now.order.evidence.sha256 if now.order.evidence else ""
    try:
        await stage.decide(seen, "bruno")
        found = ("accepted", "", "")
    except DeskError as refusal:
        extra = refusal.extra
        found = (refusal.code, str(extra.get("shown", "")), str(extra.get("current", "")))
    stage.tell.check(
        "the approver's click is refused, with both hashes",
        ("evidence-changed", old[:12], new[:12]),
        (found[0], found[1][:12], found[2][:12]),
    )


async def _refuse(stage: Stage, task: TaskView, person: str, code: str, what: str) -> None:
    try:
        await stage.decide(task, person)
        found = "accepted"
    except DeskError as refusal:
        found = refusal.code
    stage.tell.check(f"refused: {what}", code, found)


async def _follow_yellow(stage: Stage, names: Names) -> None:
    clearance = await declarations.clearance_of(
        stage, names.release_2, "bonded_consumption", "registered", "in_conference", "released"
    )
    declarations.check(stage, clearance, figures.RELEASE_2)
    cash = Decimal(clearance["assessment"]["cash"])
    stage.tell.check("cash of the second release", figures.CASH_2, cash)
    if names.release_2.startswith("AM"):
        await _answer_customs(stage, names)
        stage.tell.say("Tuesday 26: released, six days after its registration")


async def _answer_customs(stage: Stage, names: Names) -> None:
    owner = f"{names.release_2}/bonded_consumption-1"
    task = await stage.task(owner, "conference")
    stage.tell.say(f"[yellow]{task.order.title_en}[/]")
    await stage.on(5, 21)
    await stage.report(names.release_2, "DEMAND_RAISED", "ana", note="justify the unit price of B")
    await stage.on(5, 22)
    await stage.report(names.release_2, "DEMAND_ANSWERED", "ana", note="agreement, price list v2")
    await stage.on(5, 25)
    await stage.report(names.release_2, "RECTIFIED", "ana", note="note added, no tax due")
    answered = "answered with the agreement and price list v2"
    await stage.decide(task, "ana", "done", form={"answer": answered})
    await stage.on(5, 26)
    await stage.stage_is("release", names.release_2, "RELEASED_AWAITING_DELIVERY")
