"""What is handed in wrongly, twice or too early: an answer that says so, and nothing lost."""

import asyncio
from typing import Any

import httpx
import pytest

from cli.story import cast
from cli.story.stage import Stage
from tests.faults import by_air
from tests.unit.documents import pdfs

pytestmark = pytest.mark.stack

BAD = {
    "carta.pdf": (b"Dear Sirs, please find enclosed", "não é um PDF", "Envie o documento em PDF"),
    "cofre.pdf": (pdfs.encrypted(), "protegido por senha", "cópia sem senha"),
    "foto.pdf": (pdfs.scanned(), "imagem digitalizada", "PDF original"),
    "livro.pdf": (pdfs.pdf([pdfs.text("x")] * 1000), "1000 páginas", "somente elas"),
}
"""File → its content, what is said of it, and what to do."""


async def test_an_empty_file_is_refused_where_it_is_handed_in(api: httpx.AsyncClient) -> None:
    await started(api, "VD-EMPTY")
    files = [("papers", ("carta.pdf", b"%PDF-")), ("papers", ("vazio.pdf", b""))]
    answer = await api.post("/imports/VD-EMPTY/papers", files=files)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"] == "vazio.pdf: the file is empty"
    assert (await api.get("/imports/VD-EMPTY")).json()["view"]["papers"] == []


async def test_each_paper_of_no_use_is_a_task_and_the_import_waits_for_a_better_one(
    stage: Stage, api: httpx.AsyncClient
) -> None:
    reference = "VD-PAPERS"
    await started(api, reference)
    await handed_in(api, reference, {name: body for name, (body, *_) in BAD.items()})
    tasks = await stage.until("a task for each", lambda: paper_tasks(api, reference, len(BAD)))

    for name, (_, trouble, advice) in BAD.items():
        task = next(t for t in tasks if name in t["order"]["title"])
        assert trouble in task["order"]["title"]
        assert advice in task["order"]["instructions"]
    waiting = (await api.get(f"/imports/{reference}")).json()
    assert (waiting["open"], waiting["declarations"]) == (True, [])

    await handed_in(api, reference, {f"{k}.pdf": body for k, body in by_air.papers().items()})
    await by_air.arrive(stage, reference)
    await stage.task(by_air.declaration(reference), "approval")
    await stage.until("no task for a paper", lambda: paper_tasks(api, reference, 0))
    papers = (await api.get(f"/imports/{reference}")).json()["view"]["papers"]
    assert {read["paper"]["filename"] for read in papers} > set(BAD)


async def test_the_second_import_with_a_reference_is_refused_and_names_the_first(
    stage: Stage, api: httpx.AsyncClient
) -> None:
    form = cast.air_import("VD-TWICE")
    answers = await asyncio.gather(*(api.post("/imports", json=form) for _ in range(2)))

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    problem = (await api.post("/imports", json=form)).json()
    assert problem["status"] == 409
    assert "VD-TWICE is taken: rita started the first" in problem["detail"]
    assert problem["first"]["reference"] == "VD-TWICE"
    listed = (await api.get("/imports", params={"search": "VD-TWICE"})).json()["items"]
    assert [view["reference"] for view in listed] == ["VD-TWICE"]


async def test_news_of_an_unknown_milestone_or_import_gets_a_sentence(
    stage: Stage, api: httpx.AsyncClient
) -> None:
    await started(api, "VD-NEWS")
    landed = {"tag": "LANDED_ON_THE_MOON", "occurred_at": "2026-05-11T09:00:00-03:00"}

    unknown = await api.post("/imports/VD-NEWS/milestones", json=landed)
    nowhere = await api.post("/imports/VD-NOWHERE/milestones", json=landed | {"tag": "ARRIVED"})

    assert (unknown.status_code, nowhere.status_code) == (409, 404)
    assert "LANDED_ON_THE_MOON" in unknown.json()["detail"]
    assert "VD-NOWHERE" in nowhere.json()["detail"]


async def test_news_that_comes_before_the_booking_is_kept_and_picked_up(
    stage: Stage, api: httpx.AsyncClient
) -> None:
    waybill = "998-1234 5675"
    event = {"event_id": "early-1", "tag": "DEPARTED", "occurred_at": "2026-05-09T02:00:00-03:00"}
    batch = {"source": "zephyr", "events": [event | {"transport_document": waybill}]}
    told = (await api.post("/milestones", json=batch)).raise_for_status().json()["results"][0]
    assert (told["matched"], told["kept"]) == ([], True)
    assert "early-1" in await waiting_events(api)

    await started(api, "VD-EARLY", air_waybills=[waybill])

    row = await stage.stage_is("import", "VD-EARLY", "IN_TRANSIT")
    assert "early-1" in {milestone["event_id"] for milestone in row["milestones"]}
    assert "early-1" not in await waiting_events(api)


async def started(api: httpx.AsyncClient, reference: str, **changes: Any) -> None:
    """Start an import by the API."""
    answer = await api.post("/imports", json=cast.air_import(reference) | changes)
    assert answer.status_code == 201, answer.text


async def handed_in(api: httpx.AsyncClient, reference: str, files: dict[str, bytes]) -> None:
    """Hand files in by the API."""
    parts = [("papers", (name, body, "application/pdf")) for name, body in files.items()]
    answer = await api.post(f"/imports/{reference}/papers", files=parts)
    assert answer.status_code == 201, answer.text


async def paper_tasks(
    api: httpx.AsyncClient, reference: str, count: int
) -> list[dict[str, Any]] | None:
    """Return the open tasks about papers of an import, once there are so many."""
    listed = (await api.get("/tasks", params={"kind": "paper", "limit": 500})).json()["items"]
    mine = [task for task in listed if task["order"]["owner_reference"] == reference]
    return mine if len(mine) == count else None


async def waiting_events(api: httpx.AsyncClient) -> set[str]:
    """Return the events that belong to no import yet."""
    waiting = (await api.get("/milestones/waiting")).raise_for_status().json()
    return {event["news"]["event_id"] for event in waiting}
