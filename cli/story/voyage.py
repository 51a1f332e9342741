"""Rows 4 and 5: the sea, the transit under seal, the dry port."""

from datetime import date, datetime
from typing import Any

from cli.story.names import Names
from cli.story.stage import Stage, moment
from customs.free_time import free_time
from wiring.desk.errors import DeskError

CONTAINER = "XHYU3017268"
CE_MERCANTE = "152605098765432"
FREE_DAYS = 21


async def tell(stage: Stage, names: Names) -> None:
    """30 January to 27 March; the admission is told in between by its own chapter."""
    stage.tell.chapter("30 Jan – 17 Mar", "At sea")
    await _sail(stage, names)
    await _arrive(stage, names)
    stage.tell.chapter("Wed 18 – Mon 23 Mar", "Under seal to the dry port")
    await _cross(stage, names)


async def return_empty(stage: Stage, names: Names) -> None:
    """Friday 27 March: the empty is back, ten free days unused."""
    await stage.on(3, 27)
    await stage.report(names.bonded, "EMPTY_RETURNED", "otto", equipment=CONTAINER)
    used = free_time(date(2026, 3, 17), FREE_DAYS, date(2026, 3, 27))
    stage.tell.check_each(
        "free time of the container",
        {"last_free_day": date(2026, 4, 6), "due": 0, "unused": 10},
        used.model_dump(),
    )


async def _sail(stage: Stage, names: Names) -> None:
    await stage.on(1, 30, 20)
    departed = _event(names, "DEPARTED", moment(1, 30, 18), "e4")
    gate_in = _event(names, "GATE_IN_ORIGIN", moment(1, 29, 6), "e1")
    await stage.events(
        "oceana",
        (
            departed,
            _event(names, "LOADED", moment(1, 30, 11), "e3"),
            gate_in,
            departed,
            gate_in,
            _event(names, "ARRIVED", moment(3, 12), "e5", classifier="EST"),
        ),
    )
    await stage.on(2, 2)
    wrong = _event(names, "GATE_IN_ORIGIN", moment(1, 29, 6), "e6", retracts="e1")
    right = _event(names, "GATE_IN_ORIGIN", moment(1, 28, 22), "e7")
    await stage.events("oceana", (wrong, right, departed))
    await stage.stage_is("import", names.bonded, "IN_TRANSIT")
    stage.tell.say("Events came out of order, three of them twice, one was withdrawn")
    await stage.on(3, 2)
    delayed = _event(names, "ARRIVED", moment(3, 16), "e8", classifier="EST")
    await stage.events("oceana", (delayed,))
    stage.tell.say("Expected arrival moves from 12 to 16 March")


async def _arrive(stage: Stage, names: Names) -> None:
    await stage.on(3, 12)
    await stage.report(names.bonded, "CE_CHECKED", "ana", note=CE_MERCANTE)
    await stage.on(3, 13)
    await stage.report(names.bonded, "AFRMM_SUSPENDED", "ana", note="TUM paga")
    stage.tell.say(f"CE {CE_MERCANTE} agrees with the B/L; AFRMM is suspended, TUM paid")
    await stage.on(3, 16)
    await stage.events("oceana", (_event(names, "ARRIVED", moment(3, 16, 7), "e9"),))
    await stage.on(3, 17)
    await stage.events("oceana", (_event(names, "DISCHARGED", moment(3, 17, 5), "e10"),))
    body = await stage.row("import", names.bonded, _is_discharged, "the discharge")
    heard = [m["event_id"] for m in body["milestones"] if m["source"] == "oceana"]
    stage.tell.check("events kept, each once", 9, len(heard))


async def _cross(stage: Stage, names: Names) -> None:
    await stage.on(3, 18)
    await stage.answer(
        names.bonded, "transit", "otto", "done", form={"number": f"26/00{stage.run:04d}-1"}
    )
    await stage.on(3, 19)
    await stage.report(names.bonded, "TRANSIT_AUTHORISED", "otto")
    await stage.report(names.bonded, "TRANSIT_DEPARTED", "otto", equipment=CONTAINER)
    await stage.stage_is("import", names.bonded, "IN_CUSTOMS_TRANSIT")
    await _file_too_early(stage, names)
    await stage.on(3, 20)
    for tag in ("TRANSIT_ARRIVED", "SEALS_CHECKED", "TRANSIT_CONCLUDED", "CARGO_PRESENT"):
        await stage.report(names.bonded, tag, "otto")
    await stage.stage_is("import", names.bonded, "AT_WAREHOUSE")
    stage.tell.say("Friday 20: the seals agree, the transit is concluded, the cargo is present")
    await stage.on(3, 23)
    await stage.report(names.bonded, "STRIPPED", "otto", equipment=CONTAINER)
    note = "900 cartons, one crushed, contents sound: term and photo"
    await stage.report(names.bonded, "TALLIED", "otto", note=note)
    stage.tell.say(f"Monday 23: {note}")


async def _file_too_early(stage: Stage, names: Names) -> None:
    """No admission before the presence of cargo: it is the depositary's act that is missing."""
    said = "it was accepted"
    try:
        await stage.desk.file_entry(names.bonded, stage.actor("ana"))
    except DeskError as refusal:
        said = f"{refusal.code}: {refusal.detail}"
    stage.tell.check(
        "an admission before the presence of cargo is refused, and names the depositary",
        True,
        said.startswith("no-presence") and "Serra Azul" in said,
    )


def _event(
    names: Names, tag: str, occurred_at: datetime, event_id: str, **facts: Any
) -> dict[str, Any]:
    return {
        "tag": tag,
        "occurred_at": occurred_at,
        "event_id": event_id,
        "reference": names.bonded,
        "container": CONTAINER,
        **facts,
    }


def _is_discharged(body: dict[str, Any]) -> bool:
    return any(m["tag"] == "DISCHARGED" for m in body["milestones"])
