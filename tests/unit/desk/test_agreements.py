"""Programmes at the desk: started once, refused with other terms, reviewed when asked."""

from typing import Any

import pytest
from pydantic import ValidationError

from cli.story import cast
from customs.acts import Tick
from tests.unit.desk.house import NOW, House
from tests.unit.desk.programmes import with_programmes
from wiring.desk.agreements import StartProgramme
from wiring.desk.errors import Conflict, Forbidden, Invalid, NotFound


def a_programme(**changes: Any) -> StartProgramme:
    """The story's agreement."""
    return StartProgramme.model_validate(cast.agreement("ROLAMAR-1") | changes)


async def test_a_programme_starts_with_its_roads_resolved(house: House) -> None:
    with_programmes(house)

    view = await house.desk.start_programme(a_programme(), house.actor("paulo"))

    assert view.review is not None
    agreement = view.agreement
    assert agreement.import_plan.customs_transit
    assert agreement.release_plan.declaration == "bonded_consumption"
    assert agreement.parties.declarants["admission"].name.startswith("Lume")
    assert agreement.parties.declarants["bonded_consumption"].name.startswith("Rolamar")
    assert agreement.parties.owner.name.startswith("Ningbo")


async def test_started_again_with_the_same_terms_it_is_the_same(house: House) -> None:
    with_programmes(house)
    await house.desk.start_programme(a_programme(), house.actor("paulo"))

    again = await house.desk.start_programme(a_programme(), house.actor("paulo"))

    assert again.name == "ROLAMAR-1"
    assert len(house.workflows.ever) == 1


async def test_other_terms_under_the_same_name_are_refused(house: House) -> None:
    with_programmes(house)
    await house.desk.start_programme(a_programme(), house.actor("paulo"))

    with pytest.raises(Conflict, match="other terms"):
        await house.desk.start_programme(a_programme(safety_days=3), house.actor("paulo"))


async def test_only_a_planner_starts_a_programme(house: House) -> None:
    with_programmes(house)

    with pytest.raises(Forbidden):
        await house.desk.start_programme(a_programme(), house.actor("bruna"))


async def test_a_code_that_may_not_be_declared_is_refused_at_the_door(house: House) -> None:
    with_programmes(house)
    agreed = cast.agreement("X-1")["items"][0]
    agreed["item"] = agreed["item"] | {"ncm": "99999999"}

    with pytest.raises(Invalid, match="99999999"):
        await house.desk.start_programme(a_programme(items=[agreed]), house.actor("paulo"))


def test_a_misspelt_term_is_noticed() -> None:
    with pytest.raises(ValidationError, match="lead_time"):
        a_programme(lead_time=75)


async def test_a_review_is_asked_at_the_business_time(house: House) -> None:
    with_programmes(house)
    await house.desk.start_programme(a_programme(), house.actor("paulo"))

    await house.desk.review("ROLAMAR-1", house.actor("breno"))

    assert house.workflows.told == [("programme/ROLAMAR-1", "review", Tick(now=NOW))]


async def test_a_programme_that_nobody_started_is_unknown(house: House) -> None:
    with_programmes(house)
    await house.desk.start_programme(a_programme(), house.actor("paulo"))

    with pytest.raises(NotFound, match="ROLAMAR-1"):
        await house.desk.review("OTHER", house.actor("paulo"))
    with pytest.raises(NotFound):
        await house.desk.programme("OTHER")


async def test_a_story_may_begin_before_the_last_one_ended(house: House) -> None:
    earlier = NOW.replace(month=1)

    reading = await house.desk.begin_story(earlier, house.actor("root"))

    assert reading.now == earlier
    assert house.outside.told == [earlier]
    assert house.workflows.told == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"credential": "other"}, "no credential 'other'; known: broker"),
        ({"costs": {"handling": "1E+99"}}, "at most 15 digits"),
        ({"items": cast.agreement("X-1")["items"] * 51}, "at most 100 items"),
    ],
)
def test_terms_that_nothing_can_keep_are_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        a_programme(**change)


async def test_a_state_without_an_icms_rule_is_no_place_for_a_programme(house: House) -> None:
    with_programmes(house)

    with pytest.raises(Invalid, match="known: AM, BA"):
        await house.desk.start_programme(a_programme(state="XX"), house.actor("paulo"))
