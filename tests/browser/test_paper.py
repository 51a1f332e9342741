"""What a preparer does with a paper: looks at a value on the page and puts it right."""

import os

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.unit.desk.house import House
from tests.unit.desk.papered import FILE, papered

pytestmark = pytest.mark.browser
ADDRESS = f"/imports/IMP-7/papers/{FILE}"


async def test_a_value_is_put_right_beside_its_page(visit: Visit, house: House) -> None:
    await papered(house)
    page = visit.page
    await visit.sign_in("bruna", next=ADDRESS)
    await expect(page.locator("svg.sheet image")).to_have_count(1)
    await page.fill("[name='value.invoice_number']", "HY-2605-A07")
    await page.fill("[name=reason]", "o zero era um sete")
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=f"{folder}/paper.png")

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
