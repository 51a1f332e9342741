"""What every release has in common: call-off, funds, gates and delivery."""

from typing import Any

from cli.story.names import Names
from cli.story.stage import Stage


async def call_off(stage: Stage, names: Names, reference: str, expected: dict[str, str]) -> str:
    """The programme proposes, the planner approves; return the release's reference."""
    task = await stage.task(names.programme, "release")
    # The task may be in the inbox a moment before the programme's own row shows it.
    await stage.row(
        "programme",
        names.programme,
        lambda row: any(p["task"] == task.id for p in row["proposals"]),
        "the proposal",
    )
    view = await stage.desk.programme(names.programme)
    proposal = next(p.proposal for p in view.proposals if p.task == task.id)
    stage.tell.say(f"Proposed: {proposal.title_en}")
    for line in proposal.reason_en.splitlines():
        stage.tell.say(f"[dim]{line}[/]")
    quantities = {each.item.id: f"{each.item.quantity:f}" for each in proposal.items}
    stage.tell.check_each("proposed quantities", expected, quantities)
    known = {release.reference for release in view.releases}
    await stage.answer(names.programme, "release", "paula", form={"reference": reference})
    body = await stage.row(
        "programme",
        names.programme,
        lambda row: any(r["reference"] not in known for r in row["releases"]),
        "the release",
    )
    fresh = [r["reference"] for r in body["releases"] if r["reference"] not in known]
    return str(fresh[-1])


async def fund(stage: Stage, reference: str) -> None:
    """The buyer puts the money at the broker's disposal."""
    task = await stage.task(reference, "funds")
    asked = task.order.fields[0].value or ""
    await stage.decide(task, "beto", "done", form={"received_brl": asked})
    stage.tell.say(f"Numerário received: R$ {asked}")


async def deliver(
    stage: Stage, reference: str, picked_up: tuple[int, int], delivered: tuple[int, int]
) -> dict[str, Any]:
    """Gates after the release, pick-up, delivery."""
    if stage.interactive:
        # Whoever chose another reference may have chosen to wait a day for the release.
        await stage.on(*picked_up)
    await stage.stage_is("release", reference, "RELEASED_AWAITING_DELIVERY")
    for tag in ("AFRMM_PAID", "ICMS_DECLARED", "NFE_ISSUED"):
        await stage.report(reference, tag, "ana")
    await stage.on(*picked_up)
    await stage.report(reference, "PICKED_UP", "otto")
    await stage.on(*delivered)
    await stage.report(reference, "DELIVERED_DOMESTIC", "otto")
    body = await stage.row(
        "release", reference, lambda row: row["stage"] == "DELIVERED" and not row["open"]
    )
    stage.tell.say(f"{reference}: delivered")
    return body
