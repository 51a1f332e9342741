"""Amounts and their reasons are for those inside, and for whose goods they are about."""

import pytest

from customs.people import Role
from records.ports import Person
from tests.unit.desk.house import PASSWORD, House
from tests.unit.desk.packs import RISEN, compared
from tests.web.conftest import Browser
from tests.web.explained import declare
from wiring.desk.rules import ProposePackForm

API = "/api/v1"
STRANGER, ROLAMAR = "99100004000109", "99100002000110"


def a_person(house: House, role: Role, party: str | None) -> None:
    house.people.add(Person(name="zoe", full_name="Zoe", roles=(role,), party=party), PASSWORD)


async def answers(house: House, as_: Browser) -> set[int]:
    """Return how every door of explanations answers Zoe."""
    ids, zoe = declare(house), await as_("zoe")
    first, second = ids["first"], ids["second"]
    reading = (
        f"/why/{first}",
        f"{API}/explanations/{first}/icms",
        f"{API}/explanations/REL-1/icms",
        f"{API}/comparisons/{first}/with/{second}/ii?item=B",
    )
    found = {(await zoe.get(path)).status_code for path in reading}
    asked = {"rates": {"USD": "5.60"}}
    login = {"authorization": f"Bearer {house.people.sign_in('zoe', PASSWORD)}"}
    what_if = await zoe.post(f"{API}/what-if/{first}", json=asked, headers=login)
    return found | {what_if.status_code}


@pytest.mark.parametrize(
    ("role", "party"),
    [
        (Role.BUYER, STRANGER),
        (Role.SUPPLIER, STRANGER),
        (Role.BUYER, None),
    ],
)
async def test_a_stranger_sees_no_amount_at_any_door(
    house: House, as_: Browser, role: Role, party: str | None
) -> None:
    a_person(house, role, party)
    assert await answers(house, as_) == {403}


@pytest.mark.parametrize(
    ("role", "party"),
    [(Role.BUYER, ROLAMAR), (Role.AUDITOR, None), (Role.OPERATOR, None), (Role.ADMIN, None)],
)
async def test_who_works_on_it_or_buys_in_it_sees_all(
    house: House, as_: Browser, role: Role, party: str | None
) -> None:
    a_person(house, role, party)
    assert await answers(house, as_) == {200}


@pytest.mark.parametrize(("name", "seen"), [("breno", False), ("sun", False), ("paulo", True)])
async def test_what_a_proposal_does_in_bond_is_for_those_inside(
    house: House, as_: Browser, name: str, seen: bool
) -> None:
    form = ProposePackForm(text=RISEN, reason="Resolução 7")
    compared(house, await house.desk.propose_pack(form, house.actor("bruna")))
    browser = await as_(name)
    told = (await browser.get(f"{API}/rules")).json()["proposals"][0]
    page = (await browser.get("/rules")).text
    assert (told["compared"] is not None, "ii-84821010-2027" in page) == (seen, seen)
