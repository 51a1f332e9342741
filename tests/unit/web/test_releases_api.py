"""Releases through the API: called off, refused with a sentence, offered another way out."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.desk.house import House
from tests.unit.desk.two_lots import in_bond
from tests.unit.web.conftest import ClientOf

API = "/api/v1/releases"


def a_release(quantity: str = "40", **changes: Any) -> dict[str, Any]:
    return {"reference": "REL-1", "items": [{"item": "A", "quantity": quantity}]} | changes


@pytest.fixture
def bonded(house: House) -> House:
    """The house with two lots in bond."""
    return in_bond(house)


async def test_a_release_is_called_off_and_listed(bonded: House, as_: ClientOf) -> None:
    client = as_("bruna")

    answer = await client.post(API, json=a_release())
    listed = await client.get(API)

    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/v1/releases/REL-1"
    assert [row["stage"] for row in listed.json()["items"]] == ["CALLED_OFF"]


async def test_more_than_there_is_is_409_with_the_balance(bonded: House, as_: ClientOf) -> None:
    answer = await as_("bruna").post(API, json=a_release("1000"))

    assert answer.status_code == 409
    assert (answer.json()["account"], answer.json()["balance"]) == ("bonded", "200")


async def test_after_the_term_the_overdue_exit_is_offered(bonded: House, as_: ClientOf) -> None:
    bonded.clock.move(bonded.clock.now + timedelta(days=400))

    answer = await as_("bruna").post(API, json=a_release())

    assert (answer.status_code, answer.json()["offer"]) == (409, "overdue_consumption")


async def test_a_misspelt_field_is_422(bonded: House, as_: ClientOf) -> None:
    answer = await as_("bruna").post(API, json=a_release(destinaton="export"))

    assert answer.status_code == 422
