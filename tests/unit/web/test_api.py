"""The API: everything that a screen does, and a sentence for everything that is refused."""

from typing import Any

import httpx
import pytest

from gateways.doors import Unavailable
from tests.unit.desk.house import NOW, House, a_form, an_approval
from tests.unit.web.conftest import ClientOf
from web.doors import LARGEST_BODY
from wiring.desk.ports import NoAnswer, Refusal

API = "/api/v1"


def departed(**changes: Any) -> dict[str, Any]:
    return {"tag": "DEPARTED", "occurred_at": NOW.isoformat(), "event_id": "e1"} | changes


@pytest.fixture
async def bruna(as_: ClientOf) -> httpx.AsyncClient:
    """The broker, with one import started."""
    client = as_("bruna")
    assert (await client.post(f"{API}/imports", json=a_form())).status_code == 201
    return client


async def test_a_start_says_where_the_import_is(as_: ClientOf) -> None:
    answer = await as_("bruna").post(f"{API}/imports", json=a_form())

    assert answer.headers["location"] == "/api/v1/imports/IMP-7"
    assert answer.json()["stage"] == "BOOKED"


async def test_a_second_start_is_409_and_names_the_first(bruna: httpx.AsyncClient) -> None:
    answer = await bruna.post(f"{API}/imports", json=a_form(incoterm="FOB"))

    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"] == "urn:entreposto:problem:reference-taken"
    assert problem["first"]["started_by"] == "bruna"
    assert problem["errors"][0]["field"] == "reference"


async def test_the_same_request_again_is_answered_the_same(as_: ClientOf) -> None:
    client, key = as_("bruna"), {"Idempotency-Key": "start-7"}

    first = await client.post(f"{API}/imports", json=a_form(), headers=key)
    again = await client.post(f"{API}/imports", json=a_form(), headers=key)

    assert (again.status_code, again.json()) == (201, first.json())


async def test_a_wrong_check_digit_is_422_and_names_field_and_digit(as_: ClientOf) -> None:
    parties = a_form()["parties"] | {"broker": {"name": "L", "cnpj": "99.100.001/0001-76"}}

    answer = await as_("bruna").post(f"{API}/imports", json=a_form(parties=parties))

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    error = answer.json()["errors"][0]
    assert error["field"] == "parties.broker.cnpj"
    assert "second check digit of this CNPJ is 6, it should be 5" in error["message"]


async def test_an_ncm_out_of_force_is_422(as_: ClientOf) -> None:
    item = a_form()["items"][0] | {"ncm": "99999999"}

    answer = await as_("bruna").post(f"{API}/imports", json=a_form(items=[item]))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "items.0.ncm"


async def test_a_role_that_may_not_is_403(as_: ClientOf) -> None:
    answer = await as_("aude").post(f"{API}/imports", json=a_form())

    assert answer.status_code == 403
    assert "broker" in answer.json()["detail"]


async def test_a_milestone_said_twice_gets_the_same_answer(
    bruna: httpx.AsyncClient, house: House
) -> None:
    first = await bruna.post(f"{API}/imports/IMP-7/milestones", json=departed())
    again = await bruna.post(f"{API}/imports/IMP-7/milestones", json=departed())

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert house.workflows.update_ids == ["milestone/bruna/e1"]


async def test_an_unknown_milestone_is_409_and_an_unknown_import_404(
    bruna: httpx.AsyncClient,
) -> None:
    flown = await bruna.post(f"{API}/imports/IMP-7/milestones", json=departed(tag="FLOWN"))
    nowhere = await bruna.post(f"{API}/imports/IMP-404/milestones", json=departed())

    assert (flown.status_code, nowhere.status_code) == (409, 404)
    assert "FLOWN" in flown.json()["detail"]
    assert "IMP-404" in nowhere.json()["detail"]


async def test_the_general_address_takes_all_and_says_what_became_of_each(
    bruna: httpx.AsyncClient,
) -> None:
    events = [departed(reference="IMP-7"), departed(event_id="e2", container="XHYU3017268")]

    answer = await bruna.post(f"{API}/milestones", json={"source": "carrier", "events": events})

    assert answer.status_code == 202
    results = answer.json()["results"]
    assert [(r["matched"], r["kept"]) for r in results] == [(["IMP-7"], False), ([], True)]
    waiting = (await bruna.get(f"{API}/milestones/waiting")).json()
    assert waiting[0]["news"]["event_id"] == "e2"


async def test_papers_need_one_kind_each_or_none(bruna: httpx.AsyncClient) -> None:
    files = [("papers", ("a.pdf", b"%PDF-")), ("papers", ("b.pdf", b"%PDF-"))]

    answer = await bruna.post(
        f"{API}/imports/IMP-7/papers", files=files, data={"kind": ["packing_list"]}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "kind"


async def test_a_stored_file_is_handed_out_with_its_type(as_: ClientOf, house: House) -> None:
    evidence = house.store.put_json({"cash": "1"})
    task = house.open_task(an_approval(evidence=evidence))

    answer = await as_("ana").get(f"{API}/tasks/{task.id}/files/{evidence.sha256}")

    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"cash": "1"}
    nothing = await as_("ana").get(f"{API}/tasks/{task.id}/files/{'0' * 64}")
    assert nothing.status_code == 404


async def test_an_approval_goes_through_the_tasks_own_address(as_: ClientOf, house: House) -> None:
    task = house.open_task(an_approval())
    decision = {"outcome": "approve", "form": {"day": "25/03/2026"}, "evidence_sha256": "e" * 64}

    answer = await as_("ana").post(f"{API}/tasks/{task.id}/complete", json=decision)

    assert answer.json()["state"] == "DONE"
    assert (await as_("ana").get(f"{API}/tasks")).json()["items"] == []


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        ("FourEyes", 403, "four-eyes"),
        ("AboveAuthority", 403, "above-authority"),
        ("EvidenceChanged", 409, "evidence-changed"),
        ("ReasonMissing", 422, "reason-missing"),
    ],
)
async def test_a_tasks_refusal_keeps_its_meaning(
    as_: ClientOf, house: House, refusal: str, status: int, code: str
) -> None:
    task = house.open_task(an_approval())
    house.workflows.no = Refusal(refusal, "because")

    answer = await as_("ana").post(f"{API}/tasks/{task.id}/complete", json={"outcome": "approve"})

    assert answer.status_code == status
    assert answer.json()["type"] == f"urn:entreposto:problem:{code}"


async def test_a_wrong_answer_in_a_tasks_form_names_its_field(as_: ClientOf, house: House) -> None:
    task = house.open_task(an_approval())
    decision = {"outcome": "approve", "form": {"day": "soon"}}

    answer = await as_("ana").post(f"{API}/tasks/{task.id}/complete", json=decision)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "form.day"


async def test_one_key_for_two_acts_is_two_acts(as_: ClientOf, house: House) -> None:
    task = house.open_task(an_approval())
    client, key = as_("ana"), {"Idempotency-Key": "k"}

    await client.post(f"{API}/tasks/{task.id}/claim", headers=key)
    await client.post(f"{API}/tasks/{task.id}/complete", json={"outcome": "refuse"}, headers=key)

    assert [name for _, name, _ in house.workflows.told] == ["claim", "complete"]


async def test_lists_go_page_by_page(bruna: httpx.AsyncClient) -> None:
    for number in range(3):
        await bruna.post(f"{API}/imports", json=a_form(reference=f"NEXT-{number}"))

    first = (await bruna.get(f"{API}/imports", params={"limit": 3})).json()
    rest = (await bruna.get(f"{API}/imports", params={"after": first["next"]})).json()

    assert [i["reference"] for i in first["items"]] == ["NEXT-2", "NEXT-1", "NEXT-0"]
    assert ([i["reference"] for i in rest["items"]], rest["next"]) == (["IMP-7"], None)


async def test_a_silent_engine_is_503_and_may_be_asked_again(as_: ClientOf, house: House) -> None:
    house.workflows.fail_start = NoAnswer("away")
    answer = await as_("bruna").post(f"{API}/imports", json=a_form())

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


async def test_a_store_that_is_away_is_503(bruna: httpx.AsyncClient, house: House) -> None:
    def away(body: bytes, media_type: str) -> None:
        raise Unavailable("no store")

    house.store.put = away  # type: ignore[assignment,method-assign]

    answer = await bruna.post(f"{API}/imports/IMP-7/papers", files={"papers": ("a", b"x")})

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_request_that_is_too_large_is_413_whatever_it_says(as_: ClientOf) -> None:
    async def body() -> Any:
        for _ in range(LARGEST_BODY // 65536 + 1):
            yield bytes(65536)

    json = {"content-type": "application/json"}
    said = await as_("bruna").post(f"{API}/imports", content=bytes(LARGEST_BODY + 1), headers=json)
    unsaid = await as_("bruna").post(f"{API}/imports", content=body(), headers=json)

    assert (said.status_code, unsaid.status_code) == (413, 413)
    assert unsaid.headers["content-type"] == "application/problem+json"


async def test_no_route_but_sign_in_and_health_is_open_to_strangers(
    http: httpx.AsyncClient,
) -> None:
    paths = (await http.get(f"{API}/openapi.json")).json()["paths"]
    open_to_all = {
        (method, path)
        for path, methods in paths.items()
        for method in methods
        if (await http.request(method, path.replace("{", "").replace("}", ""))).status_code != 401
    }

    assert open_to_all == {("get", "/health"), ("post", f"{API}/sign-in")}


async def test_an_address_that_does_not_exist_is_a_problem_too(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"{API}/nothing")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
