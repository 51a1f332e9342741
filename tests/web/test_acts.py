"""The forms of an import's page: milestones, papers, entry, cancel, and unmatched news."""

from datetime import UTC, datetime

import httpx

from tests.unit.desk.house import PASSWORD, House
from tests.unit.gateways.test_incoming_mail import a_letter
from tests.web.conftest import Browser
from tests.web.orders import BY_AIR, IMPORT, PAPERED
from tests.web.reading import Page
from wiring.desk.ports import Refusal


async def form_of(browser: httpx.AsyncClient, reference: str, act: str) -> dict[str, str]:
    """The fields of one of the page's forms, as they stand."""
    return Page((await browser.get(f"/imports/{reference}")).text).form(act).fields


async def test_a_milestone_is_reported_in_the_time_of_brasilia(as_: Browser, house: House) -> None:
    browser = await as_("otto")
    given = await form_of(browser, PAPERED, "milestone")
    assert given["occurred_at"] == "2026-04-22T09:30"
    given |= {"tag": "DEPARTED", "classifier": "ACT"}

    answer = await browser.post(f"/imports/{PAPERED}", data=given)
    page = await browser.get(answer.headers["location"])

    id, name, act = house.workflows.told[-1]
    assert (id, name) == (f"import/{PAPERED}", "record_milestone")
    assert act.news.tag == "DEPARTED"
    assert act.news.occurred_at == datetime(2026, 4, 22, 12, 30, tzinfo=UTC)
    assert "O marco foi informado." in page.text


async def test_the_same_form_sent_twice_is_one_event(as_: Browser, house: House) -> None:
    browser = await as_("otto")
    given = await form_of(browser, PAPERED, "milestone") | {"tag": "DEPARTED"}

    for _ in range(2):
        await browser.post(f"/imports/{PAPERED}", data=given)

    assert len(house.workflows.told) == 1


async def test_a_time_that_is_none_is_told_and_keeps_the_form(as_: Browser, house: House) -> None:
    browser = await as_("otto")
    given = await form_of(browser, PAPERED, "milestone")
    given |= {"tag": "DEPARTED", "occurred_at": "yesterday", "note": "late"}

    answer = await browser.post(f"/imports/{PAPERED}", data=given)

    assert answer.status_code == 422
    assert "Isto não é uma data com hora." in answer.text
    assert Page(answer.text).form("milestone").fields["note"] == "late"
    assert house.workflows.told == []


async def test_papers_are_handed_in_with_kind_and_life(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = await form_of(browser, PAPERED, "papers")
    given = {n: v for n, v in given.items() if n != "papers"}
    given |= {"kind": "packing_list", "life": "draft"}
    files = [("papers", (name, b"%PDF-1.7", "application/pdf")) for name in ("a.pdf", "b.pdf")]

    answer = await browser.post(f"/imports/{PAPERED}", data=given, files=files)

    assert answer.headers["location"] == f"/imports/{PAPERED}?did=papers"
    papers = house.workflows.told[-1][2].papers
    assert [(p.filename, p.kind, p.life) for p in papers] == [
        ("a.pdf", "packing_list", "draft"),
        ("b.pdf", "packing_list", "draft"),
    ]


async def test_a_form_without_a_file_says_so(as_: Browser) -> None:
    browser = await as_("bruna")
    given = await form_of(browser, PAPERED, "papers")

    answer = await browser.post(
        f"/imports/{PAPERED}", data=given, files={"papers": ("", b"", "application/octet-stream")}
    )

    assert answer.status_code == 422
    assert "Escolha ao menos um arquivo." in answer.text


async def test_no_entry_is_filed_before_the_presence_of_cargo(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = await form_of(browser, BY_AIR, "file_entry")
    house.workflows.no = Refusal("NoPresence", "Porto Seco Serra Azul S.A. has not reported it")

    answer = await browser.post(f"/imports/{BY_AIR}", data=given)

    assert answer.status_code == 409
    assert "Não há declaração antes da presença de carga." in answer.text
    assert "Porto Seco Serra Azul" in answer.text
    assert "mandou registrar a entrada AM-AIR-26-001 recusado no-presence" in Page(answer.text).text


async def test_before_a_cancellation_one_reads_what_it_can_and_cannot_undo(
    as_: Browser, house: House
) -> None:
    browser = await as_("bruna")
    booked = Page((await browser.get(f"/imports/{PAPERED}")).text).text
    in_bond = Page((await browser.get(f"/imports/{IMPORT}")).text).text

    assert "tirar o pedido do estoque" in booked
    assert "tirar o pedido do estoque" not in in_bond
    assert "só a aduana a cancela, a pedido" in in_bond


async def test_a_cancellation_carries_its_reason(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = await form_of(browser, PAPERED, "cancel")

    empty = await browser.post(f"/imports/{PAPERED}", data=given)
    done = await browser.post(f"/imports/{PAPERED}", data=given | {"reason": "sem demanda"})

    assert empty.status_code == 422
    assert done.status_code == 303
    assert house.workflows.told[-1][2].reason == "sem demanda"


async def test_who_may_do_nothing_gets_no_form_and_is_refused(as_: Browser, house: House) -> None:
    browser = await as_("aude")
    page = Page((await browser.get(f"/imports/{PAPERED}")).text)
    token = (await browser.get("/api/v1/me")).json()["csrf_token"]

    answer = await browser.post(
        f"/imports/{PAPERED}", data={"csrf_token": token, "act": "cancel", "reason": "because"}
    )

    assert [form for form in page.forms if "act" in form.fields] == []
    assert answer.status_code == 403
    assert "Seu papel não pode fazer isto" in answer.text
    assert house.workflows.told == []


async def test_an_unmatched_event_is_matched_by_its_reference(as_: Browser, house: House) -> None:
    browser = await as_("otto")
    form = next(f for f in Page((await browser.get("/waiting")).text).forms if "event" in f.fields)

    wrong = await browser.post("/waiting", data=form.fields | {"reference": "NONE"})
    right = await browser.post("/waiting", data=form.fields | {"reference": PAPERED})

    assert wrong.status_code == 404
    assert "Não há importação nem liberação com esta referência." in wrong.text
    assert right.status_code == 303
    assert house.workflows.told[-1][:2] == (f"import/{PAPERED}", "milestones")


async def test_a_programme_is_reviewed_by_who_may(as_: Browser, house: House) -> None:
    browser = await as_("paulo")
    house.workflows.open.add("programme/ROLAMAR")
    form = next(
        f for f in Page((await browser.get("/programmes")).text).forms if "programme" in f.fields
    )

    answer = await browser.post("/programmes", data=form.fields)

    assert answer.status_code == 303
    assert house.workflows.told[-1][:2] == ("programme/ROLAMAR", "review")


async def test_a_letter_that_waits_is_matched_by_its_reference(as_: Browser, house: House) -> None:
    letter = a_letter("Papers of nobody", sender="<script>@else.example")
    kept = await house.desk.receive_letter(letter.as_bytes())
    browser = await as_("bruna")
    page = await browser.get("/waiting")
    form = next(form for form in Page(page.text).forms if "letter" in form.fields)

    assert "Papers of nobody" in page.text
    assert "<script>@" not in page.text
    wrong = await browser.post("/waiting", data=form.fields | {"reference": "NOBODY-1"})
    right = await browser.post("/waiting", data=form.fields | {"reference": PAPERED})

    assert (wrong.status_code, right.status_code) == (404, 303)
    assert house.workflows.told[-1][2].actor.person == "bruna"
    assert house.letters.kept[kept.key].reference == PAPERED


async def test_a_letter_comes_over_http_once_and_only_from_who_may_bring_it(
    http: httpx.AsyncClient, house: House
) -> None:
    raw, kind = a_letter("Papers of nobody").as_bytes(), {"content-type": "message/rfc822"}
    bruna, sun = ("bruna", PASSWORD), ("sun", PASSWORD)

    made = [
        await http.post("/api/v1/letters", content=raw, headers=kind, auth=bruna) for _ in range(2)
    ]
    refused = await http.post("/api/v1/letters", content=raw, headers=kind, auth=sun)
    listed = (await http.get("/api/v1/letters", auth=bruna)).json()
    matched = await http.post(
        f"/api/v1/letters/{listed[0]['key']}/match", json={"reference": PAPERED}, auth=bruna
    )

    assert [answer.status_code for answer in made] == [202, 202]
    assert refused.status_code == 403
    assert len(listed) == 1
    assert matched.json()["reference"] == PAPERED
