"""Scripted faults: outages, lost answers and refusals, so that a client can be tried."""

import asyncio
import contextlib
import re
import time
from dataclasses import dataclass

from simulator import course
from simulator.answers import Answer, PlatformRefusal, Problem, Refusal
from simulator.store import Body, Store, loads
from simulator.world import World

OUTAGES = ("503", "timeout", "html403", "quota", "night")
"""Modes in which a request is not carried out."""

MODES = (*OUTAGES, "late_answer", "lost_answer", "refuse")
"""All modes. ``late_answer``: carried out, and answered when its seconds are over;
``lost_answer``: carried out, then the connection is dropped."""

LONGEST_SILENCE = 120.0
"""Seconds after which a silence ends that was scripted without an end."""

_EVERYWHERE = r"^/(portal|duimp-api)/"


@dataclass(frozen=True)
class Html:
    """A page where JSON was expected, as a web server in front of the system sends it."""

    status: int
    text: str


def script(world: World, asked: Body) -> list[Body]:
    """Add a fault, or take all away if it lasts no time; return what is scripted.

    Raises:
        ValueError: no such mode, or a pattern that is none.
    """
    store = world.store
    mode = str(asked.get("mode", "503"))
    if mode not in MODES:
        raise ValueError(f"mode {mode!r}: one of {', '.join(MODES)}")
    re.compile(str(asked.get("path", "")))
    seconds, count = asked.get("seconds"), asked.get("count")
    if seconds is not None and not float(seconds):
        store.keep_setting("faults", [])
        for silence in world.silences:
            silence.set()
        return []
    once = mode in ("lost_answer", "refuse") and count is None and seconds is None
    fault = {
        "mode": mode,
        "path": asked.get("path") or _EVERYWHERE,
        "method": "POST" if mode == "lost_answer" else asked.get("method"),
        "reference": asked.get("reference"),
        "until": time.time() + float(seconds) if seconds is not None else None,
        "count": 1 if once else count,
        "errors": asked.get("errors") or [],
    }
    store.keep_setting("faults", [*scripted(store), fault])
    return scripted(store)


def scripted(store: Store) -> list[Body]:
    """Return the faults that are still to come."""
    faults: list[Body] = store.setting("faults", [])
    return [fault for fault in faults if not _is_spent(fault)]


def take(store: Store, method: str, path: str, sent: bytes = b"") -> Body | None:
    """Return the fault that hits this request, counted down."""
    faults = scripted(store)
    for fault in faults:
        if (
            re.search(fault["path"], path)
            and fault["method"] in (None, method)
            and fault["reference"] in (None, _reference(store, path, sent))
        ):
            if fault["count"] is not None:
                fault["count"] -= 1
                store.keep_setting("faults", faults)
            return fault
    return None


async def keep_silent(world: World, fault: Body) -> None:
    """Wait until a fault's time is over, or all faults are taken away."""
    left = float(fault["until"]) - time.time() if fault["until"] else LONGEST_SILENCE
    ended = asyncio.Event()
    world.silences.add(ended)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), max(0.0, min(left, LONGEST_SILENCE)))
    world.silences.discard(ended)


def refuse(fault: Body) -> None:
    """Raise the scripted refusal."""
    errors = fault["errors"] or [{}]
    problems = (
        Problem(
            str(error.get("code", "SIM-ER0900")),
            str(error.get("field", "")),
            str(error.get("message", "Recusa encomendada ao simulador.")),
        )
        for error in errors
    )
    raise Refusal(*problems)


def outage_answer(mode: str) -> Answer | Html:
    """Return what the system says while it is away."""
    if mode == "html403":
        return Html(403, "<html><body><h1>Forbidden</h1></body></html>")
    if mode == "quota":
        text = "SIM: limite de acessos por hora atingido para esta funcionalidade."
        return PlatformRefusal(422, "PUCX-ER1001", text).answer()
    if mode == "night":
        return PlatformRefusal(503, "PUCX-ER0401", "SIM: fora do ar de 01:00 a 03:00.").answer()
    return Html(503, "<html><body><h1>Service Unavailable</h1></body></html>")


def _reference(store: Store, path: str, sent: bytes) -> str:
    """Return the declarant's reference of the declaration that a request is about."""
    number = re.search(r"/duimp/([^/]+)", path)
    if number:
        body = store.declaration(number[1])
        return course.reference_of(body) if body else ""
    return course.reference_of({"cover": loads(sent)}) if sent else ""


def _is_spent(fault: Body) -> bool:
    over = fault["until"] is not None and float(fault["until"]) <= time.time()
    return over or (fault["count"] is not None and fault["count"] <= 0)
