"""Following: a change is told until it is known to have been told, and then no more."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.testing import ActivityEnvironment

from customs.filing import ForgetRecord, LookAround, Lookout
from gateways.doors import Unavailable
from records.ports import WatchedRecord
from simulator import faults
from tests.contract.filing_desk import FilingDesk, paying_the_fee
from tests.contract.samples import admission_items, cover
from tests.contract.surroundings import a_world


@pytest.fixture
def desk(tmp_path: Path) -> FilingDesk:
    """The activities over a new simulator."""
    return FilingDesk(a_world(tmp_path))


async def run(activity: Any, argument: Any) -> Any:
    return await ActivityEnvironment().run(activity, argument)


async def registered(desk: FilingDesk, reference: str) -> str:
    """File a declaration, watch it, and return its number."""
    filing = desk.filing()
    order = desk.order(cover(reference), admission_items())
    draft = await run(filing.open_draft, order)
    await run(filing.put_items, draft)
    await run(filing.ask_registration, paying_the_fee(draft))
    record = WatchedRecord(
        credential="broker", number=draft.number, version=1, workflow_id=f"clearance/{reference}"
    )
    await run(desk.portal().watch, record)
    return str(draft.number)


async def look(desk: FilingDesk, before: Lookout | None = None) -> Lookout:
    around = LookAround(credential="broker", told=before.changes if before else ())
    seen: Lookout = await run(desk.portal().look, around)
    return seen


async def test_the_first_look_tells_the_state(desk: FilingDesk) -> None:
    number = await registered(desk, "AM6-1/admission-1")

    (change,) = (await look(desk)).changes

    assert change.workflow_id == "clearance/AM6-1/admission-1"
    assert (change.news.number, change.news.version) == (number, 1)
    assert change.news.situation == "EM_CONFERENCIA_SELECIONADA"
    assert change.news.channel == "AMARELO"


async def test_what_was_told_is_not_told_again(desk: FilingDesk) -> None:
    await registered(desk, "AM6-1/admission-1")

    first = await look(desk)
    second = await look(desk, first)

    assert (second.changes, second.open_records) == ((), 1)


async def test_a_change_that_nobody_was_told_is_told_again(desk: FilingDesk) -> None:
    await registered(desk, "AM6-1/admission-1")
    first = await look(desk)

    repeated = await look(desk)

    assert [c.news.situation for c in repeated.changes] == [c.news.situation for c in first.changes]


async def test_a_release_is_news_with_its_own_date(desk: FilingDesk) -> None:
    await registered(desk, "AM6-1/admission-1")
    first = await look(desk)
    desk.world.clock.move(datetime.fromisoformat("2026-04-02T09:00:00-03:00"))

    (change,) = (await look(desk, first)).changes

    assert change.news.situation == "DESEMBARACADA_AGUARDANDO_ENTREGA_CARGA"
    assert change.news.occurred_at == datetime.fromisoformat("2026-03-30T10:00:00-03:00")
    assert change.news.recorded_at == datetime.fromisoformat("2026-04-02T09:00:00-03:00")


async def test_a_forgotten_record_is_not_asked_for(desk: FilingDesk) -> None:
    number = await registered(desk, "VD-1/admission-1")
    await run(desk.portal().forget, ForgetRecord(credential="broker", number=number))

    assert await look(desk) == Lookout()


async def test_a_record_watched_as_a_draft_is_found_in_its_new_version(desk: FilingDesk) -> None:
    number = await registered(desk, "VD-1/admission-1")
    desk.watch.kept[number] = desk.watch.kept[number].model_copy(update={"version": 0})

    first = await look(desk)

    assert first.changes[0].news.version == 1
    assert (await look(desk, first)).changes == ()


async def test_an_unknown_number_does_not_stop_the_others(desk: FilingDesk) -> None:
    await registered(desk, "VD-1/admission-1")
    stranger = WatchedRecord(credential="broker", number="26BR1", version=1, workflow_id="x")
    await run(desk.portal().watch, stranger)

    seen = await look(desk)

    assert [change.workflow_id for change in seen.changes] == ["clearance/VD-1/admission-1"]


async def test_an_outage_on_the_way_keeps_what_was_heard(desk: FilingDesk) -> None:
    numbers = [await registered(desk, f"VD-{n}/admission-1") for n in range(2)]
    path = f"/{numbers[1]}/"
    with desk.world.store.transaction():
        faults.script(desk.world, {"mode": "503", "path": path, "seconds": 60})

    seen = await look(desk)

    assert [change.news.number for change in seen.changes] == [numbers[0]]
    assert seen.open_records == 2


async def test_an_outage_at_the_first_record_is_an_outage(desk: FilingDesk) -> None:
    await registered(desk, "VD-1/admission-1")
    with desk.world.store.transaction():
        faults.script(desk.world, {"mode": "503", "seconds": 60})

    with pytest.raises(Unavailable):
        await look(desk)


async def test_the_longest_unasked_comes_first(
    desk: FilingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.portal.AT_MOST", 1)
    numbers = [await registered(desk, f"VD-{n}/admission-1") for n in range(3)]
    asked: list[str] = []
    seen = None
    for _ in range(3):
        seen = await look(desk, seen)
        asked += [change.news.number for change in seen.changes]

    assert sorted(asked) == sorted(numbers)
