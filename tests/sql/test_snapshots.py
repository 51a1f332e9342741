"""Snapshots: the newest stays, an equal one overwrites, and lists find them."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from records.snapshots import Filter, Snapshot
from records.sql import SqlSnapshots

RUN = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def snapshots(engine: Engine) -> SqlSnapshots:
    """No snapshots yet."""
    return SqlSnapshots(engine)


def picture(
    id: str, version: int = 1, run: datetime = RUN, kind: str = "import", **body: Any
) -> Snapshot:
    """A snapshot whose body says its version."""
    told = {"id": id, "version": version, "open": True} | body
    return Snapshot(kind=kind, id=id, run_started=run, version=version, body=told)


def an_import(id: str, supplier: str = "Shénzhèn Rolamentos", **body: Any) -> Snapshot:
    """An import's snapshot with what lists read."""
    order = {
        "agreement": "LUME",
        "transport": "sea",
        "equipment": ["MSCU1234566"],
        "plan": {"regime": "bonded"},
        "parties": {"exporter": {"name": supplier}, "consignee": {"name": "São João Ltda."}},
    }
    return picture(id, order=order, **({"stage": "BOOKED"} | body))


def ids(found: list[dict[str, Any]]) -> list[str]:
    """The ids of a list."""
    return [str(body["id"]) for body in found]


def test_in_whatever_order_they_come_the_newest_stays(snapshots: SqlSnapshots) -> None:
    later_run = RUN + timedelta(hours=1)
    told = [picture("I-1", n, run) for run in (RUN, later_run) for n in (1, 2, 10)]
    for seed in range(5):
        shuffled = [s.model_copy(update={"id": f"I-{seed}"}) for s in told]
        random.Random(seed).shuffle(shuffled)
        for snapshot in shuffled:
            snapshots.save(snapshot)
        assert snapshots.get("import", f"I-{seed}") == told[-1].body


def test_a_new_run_is_newer_whatever_its_version(snapshots: SqlSnapshots) -> None:
    snapshots.save(picture("I-1", version=90))
    snapshots.save(picture("I-1", version=1, run=RUN + timedelta(seconds=1), stage="AGAIN"))
    assert (snapshots.get("import", "I-1") or {})["stage"] == "AGAIN"


def test_an_equal_one_overwrites_what_never_happened(snapshots: SqlSnapshots) -> None:
    snapshots.save(picture("I-1", version=3, stage="NEVER_HAPPENED"))
    snapshots.save(picture("I-1", version=3, stage="BOOKED"))
    assert (snapshots.get("import", "I-1") or {})["stage"] == "BOOKED"
    assert ids(snapshots.find("import", where={"stage": "BOOKED"})) == ["I-1"]
    assert snapshots.find("import", where={"stage": "NEVER_HAPPENED"}) == []


def test_what_nobody_saved_is_none(snapshots: SqlSnapshots) -> None:
    assert snapshots.get("release", "R-1") is None


@pytest.mark.parametrize(
    "where",
    [
        {"stage": "IN_BOND"},
        {"open": False},
        {"agreement": "OTHER"},
        {"supplier": "Other"},
        {"regime": "direct"},
        {"transport": "air"},
        {"stage": ("IN_BOND", "CLOSED")},
    ],
)
def test_imports_are_found_by_each_list_column(
    snapshots: SqlSnapshots, where: dict[str, Filter]
) -> None:
    snapshots.save(an_import("I-1"))
    other = an_import("I-2", "Other", stage="IN_BOND", open=False).model_dump()
    other["body"]["order"] |= {
        "agreement": "OTHER",
        "transport": "air",
        "plan": {"regime": "direct"},
    }
    snapshots.save(Snapshot.model_validate(other))
    assert ids(snapshots.find("import", where=where)) == ["I-2"]


def test_a_column_that_no_list_has_is_refused(snapshots: SqlSnapshots) -> None:
    with pytest.raises(ValueError, match="no column \\['body'\\]"):
        snapshots.find("import", where={"body": "x"})


@pytest.mark.parametrize("words", ["shenzhen", "SHÉN", "sao joao", "i-1", "mscu123"])
def test_a_search_finds_references_parties_and_equipment(
    snapshots: SqlSnapshots, words: str
) -> None:
    snapshots.save(an_import("I-1"))
    snapshots.save(picture("J-2"))
    assert ids(snapshots.find("import", search=words)) == ["I-1"]


def test_a_search_takes_signs_as_they_are(snapshots: SqlSnapshots) -> None:
    snapshots.save(an_import("I-1", "100% Steel"))
    snapshots.save(an_import("I-2", "100 Steel"))
    assert ids(snapshots.find("import", search="100%")) == ["I-1"]
    assert snapshots.find("import", search="%") == snapshots.find("import", search="100% s")


def test_pages_go_on_where_the_last_one_ended(snapshots: SqlSnapshots) -> None:
    for n in range(7):
        # Three begin at the same instant: the id decides between them.
        snapshots.save(picture(f"I-{n}", run=RUN + timedelta(days=n // 3)))
    pages, after = [], None
    while page := snapshots.find("import", limit=3, after=after):
        pages.append(ids(page))
        after = pages[-1][-1]
    assert pages == [["I-6", "I-5", "I-4"], ["I-3", "I-2", "I-1"], ["I-0"]]


def test_a_row_keeps_its_place_in_the_list_when_it_changes(snapshots: SqlSnapshots) -> None:
    snapshots.save(picture("I-1"))
    snapshots.save(picture("I-2", run=RUN + timedelta(days=1)))
    snapshots.save(picture("I-1", run=RUN + timedelta(days=2)))
    assert ids(snapshots.find("import")) == ["I-2", "I-1"]


def a_task(id: str, *roles: str, **body: Any) -> Snapshot:
    """A task's snapshot with what the inbox reads."""
    owner = id.partition("/")[0]
    order = {
        "owner_reference": owner,
        "kind": "approve",
        "roles": list(roles),
        "title": "Aprovar declaração",
        "amount_brl": "114493.65",
        "due_at": "2026-04-20T12:00:00Z",
    }
    return picture(id, kind="task", order=order, **({"state": "OPEN"} | body))


def test_the_inbox_shows_what_any_of_my_roles_may_do(snapshots: SqlSnapshots) -> None:
    snapshots.save(a_task("I-1/approve-1", "approver", "customs_manager"))
    snapshots.save(a_task("I-1/approve-2", "broker"))
    snapshots.save(a_task("I-2/approve-1", "planner", open=False))
    mine = snapshots.find("task", where={"roles": ("approver", "broker"), "open": True})
    assert ids(mine) == ["I-1/approve-2", "I-1/approve-1"]
    assert ids(snapshots.find("task", where={"roles": "planner"})) == ["I-2/approve-1"]


def test_tasks_and_clearances_belong_to_their_import(snapshots: SqlSnapshots) -> None:
    snapshots.save(a_task("I-1/approve-1", "approver"))
    snapshots.save(a_task("I-2/approve-1", "approver", assignee="ana"))
    snapshots.save(picture("I-1/admission-1", kind="clearance", owner_reference="I-1"))
    assert ids(snapshots.find("task", owner="I-2", where={"assignee": "ana"})) == ["I-2/approve-1"]
    assert ids(snapshots.find("clearance", owner="I-1")) == ["I-1/admission-1"]
    assert ids(snapshots.find("task", search="declaracao", owner="I-1")) == ["I-1/approve-1"]
