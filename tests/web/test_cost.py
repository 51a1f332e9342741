"""The page of the landed cost, and the form for what was invoiced."""

import re

import httpx

from tests.unit.desk.costed import fund, invoice
from tests.unit.desk.house import House
from tests.web.conftest import Browser

PAGE = "/cost/REL-1"


async def test_the_page_holds_estimate_against_actual(as_: Browser, house: House) -> None:
    fund(house)
    await invoice(house)
    page = (await (await as_("breno")).get(PAGE)).text
    for figure in ("32.579,97", "1.072,53", "1.742,09", "79.378,12", "184.999,82"):
        assert figure in page, figure
    assert "amount=items.A.taxes.ii.due" in page
    assert 'name="amount"' not in page


async def test_an_acquirer_of_lucro_real_sees_the_net_cost(as_: Browser, house: House) -> None:
    fund(house)
    page = (await (await as_("ana")).get(f"{PAGE}?regime=lucro_real")).text
    assert "56.728,76" in page
    assert "LC 87/1996 art. 20" in page


async def test_a_cost_is_entered_from_the_page_once(as_: Browser, house: House) -> None:
    fund(house)
    browser = await as_("bruna")
    form = await fields(browser, PAGE)
    told = form | {"kind": "broker", "amount": "1.180,00", "document": "NF 9"}
    for _ in range(2):
        assert (await browser.post(PAGE, data=told)).status_code == 303
    assert [str(e.amount) for e in house.costs.of("REL-1")] == ["1180.00"]


async def test_a_cost_that_is_none_is_a_sentence_in_the_page(as_: Browser, house: House) -> None:
    fund(house)
    browser = await as_("bruna")
    told = await fields(browser, PAGE) | {"kind": "broker", "amount": "abc", "document": "NF 9"}
    answer = await browser.post(PAGE, data=told)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


async def fields(browser: httpx.AsyncClient, page: str) -> dict[str, str]:
    """Return the hidden fields of the page's last form."""
    text = (await browser.get(page)).text.rpartition('<form method="post" class="fields">')[2]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))
