"""The desk over the real records: what lists, matching and references rely on in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from customs.payload import Payload
from records.snapshots import Snapshot
from records.sql import SqlAudit, SqlClock, SqlPeople, SqlReferences, SqlSnapshots, SqlWaitingRoom
from stock.sql import SqlLedger
from tests.postgres import database, database_url, engine, postgres
from tests.unit.desk.fakes import FakeSnapshots
from tests.unit.desk.house import NOW, House, a_form, an_approval
from wiring.desk import Desk
from wiring.desk.errors import Conflict, NotFound
from wiring.desk.forms import EventForm, StartImport

__all__ = ["database", "database_url", "engine", "postgres"]


class _IntoSql(FakeSnapshots):
    """What the fake workflows write goes to SQL."""

    def __init__(self, sql: SqlSnapshots) -> None:
        super().__init__()
        self._sql = sql

    def put(self, kind: str, id: str, view: Payload | dict[str, Any]) -> None:
        super().put(kind, id, view)
        body = self.rows[kind][id]
        self._sql.save(Snapshot(kind=kind, id=id, run_started=NOW, version=1, body=body))


@pytest.fixture
def desk(house: House, engine: Engine) -> Desk:
    """A desk over real records and fake workflows."""
    snapshots = SqlSnapshots(engine)
    house.snapshots = house.workflows.snapshots = _IntoSql(snapshots)
    SqlClock(engine).move(NOW)
    return Desk(
        replace(
            house.desk.ports,
            snapshots=snapshots,
            people=SqlPeople(engine),
            references=SqlReferences(engine),
            waiting=SqlWaitingRoom(engine),
            audit=SqlAudit(engine),
            clock=SqlClock(engine),
            ledger=SqlLedger(engine),
        )
    )


async def book(desk: Desk, house: House, **changes: Any) -> None:
    form = StartImport.model_validate(a_form(**changes))
    await desk.start_import(form, house.actor("bruna"), key="k")


async def test_an_import_is_started_shown_listed_and_started_once(desk: Desk, house: House) -> None:
    await book(desk, house)
    await book(desk, house)

    dossier = await desk.show("IMP-7")
    assert (dossier["stage"], dossier["movements"], dossier["lots"]) == ("BOOKED", [], [])
    assert [entry["act"] for entry in dossier["audit"]] == ["import.start"]
    page = await desk.imports(where={"open": True, "stage": "BOOKED"}, search="haiyue")
    assert [view.reference for view in page.items] == ["IMP-7"]
    with pytest.raises(Conflict, match="bruna started the first"):
        await book(desk, house, incoterm="FOB")


async def test_news_finds_its_import_by_waybill_or_waits_for_a_person(
    desk: Desk, house: House
) -> None:
    await book(desk, house)
    event = {"tag": "DEPARTED", "occurred_at": NOW}
    events = [
        EventForm.model_validate(event | {"event_id": "e1", "equipment": "020-1234 5675"}),
        EventForm.model_validate(event | {"event_id": "e2", "booking": "OCE-1"}),
    ]

    results = await desk.report(events, "carrier", house.actor("otto"))

    assert [(r.matched, r.kept) for r in results] == [(("IMP-7",), False), ((), True)]
    [waiting] = await desk.waiting()
    assert waiting.news.event_id == "e2"
    told = await desk.match(waiting.id, "IMP-7", house.actor("otto"))
    assert [news.event_id for news in told] == ["e2"]
    assert house.workflows.told[-1][:2] == ("import/IMP-7", "milestones")
    assert await desk.waiting() == []
    with pytest.raises(NotFound):
        await desk.match(waiting.id, "IMP-7", house.actor("otto"))


async def test_a_group_sees_its_tasks_and_the_clock_reaches_all(desk: Desk, house: House) -> None:
    await book(desk, house)
    task = house.open_task(an_approval())

    async def ids(person: str) -> list[str]:
        return [view.id for view in (await desk.tasks(house.actor(person), "group")).items]

    assert (await ids("ana"), await ids("bruna"), await ids("root")) == ([task.id], [], [task.id])
    await desk.move_clock(NOW + timedelta(days=1), house.actor("root"))
    ticked = {id for id, name, _ in house.workflows.told if name == "tick"}
    assert ticked == {"import/IMP-7", f"task/{task.id}"}
    with pytest.raises(Conflict, match="only goes forward"):
        await desk.move_clock(NOW, house.actor("root"))
