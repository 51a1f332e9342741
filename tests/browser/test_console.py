"""What a broker and an approver do at the console, with script and without it."""

import re

import pytest
from playwright.async_api import Page, expect

from customs.views import TaskView
from tests.browser.conftest import Visit
from tests.unit.desk.house import House
from tests.web.orders import APPROVAL, IMPORT, RELEASE
from tests.web.test_inbox import supersede

pytestmark = pytest.mark.browser
TITLE = f"Aprovar Consumo de entreposto de {RELEASE}"


async def _fits(page: Page) -> bool:
    return bool(
        await page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
    )


async def test_an_approver_signs_in_approves_and_sees_the_new_state(
    visit: Visit, house: House
) -> None:
    page = visit.page
    await visit.sign_in("ana")
    await page.click("nav >> text=Tarefas")
    await expect(page.locator("#task-list li")).to_have_count(1)
    await page.click(f"#task-list >> text={TITLE}")
    await expect(page.locator(".extract h2")).to_contain_text("Extrato da Duimp")
    await page.fill("[name='field.tolerance_brl']", "1.500,00")

    await page.click("button.outcome >> text=Aprovar")

    await expect(page.locator("#task-state")).to_have_text("concluída")
    await expect(page.locator("#waiting-tasks")).to_have_text("0")
    await expect(page.locator("#task-list li.over")).to_have_count(1)
    await expect(page.locator("button.outcome")).to_have_count(0)
    assert page.url.endswith(f"/tasks/{APPROVAL}?scope=group&search=")
    assert [told[1] for told in house.workflows.told] == ["complete"]
    await page.reload()
    await expect(page.locator("#task-state")).to_have_text("concluída")
    assert visit.complaints == []


async def test_a_click_upon_changed_evidence_is_refused_in_the_page(
    visit: Visit, house: House
) -> None:
    page = visit.page
    await visit.sign_in("ana", next=f"/tasks/{APPROVAL}")
    old = TaskView.model_validate(house.snapshots.get("task", APPROVAL)).order.evidence
    now = supersede(house)
    assert old is not None
    assert now.order.evidence is not None

    await page.click("button.outcome >> text=Aprovar")

    refusal = page.locator("#refusal")
    await expect(refusal).to_contain_text("sua decisão não foi aceita")
    await expect(refusal).to_contain_text(old.sha256)
    await expect(refusal).to_contain_text(now.order.evidence.sha256)
    await expect(refusal).to_contain_text("115144.40")
    assert house.workflows.told == []
    await page.click("#evidence-now")
    await expect(page.locator(".evidence > .hash")).to_contain_text(now.order.evidence.sha256)
    await page.click("button.outcome >> text=Aprovar")
    await expect(page.locator("#task-state")).to_have_text("concluída")
    # That an answer was 409 is all that a browser may complain about.
    assert [said for said in visit.complaints if "409" not in said] == []


async def test_a_milestone_is_reported_on_an_imports_page(visit: Visit, house: House) -> None:
    page = visit.page
    await visit.sign_in("otto", next=f"/imports/{IMPORT}")
    await page.click("summary >> text=Informar um marco")
    await page.select_option("[name=tag]", "EMPTY_RETURNED")

    await page.click("button >> text=Informar")

    await expect(page.locator(".done")).to_have_text("O marco foi informado.")
    assert page.url.endswith(f"/imports/{IMPORT}?did=milestone")
    assert house.workflows.told[-1][2].news.tag == "EMPTY_RETURNED"
    assert visit.complaints == []


async def test_a_paper_is_handed_in(visit: Visit, house: House) -> None:
    page = visit.page
    await visit.sign_in("bruna", next=f"/imports/{IMPORT}")
    await page.click("summary >> text=Entregar documentos")
    await page.set_input_files(
        "[name=papers]",
        {"name": "romaneio.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"},
    )

    await page.click("button >> text=Entregar")

    await expect(page.locator(".done")).to_contain_text("Os documentos foram entregues")
    assert house.workflows.told[-1][2].papers[0].filename == "romaneio.pdf"


async def test_the_language_is_switched_and_stays(visit: Visit) -> None:
    page = visit.page
    await visit.sign_in("ana")
    await page.click(".languages a")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.click("nav >> text=Tasks")
    await expect(page.locator("button.outcome").first).to_have_text(re.compile("Approve"))


@pytest.mark.parametrize("visit", ["script"], indirect=True)
async def test_no_page_is_wider_than_a_brokers_screen(visit: Visit) -> None:
    await visit.sign_in("root")
    for path in ("/", f"/imports/{IMPORT}", f"/releases/{RELEASE}", "/tasks", "/programmes"):
        await visit.page.goto(visit.address + path)

        assert await _fits(visit.page), path


@pytest.mark.parametrize("visit", ["script"], indirect=True)
async def test_with_script_only_the_inbox_changes_and_keys_lead_to_the_buttons(
    visit: Visit, house: House
) -> None:
    page = visit.page
    await visit.sign_in("root", next="/tasks?scope=all")
    await page.evaluate("window.stays = true")
    await page.click(f"#task-list >> text={TITLE}")
    await expect(page.locator(".work h1")).to_have_text(TITLE)

    await page.keyboard.press("1")
    await expect(page.locator("button.outcome").first).to_be_focused()
    assert house.workflows.told == []
    await page.keyboard.press("Enter")

    await expect(page.locator("#task-state")).to_have_text("concluída")
    assert await page.evaluate("window.stays")
    await page.go_back()
    await expect(page.locator("#task-list li")).to_have_count(1)


@pytest.mark.parametrize("visit", ["script"], indirect=True)
async def test_who_was_signed_out_meanwhile_is_led_to_the_sign_in(
    visit: Visit, house: House
) -> None:
    await visit.sign_in("ana", next="/tasks?scope=all")
    house.people.sessions.clear()

    await visit.page.click("#task-list li:nth-child(2) a")

    await expect(visit.page.locator("form.sign-in")).to_be_visible()
