"""The page that says why an amount is so."""

import pytest

from tests.unit.desk.house import House
from tests.web.conftest import Browser
from tests.web.explained import declare


@pytest.fixture
def declared(house: House) -> dict[str, str]:
    """Ids of the declarations in the house."""
    return declare(house)


async def test_an_amount_leads_from_the_tax_to_the_invoice_box(
    as_: Browser, declared: dict[str, str]
) -> None:
    browser = await as_("ana")
    address = f"/why/{declared['first']}?amount=totals.icms"
    page = (await browser.get(address)).text
    assert "ICMS 32.579,97 = 180.999,84 × 18 %" in page
    item = f"/why/{declared['first']}?amount=items.A.customs_value"
    deeper = (await browser.get(item)).text
    assert f"/papers/{'ab' * 32}#box-unit_price" in deeper
    assert f'<a class="chip" href="/why/{declared["admission"]}">' in deeper
    assert "invoice.pdf" in deeper


async def test_every_rule_on_the_page_names_its_act_and_its_dates(
    as_: Browser, declared: dict[str, str]
) -> None:
    browser = await as_("ana")
    page = (await browser.get(f"/why/{declared['first']}?amount=items.A.taxes.pis.due")).text
    assert "Lei 10.865/2004" in page
    assert "desde" in page
    assert "01/05/2015" in page


async def test_two_releases_are_compared_term_by_term(
    as_: Browser, declared: dict[str, str]
) -> None:
    browser = await as_("ana")
    page = await browser.get(
        f"/why/{declared['second']}",
        params={"amount": "items.B.taxes.ii.due", "against": declared["first"]},
    )
    for figure in ("+2.713,98", "+137,04", "+241,15", "+0,01", "8.520,14"):
        assert figure in page.text


async def test_another_rate_is_answered_at_once_and_changes_nothing(
    as_: Browser, declared: dict[str, str]
) -> None:
    browser = await as_("ana")
    page = await browser.get(f"/why/{declared['first']}?rate.USD=5,60")
    assert 'id="what-if"' in page.text
    assert "câmbio" in page.text


async def test_a_rate_that_is_none_is_a_sentence_in_the_page(
    as_: Browser, declared: dict[str, str]
) -> None:
    browser = await as_("ana")
    page = await browser.get(f"/why/{declared['first']}?rate.USD=abc")
    assert page.status_code == 200
    assert 'role="alert"' in page.text
