"""The map of what lies in bond in a real browser, under the policy that forbids inline style."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.unit.desk.bonded import NUMBER, admit
from tests.unit.desk.house import House

pytestmark = pytest.mark.browser


async def test_a_lot_is_found_on_the_map_and_its_past_has_an_address(
    visit: Visit, house: House
) -> None:
    admit(house)
    page = visit.page
    await visit.sign_in("aude", next="/stock")
    await expect(page.locator("#lots tbody tr")).to_have_count(2)
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert await page.evaluate(fits)

    await page.fill("[name=as_of]", "2026-03-26")
    await page.click("#stock-map button")
    await expect(page.locator("h1 small")).to_have_text("26/03/2026")
    await expect(page.locator("#lots tbody tr").first).to_contain_text("60.000")

    await page.locator("svg.lots-map a").first.click()
    await expect(page.locator("h1")).to_contain_text(f"{NUMBER}/1")
    await expect(page.locator("#card tbody tr")).to_have_count(1)
    assert "as_of=2026-03-26" in page.url
    assert visit.complaints == []
