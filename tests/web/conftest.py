"""The console over a fake house, and browsers without script that are signed in to it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from tests.unit.desk.house import PASSWORD, House
from tests.web.story import tell
from web.app import create_app

Browser = Callable[[str], Awaitable[httpx.AsyncClient]]


@pytest.fixture
def house() -> House:
    """A house in the middle of the story."""
    house = House()
    tell(house)
    return house


@pytest.fixture
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody has signed in; https, because httpx drops Secure cookies else."""
    transport = httpx.ASGITransport(create_app(house.desk))
    async with httpx.AsyncClient(transport=transport, base_url="https://entreposto.test") as client:
        yield client


@pytest.fixture
def as_(http: httpx.AsyncClient) -> Browser:
    """Signs the browser in with the form of the page."""

    async def signed_in(name: str) -> httpx.AsyncClient:
        answer = await http.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303
        return http

    return signed_in
