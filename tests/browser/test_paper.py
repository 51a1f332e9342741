"""What a preparer does with a paper: looks at a value on the page and puts it right."""

import os

import pytest
from playwright.async_api import expect

from customs.clock import ClockMode, ClockReading
from customs.paper_doubts import Doubt
from customs.views import TaskView
from tests.browser.conftest import Visit
from tests.unit.desk.house import NOW, House
from tests.unit.desk.papered import FILE, papered
from tests.unit.gateways.test_incoming_mail import a_letter
from tests.web.orders import PAPERED
from workflows.clock import BusinessTime
from workflows.paper_questions import doubtful

pytestmark = pytest.mark.browser
ADDRESS = f"/imports/IMP-7/papers/{FILE}"


async def test_a_value_is_put_right_beside_its_page(visit: Visit, house: House) -> None:
    await papered(house)
    page = visit.page
    await visit.sign_in("bruna", next=ADDRESS)
    await expect(page.locator("svg.sheet image")).to_have_count(1)
    await page.fill("[name='value.invoice_number']", "HY-2605-A07")
    await page.fill("[name=reason]", "o zero era um sete")
    await shoot(visit, "paper")

    await page.click("button >> text=Corrigir")

    await expect(page.locator(".done")).to_contain_text("A correção foi registrada")
    said = house.workflows.told[-1][2].corrections
    assert [(one.field, one.value) for one in said] == [("invoice_number", "HY-2605-A07")]
    assert visit.complaints == []


@pytest.mark.parametrize("visit", ["script"], indirect=True)
async def test_the_box_of_the_value_in_hand_is_lit_up(visit: Visit, house: House) -> None:
    await papered(house)
    await visit.sign_in("bruna", next=ADDRESS)

    await visit.page.focus("[name='value.currency']")

    await expect(visit.page.locator(".looked-at")).to_have_id("box-currency")
    assert visit.complaints == []


async def test_a_value_in_doubt_is_confirmed_upon_the_page(visit: Visit, house: House) -> None:
    read = await papered(house)
    doubt = Doubt(
        field="invoice_number", value="HY-2605-A0Z", confidence=0.45, page=1,
        label="Número da fatura", label_en="Invoice number",
    )  # fmt: skip
    time = BusinessTime(ClockReading(mode=ClockMode.STORY, now=NOW))
    order = doubtful(read.model_copy(update={"doubts": (doubt,)}), time)
    order = order.model_copy(update={"owner_reference": "IMP-7"})
    house.open_task(TaskView(id="IMP-7/reading-1", order=order, state="OPEN"))
    page = visit.page
    await visit.sign_in("bruna", next="/tasks/IMP-7/reading-1")
    await page.fill("[name='field.invoice_number']", "HY-2605-A07")
    await shoot(visit, "reading")

    await page.click("button.outcome >> text=Confirmar os valores")

    await expect(page.locator("#task-state")).to_have_text("concluída")
    assert house.workflows.told[-1][2].form == {"invoice_number": "HY-2605-A07"}
    assert visit.complaints == []


async def test_a_letter_of_a_stranger_is_matched(visit: Visit, house: House) -> None:
    await house.desk.receive_letter(a_letter("Papers", sender="li@else.example").as_bytes())
    await visit.sign_in("bruna", next="/waiting")
    await shoot(visit, "letters")
    await visit.page.fill("#letters [name=reference]", PAPERED)

    await visit.page.click("#letters button")

    await expect(visit.page.locator("#letters .empty")).to_be_visible()
    assert house.workflows.told[-1][2].papers[0].filename == "发票 7.pdf"
    await visit.page.goto(f"{visit.address}/imports/{PAPERED}")
    await shoot(visit, "dossier")
    assert visit.complaints == []


async def shoot(visit: Visit, name: str) -> None:
    """Keep a picture for a person to look at, where the environment names a folder for them."""
    if folder := os.environ.get("SCREENSHOTS"):
        await visit.page.screenshot(path=f"{folder}/{name}.png")
