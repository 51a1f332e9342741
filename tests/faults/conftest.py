"""The story's people at the desk of the running stack, and the administrator of the simulator."""

import asyncio
import io
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from rich.console import Console

from cli.story import cast
from cli.story.stage import Stage, moment
from cli.story.teller import Teller
from customs.people import SYSTEM, Role
from records.ports import Person
from tests.embedded import QUICK, Stack
from tests.faults.outside import Outside
from wiring.house import open_desk
from wiring.settings import Settings
from wiring.stack.folder import StackFolder


@pytest.fixture(scope="session")
def settings(stack: Stack) -> Settings:
    """The settings of the running stack; this process is not started by it."""
    short = {"task_timeout": float(QUICK["ENTREPOSTO_TASK_TIMEOUT"])}
    return stack.settings().model_copy(update=short)


@pytest.fixture(scope="session")
async def played(stack: Stack, settings: Settings) -> AsyncIterator[Stage]:
    """A stage for the whole session, with the story's people."""
    silent = Teller(Console(file=io.StringIO()))
    async with open_desk(settings) as desk:
        stage = Stage(desk, silent, run=0, console_url="", stack=StackFolder(stack.home))
        for person in cast.PEOPLE:
            if desk.ports.people.get(person.name) is None:
                await asyncio.to_thread(desk.ports.people.add, person, "of this test alone")
        yield stage


@pytest.fixture(scope="module")
async def stage(played: Stage) -> Stage:
    """The stage on Tuesday 12 May 2026, when the import by air is declared."""
    await played.desk.begin_story(moment(5, 12), SYSTEM)
    return played


@pytest.fixture(scope="session")
def outside(settings: Settings) -> Iterator[Outside]:
    """The simulator's administrator."""
    with Outside(settings) as administrator:
        yield administrator


@pytest.fixture(scope="session")
async def api(played: Stage, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The HTTP API, signed in as a broker."""
    rita = Person(name="rita", full_name="Rita Despachante", roles=(Role.BROKER,))
    await asyncio.to_thread(played.desk.ports.people.add, rita, "of this test alone")
    base = f"{settings.web_address}/api/v1"
    async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=60) as client:
        form = {"name": "rita", "password": "of this test alone"}
        session = (await client.post("/sign-in", json=form)).raise_for_status().json()
        client.cookies.clear()
        client.headers["authorization"] = f"Bearer {session['token']}"
        yield client
