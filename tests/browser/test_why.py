"""A person who never saw the code follows an amount down to the box on the invoice."""

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.test_paper import shoot
from tests.unit.desk.house import House
from tests.web.explained import declare

pytestmark = pytest.mark.browser


def step(visit: Visit, name: str) -> Locator:
    """The first line of the tree that tells this step and can be opened."""
    named = visit.page.locator(".step").get_by_text(name, exact=True)
    return visit.page.locator(".tree summary").filter(has=named).first


async def test_the_icms_is_followed_to_the_invoice(visit: Visit, house: House) -> None:
    ids = declare(house)
    await visit.sign_in("ana", next=f"/why/{ids['first']}?amount=totals.icms")
    await expect(visit.page.locator("#sentence")).to_have_text("ICMS 32.579,97 = 180.999,84 × 18 %")
    # The first two levels stand open; each further one is opened by hand.
    await step(visit, "valor, tributos federais, taxa, AFRMM e despesas").click()
    await step(visit, "valor aduaneiro de todos os itens").click()
    await step(visit, "valor aduaneiro (item A)").click()
    await step(visit, "preço das mercadorias em reais").click()
    await step(visit, "preço das mercadorias").click()
    await shoot(visit, "why")
    chip = visit.page.locator("a.chip:visible").first
    await expect(chip).to_contain_text("invoice.pdf")
    await expect(chip).to_have_attribute(
        "href", f"/releases/REL-1/papers/{'ab' * 32}#box-unit_price"
    )
    assert visit.complaints == []


async def test_two_releases_are_compared_beside_the_tree(visit: Visit, house: House) -> None:
    ids = declare(house)
    address = f"/why/{ids['second']}?amount=items.B.taxes.ii.due"
    await visit.sign_in("ana", next=address.replace("?", "%3F"))
    await visit.page.select_option("[name=against]", ids["first"])
    await visit.page.click("button >> text=Comparar")
    terms = visit.page.locator(".terms")
    await expect(terms).to_contain_text("+3.092,18")
    await expect(terms.locator("rect")).to_have_count(4)
    await shoot(visit, "why-compared")
    assert visit.complaints == []


async def test_another_rate_is_recomputed_in_place(visit: Visit, house: House) -> None:
    ids = declare(house)
    await visit.sign_in("ana", next=f"/why/{ids['first']}")
    await visit.page.fill("[name='rate.USD']", "5,60")
    await visit.page.press("[name='rate.USD']", "Enter")
    await expect(visit.page.locator("#what-if")).to_contain_text("78.633,43")
    assert visit.complaints == []


@pytest.mark.parametrize("visit", ["script"], indirect=True)
async def test_the_page_fits_a_narrow_window(visit: Visit, house: House) -> None:
    ids = declare(house)
    await visit.page.set_viewport_size({"width": 700, "height": 900})
    await visit.sign_in("ana", next=f"/why/{ids['first']}?amount=totals.icms")
    await expect(visit.page.locator("#sentence")).to_be_visible()
    wide = await visit.page.evaluate("document.documentElement.scrollWidth")
    await shoot(visit, "why-narrow")
    assert wide <= 700
