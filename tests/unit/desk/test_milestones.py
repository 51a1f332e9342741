"""News at the desk: of one import, and from machines that know no reference."""

from typing import Any

import pytest

from customs.acts import MilestonesReported
from tests.unit.desk.house import NOW, House, a_form
from wiring.desk.errors import Conflict, Invalid, NotFound
from wiring.desk.forms import EventForm, MilestoneForm, StartImport
from wiring.desk.ports import Refusal


async def booked(house: House, **changes: Any) -> None:
    form = StartImport.model_validate(a_form(**changes))
    await house.desk.start_import(form, house.actor("bruna"))


def an_event(event_id: str, **changes: Any) -> EventForm:
    return EventForm.model_validate(
        {"event_id": event_id, "tag": "DEPARTED", "occurred_at": NOW} | changes
    )


async def test_a_milestone_carries_both_clocks_and_its_source(house: House) -> None:
    await booked(house)
    said = MilestoneForm(tag="DEPARTED", occurred_at=NOW.replace(day=10), event_id="e1")

    await house.desk.milestone("IMP-7", said, house.actor("bruna"))

    _, name, act = house.workflows.told[-1]
    assert name == "record_milestone"
    assert (act.news.occurred_at.day, act.news.recorded_at) == (10, NOW)
    assert house.workflows.update_ids == ["milestone/bruna/e1"]


async def test_the_same_event_twice_is_told_once(house: House) -> None:
    await booked(house)
    said = MilestoneForm(tag="DEPARTED", occurred_at=NOW, event_id="e1", source="carrier")

    await house.desk.milestone("IMP-7", said, house.actor("bruna"))
    await house.desk.milestone("IMP-7", said, house.actor("bruna"))

    assert len(house.workflows.told) == 1


async def test_an_unknown_milestone_is_a_conflict_that_names_the_known(house: House) -> None:
    await booked(house)

    with pytest.raises(Conflict, match="no milestone 'FLOWN'; known: BOOKED"):
        await house.desk.milestone(
            "IMP-7", MilestoneForm(tag="FLOWN", occurred_at=NOW), house.actor("bruna")
        )


async def test_a_milestone_off_the_road_is_refused_by_the_import(house: House) -> None:
    await booked(house)
    house.workflows.no = Refusal("UnknownMilestone", "no CE_CHECKED on this road")

    with pytest.raises(Conflict, match="no CE_CHECKED on this road") as no:
        await house.desk.milestone(
            "IMP-7", MilestoneForm(tag="CE_CHECKED", occurred_at=NOW), house.actor("bruna")
        )

    assert no.value.code == "unknown-milestone"


async def test_a_milestone_of_an_unknown_import_is_not_found(house: House) -> None:
    with pytest.raises(NotFound, match="IMP-404"):
        await house.desk.milestone(
            "IMP-404", MilestoneForm(tag="DEPARTED", occurred_at=NOW), house.actor("bruna")
        )


async def test_a_batch_is_one_signal_for_each_import(house: House) -> None:
    await booked(house)
    await booked(house, reference="IMP-8", air_waybills=["020-99999999"])
    events = [
        an_event("e1", transport_document="020-1234 5675"),
        an_event("e2", transport_document="020-12345675", tag="ARRIVED"),
        an_event("e3", reference="IMP-8"),
    ]

    results = await house.desk.report(events, "carrier", house.actor("otto"))

    assert [r.matched for r in results] == [("IMP-7",), ("IMP-7",), ("IMP-8",)]
    batches = {id: batch for id, _, batch in house.workflows.told}
    seven = batches["import/IMP-7"]
    assert isinstance(seven, MilestonesReported)
    assert [n.event_id for n in seven.news] == ["e1", "e2"]
    assert len(house.workflows.told) == 2


async def test_an_event_that_matches_nothing_is_kept(house: House) -> None:
    result = await house.desk.report(
        [an_event("e1", container="XHYU 301726-8")], "carrier", house.actor("otto")
    )

    assert result[0].kept
    assert "XHYU301726-8" in house.waiting.kept[0].keys
    assert house.waiting.kept[0].news.source == "carrier"
    assert not house.workflows.told


async def test_a_part_of_a_number_is_no_match(house: House) -> None:
    await booked(house)

    result = await house.desk.report(
        [an_event("e1", booking="020-1234567")], "carrier", house.actor("otto")
    )

    assert result[0].kept


async def test_an_unknown_milestone_from_a_machine_is_kept(house: House) -> None:
    await booked(house)

    result = await house.desk.report(
        [an_event("e1", reference="IMP-7", tag="FLOWN")], "carrier", house.actor("otto")
    )

    assert result[0].kept
    assert "FLOWN" in result[0].note


async def test_an_import_that_closed_meanwhile_leaves_its_news_waiting(house: House) -> None:
    await booked(house)
    house.workflows.open.clear()

    result = await house.desk.report(
        [an_event("e1", reference="IMP-7")], "carrier", house.actor("otto")
    )

    assert result[0].kept


@pytest.mark.parametrize("source", ["entreposto", "Entreposto", "ENTREPOSTO "])
async def test_nobody_speaks_in_the_name_of_the_house(house: House, source: str) -> None:
    await booked(house)
    said = MilestoneForm(tag="DEPARTED", occurred_at=NOW, source=source)
    events = [an_event("e1", reference="IMP-7"), an_event("e2", reference="IMP-7", source=source)]

    with pytest.raises(Invalid, match="the house's own name") as no:
        await house.desk.milestone("IMP-7", said, house.actor("bruna"))
    assert (no.value.status, no.value.field) == (422, "source")
    with pytest.raises(Invalid, match="the house's own name"):
        await house.desk.report(events, "carrier", house.actor("otto"))
    with pytest.raises(Invalid, match="the house's own name"):
        await house.desk.report(events[:1], source, house.actor("otto"))

    assert not house.workflows.told
    assert not house.waiting.kept
