"""The inbox: evidence, decisions, and refusals that a person understands."""

from datetime import date
from decimal import Decimal

import httpx
import pytest

from customs.views import TaskView
from documents.reconcile import reconcile
from tests.unit.desk.house import House
from tests.unit.documents.shipment import invoice, lading, packing, request
from tests.web.conftest import Browser
from tests.web.orders import APPROVAL, PAPERED
from tests.web.reading import Page
from tests.web.story import a_difference
from wiring.desk.ports import NoAnswer, Refusal

DIFFERENCE = f"{PAPERED}/difference-1"


async def filled_in(browser: httpx.AsyncClient, address: str, **answers: str) -> dict[str, str]:
    """What the work area's form sends when a button was pressed."""
    return Page((await browser.get(address)).text).of_task() | answers


async def test_the_extract_that_is_signed_is_shown_with_its_hash(
    as_: Browser, house: House
) -> None:
    task = house.snapshots.get("task", APPROVAL)
    assert task is not None
    sha256 = task["order"]["evidence"]["sha256"]

    body = (await (await as_("ana")).get(f"/tasks/{APPROVAL}")).text

    assert "Extrato da Duimp" in body
    assert body.count(sha256) >= 2
    assert "17.172,94" in body


async def test_an_approval_shows_the_new_state_and_the_form_is_gone(
    as_: Browser, house: House
) -> None:
    browser = await as_("ana")
    given = await filled_in(browser, f"/tasks/{APPROVAL}", outcome="approve")
    given["field.tolerance_brl"] = "1.500,00"

    answer = await browser.post(f"/tasks/{APPROVAL}?scope=group", data=given)
    page = await browser.get(answer.headers["location"])

    assert (answer.status_code, page.status_code) == (303, 200)
    assert house.workflows.told[-1][2].form == {"tolerance_brl": "1500.00"}
    assert house.workflows.told[-1][2].evidence_sha256 == given["evidence_sha256"]
    assert "concluída" in Page(page.text).text
    assert 'class="decide"' not in page.text
    assert 'id="waiting-tasks" class="count">0<' in page.text


async def test_a_double_click_decides_once(as_: Browser, house: House) -> None:
    browser = await as_("ana")
    given = await filled_in(browser, f"/tasks/{APPROVAL}", outcome="approve")

    for _ in range(2):
        answer = await browser.post(f"/tasks/{APPROVAL}", data=given)

        assert answer.status_code == 303
    assert [told[1] for told in house.workflows.told] == ["complete"]


@pytest.mark.parametrize(
    ("type", "status", "sentence"),
    [
        ("FourEyes", 403, "Você preparou o que está para ser aprovado: outra pessoa"),
        ("WrongRole", 403, "Esta tarefa é de: aprovador, gerente aduaneiro."),
        (
            "AboveAuthority",
            403,
            "R$\N{NO-BREAK SPACE}74.352,33 está acima da sua alçada de "
            "R$\N{NO-BREAK SPACE}115.000,00. É preciso alguém com alçada maior: gerente aduaneiro",
        ),
        ("ReasonMissing", 422, "Diga por quê"),
        ("AlreadyClaimed", 409, "já está nesta tarefa"),
    ],
)
async def test_a_refused_click_is_told_in_a_sentence_and_keeps_the_form(
    as_: Browser, house: House, type: str, status: int, sentence: str
) -> None:
    browser = await as_("ana")
    given = await filled_in(browser, f"/tasks/{APPROVAL}", outcome="refuse", reason="preço")
    house.workflows.no = Refusal(type, "no")

    answer = await browser.post(f"/tasks/{APPROVAL}", data=given)

    assert answer.status_code == status
    assert sentence in answer.text
    assert 'role="alert"' in answer.text
    assert Page(answer.text).of_task()["reason"] == "preço"
    assert Page(answer.text).of_task()["act_key"] != given["act_key"]


async def test_a_refusal_is_told_in_english_too(as_: Browser, house: House) -> None:
    browser = await as_("ana")
    browser.cookies.set("entreposto-language", "en")
    given = await filled_in(browser, f"/tasks/{APPROVAL}", outcome="approve")
    house.workflows.no = Refusal("FourEyes", "no")

    answer = await browser.post(f"/tasks/{APPROVAL}", data=given)

    assert "You prepared what is to be approved" in answer.text


async def test_changed_evidence_is_refused_with_both_hashes_and_the_difference(
    as_: Browser, house: House
) -> None:
    browser = await as_("ana")
    given = await filled_in(browser, f"/tasks/{APPROVAL}", outcome="approve")
    now = supersede(house)
    assert now.order.evidence is not None

    answer = await browser.post(f"/tasks/{APPROVAL}", data=given)

    assert answer.status_code == 409
    assert "A evidência mudou depois que chegou à sua tela" in answer.text
    assert given["evidence_sha256"] in answer.text
    assert now.order.evidence.sha256 in answer.text
    assert "<td>74352.33</td><td>115144.40</td>" in answer.text
    assert f'href="/tasks/{now.id}"' in answer.text


def supersede(house: House) -> TaskView:
    """Withdraw the approval and ask it again upon other evidence."""
    old = TaskView.model_validate(house.snapshots.get("task", APPROVAL))
    assert old.order.evidence is not None
    evidence = house.store.get_json(old.order.evidence)
    evidence["assessment"]["totals"]["payable"] = "115144.40"
    withdrawn = old.model_copy(update={"state": "CANCELLED", "open": False, "outcome": "withdrawn"})
    house.snapshots.put("task", APPROVAL, withdrawn)
    house.workflows.open.discard(f"task/{APPROVAL}")
    changes = {
        "n": 2,
        "evidence": house.store.put_json(evidence),
        "amount_brl": Decimal("115144.40"),
    }
    order = old.order.model_copy(update=changes)
    id = f"{order.owner_reference}/approval-2"
    return house.open_task(old.model_copy(update={"id": id, "order": order}))


async def test_a_task_is_claimed_and_the_engine_may_be_silent(as_: Browser, house: House) -> None:
    browser = await as_("bruna")
    given = await filled_in(browser, f"/tasks/{DIFFERENCE}", act="claim")
    house.workflows.no = NoAnswer("away")

    silent = await browser.post(f"/tasks/{DIFFERENCE}", data=given)
    claimed = await browser.post(f"/tasks/{DIFFERENCE}", data=given)

    assert silent.status_code == 503
    assert "Nada se perdeu" in silent.text
    assert claimed.status_code == 303
    assert house.workflows.told[-1][1] == "claim"


async def test_who_may_not_decide_gets_no_buttons(as_: Browser) -> None:
    body = (await (await as_("otto")).get(f"/tasks/{APPROVAL}")).text

    assert "Esta tarefa é de outras pessoas" in body
    assert '<button class="outcome' not in body


async def test_a_comparison_of_papers_is_shown_as_evidence(as_: Browser) -> None:
    text = Page((await (await as_("bruna")).get(f"/tasks/{DIFFERENCE}")).text).text

    assert "Faltam exatamente 10 caixas do item B no romaneio" in text
    assert "Multa em risco: R$ 10.000,00" in text


async def test_scopes_list_different_tasks(as_: Browser) -> None:
    browser = await as_("bruna")

    group = Page((await browser.get("/tasks")).text).text
    everything = Page((await browser.get("/tasks?scope=all")).text).text
    mine = Page((await browser.get("/tasks?scope=mine")).text).text

    assert "Aprovar Consumo" not in group
    assert "Aprovar Consumo" in everything
    assert "Nenhuma tarefa aberta aqui." in mine


async def test_papers_stand_side_by_side_and_what_differs_leads_to_its_box(
    as_: Browser, house: House
) -> None:
    readings = [invoice(), packing(290), lading()]
    report = reconcile(request(*readings), readings, date(2026, 1, 27))[1]
    evidence = house.store.put_json(report.model_dump(mode="json"))
    task = house.open_task(a_difference(evidence))
    page = (await (await as_("bruna")).get(f"/tasks/{task.id}")).text
    matrix = page.partition('<table class="matrix">')[2].partition("</table>")[0]
    assert '<span class="needs-you">890</span>' in matrix
    assert '<span class="agrees">900</span>' in matrix
    assert "/papers/s#box-packages" in matrix
    assert "10.000,00" in page
