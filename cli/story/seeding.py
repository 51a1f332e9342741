"""What must be there before the story begins: people with passwords, the clock, a number."""

import asyncio
import secrets

from cli.story import cast
from cli.story.stage import moment
from cli.story.teller import Teller
from customs.people import SYSTEM
from wiring.desk import Desk


async def next_run(desk: Desk) -> int:
    """Return the number of this telling: one more than the last on this data folder."""
    known = await asyncio.to_thread(desk.ports.book.agreements)
    told = [name.removeprefix("ROLAMAR-") for name in known if name.startswith("ROLAMAR-")]
    return max((int(number) for number in told if number.isdigit()), default=0) + 1


async def seed_people(desk: Desk, tell: Teller) -> dict[str, str]:
    """Give every person of the story an account with a fresh password; return the passwords."""
    passwords = {person.name: secrets.token_urlsafe(6) for person in cast.PEOPLE}
    with tell.waiting("waiting for the accounts"):
        for person in cast.PEOPLE:
            await asyncio.to_thread(desk.ports.people.add, person, passwords[person.name])
    return passwords


async def begin(desk: Desk) -> None:
    """Set the clock to Monday 5 January 2026, nine o'clock in Brasília."""
    await desk.begin_story(moment(1, 5), SYSTEM)
