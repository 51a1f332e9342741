"""The application over a fake house, and clients of it."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from tests.unit.desk.house import PASSWORD, House
from web.app import create_app

ClientOf = Callable[[str], httpx.AsyncClient]


@pytest.fixture
def house() -> House:
    """A desk over fakes."""
    return House()


@pytest.fixture
async def http(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A client that nobody has signed in. The base is https: httpx drops Secure cookies else."""
    transport = httpx.ASGITransport(create_app(house.desk))
    async with httpx.AsyncClient(transport=transport, base_url="https://entreposto.test") as client:
        yield client


@pytest.fixture
def as_(http: httpx.AsyncClient) -> ClientOf:
    """Makes the client a program of this person."""

    def signed_in_as(name: str) -> httpx.AsyncClient:
        http.auth = httpx.BasicAuth(name, PASSWORD)
        return http

    return signed_in_as
