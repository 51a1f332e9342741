"""What time does to a declaration: registered after a delay, released by the business clock.

Nothing runs in the background: whoever asks first finds what is due done, so a
restart has nothing to resume.
"""

import re
import time
from datetime import date, datetime, timedelta

from simulator import bond
from simulator.clock import written
from simulator.lines import is_admission
from simulator.store import Body, dumps
from simulator.world import World

DRAFT = "EM_ELABORACAO"
ASKED = "ELABORADA_AGUARDANDO_PCCE"
IN_CONFERENCE = "EM_CONFERENCIA_SELECIONADA"
RELEASED = "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
AWAITING_CHANNEL = "REGISTRADA_AGUARDANDO_CANAL"

_CHANNELS = {"VD": "VERDE", "AM": "AMARELO", "VM": "VERMELHO", "CZ": "CINZA"}
_SCRIPT = re.compile(r"(VD|AM|VM|CZ)(\d{1,2})?(?!\d)")


def script_of(reference: str) -> tuple[str, int | None]:
    """Return the channel that a reference asks for, and the days until its release.

    ``AM6-…``: yellow, released six days after registration. No number: green is
    released at once, the others wait for the administrator.
    """
    found = _SCRIPT.match(reference)
    channel = _CHANNELS[found[1]] if found else "VERDE"
    if found and found[2]:
        return channel, int(found[2])
    return channel, 0 if channel == "VERDE" else None


def reference_of(body: Body) -> str:
    """Return the declarant's own reference: the head of the complementary information."""
    text = str(body["cover"]["identificacao"].get("informacaoComplementar") or "").split()
    return text[0] if text else ""


def ask(world: World, body: Body, amounts: dict[str, str]) -> None:
    """Take a draft for registration: dated by the business clock, made after a real delay."""
    bond.draw(world.store, body)
    body |= {
        "situation": ASKED,
        "payments": amounts,
        "asked_at": world.clock.now().isoformat(),
        "registers_at": time.time() + float(world.rule("registration_delay")),
    }
    world.store.keep_declaration(body)


def settle(world: World) -> None:
    """Do what has become due."""
    for body in world.store.declarations(moving_only=True):
        due = body.get("registers_at")
        if due and float(due) <= time.time():
            _register(world, body)
        if (
            body.get("released_on")
            and date.fromisoformat(body["released_on"]) <= world.clock.today()
        ):
            release(world, body)


def _register(world: World, body: Body) -> None:
    """Make version 1 of a draft: number it, debit it once, give it its channel."""
    store, at = world.store, datetime.fromisoformat(body["asked_at"])
    channel, days = script_of(reference_of(body))
    body |= {
        "version": int(body["version"]) + 1,
        "registers_at": None,
        "registered_at": written(at),
        "channel": channel,
        "situation": AWAITING_CHANNEL if channel == "VERDE" else IN_CONFERENCE,
        "released_on": None if days is None else (at.date() + timedelta(days=days)).isoformat(),
    }
    row = (body["number"], body["version"], body["registered_at"])
    store.write("insert into registration values (?, ?, ?)", *row)
    store.write("insert into debit values (?, ?, ?, ?)", *row, dumps(body["payments"]))
    store.keep_declaration(body)


def release(world: World, body: Body) -> None:
    """Release a registered declaration (desembaraço); an admission's goods become stock."""
    now = world.clock.now()
    body |= {
        "released_at": written(min(_due(body) or now, now)),
        "situation": RELEASED,
        "released_on": None,
    }
    world.store.keep_declaration(body)
    if is_admission(body):
        bond.admit(world.store, body)


def _due(body: Body) -> datetime | None:
    """The hour of registration on the day of the release, if that was scripted."""
    if not body.get("released_on"):
        return None
    registered = datetime.fromisoformat(body["registered_at"])
    return datetime.combine(date.fromisoformat(body["released_on"]), registered.timetz())
