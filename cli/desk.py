"""How a command asks at the desk: as whom, and what a refusal looks like in a terminal."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from customs.clock import BRASILIA

if TYPE_CHECKING:
    from customs.people import Actor
    from wiring.desk import Desk
    from wiring.desk.forms import PaperForm

T = TypeVar("T")

as_option = click.option(
    "--as", "person", required=True, metavar="PERSON", help="The account that acts."
)
key_option = click.option(
    "--key", metavar="ID", help="Name of this act: repeating it with the same name does it once."
)


class Instant(click.ParamType[datetime]):
    """A moment; without an offset it is Brasília's time."""

    name = "instant"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment; anything else is refused with a sentence."""
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment, such as 2026-03-25T14:30-03:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=BRASILIA)


def reading(ask: "Callable[[Desk], Awaitable[T]]") -> T:
    """Ask something that SQL alone answers."""
    return _ask(ask, with_temporal=False)


def acting(act: "Callable[[Desk, Actor], Awaitable[T]]", person: str) -> T:
    """Do an act as a person whose account the house keeps."""
    from wiring.desk.access import actor_of

    def as_person(desk: "Desk") -> Awaitable[T]:
        account = desk.ports.people.get(person)
        if account is None:
            raise click.ClickException(f"There is no account {person!r}: see `user list`.")
        return act(desk, actor_of(account))

    return _ask(as_person, with_temporal=True)


def paper_forms(files: tuple[Path, ...]) -> "list[PaperForm]":
    """Return files as papers to be handed in."""
    from wiring.desk.forms import PaperForm

    return [PaperForm(filename=file.name, body=file.read_bytes()) for file in files]


def _ask(ask: "Callable[[Desk], Awaitable[T]]", with_temporal: bool) -> T:
    import asyncio

    from wiring.desk.errors import DeskError
    from wiring.house import OUTAGES, open_desk
    from wiring.settings import load

    async def asked() -> T:
        async with open_desk(load(), with_temporal) as desk:
            return await ask(desk)

    try:
        return asyncio.run(asked())
    except DeskError as refusal:
        raise click.ClickException(_in_words(refusal)) from refusal
    except OUTAGES as outage:
        raise click.ClickException(f"A part of the stack does not answer: {outage}") from outage


def _in_words(refusal: "Exception") -> str:
    changes = getattr(refusal, "extra", {}).get("changes", ())
    lines = [f"  {c['path']}: {c['before']} → {c['after']}" for c in changes]
    return "\n".join([str(refusal), *lines])
