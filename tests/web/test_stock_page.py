"""The stock pages without script: figures, deadlines, the past, and what is not there."""

from decimal import Decimal

from stock.reports.position import LotPosition
from tests.unit.desk.bonded import NUMBER, admit
from tests.unit.desk.house import NOW, House
from tests.web.conftest import Browser
from tests.web.reading import Page
from web.pages.stock import WIDTH, drawn


async def test_the_map_tells_what_waiting_costs(as_: Browser, house: House) -> None:
    admit(house)
    page = Page((await (await as_("aude")).get("/stock")).text)

    assert "34.500" in page.text
    assert "R$ 268.132,76" in page.text
    assert "Tributos se tudo saísse hoje R$" in page.text


async def test_a_past_position_says_nothing_of_todays_duty(as_: Browser, house: House) -> None:
    admit(house)
    answer = await (await as_("aude")).get("/stock?as_of=2026-03-26")
    page = Page(answer.text)

    assert "69.000" in page.text
    assert "Tributos se tudo" not in page.text
    assert "style=" not in answer.text


async def test_a_lot_shows_its_card_and_what_else_became_of_it(as_: Browser, house: House) -> None:
    admit(house)
    browser = await as_("aude")
    page = Page((await browser.get(f"/stock/lots/{NUMBER}/1")).text)

    assert "Mudou de lugar" in page.text
    assert "in_transit:IMP-1 bonded 60.000" in page.text
    assert (await browser.get("/stock/lots/nobody")).status_code == 404


async def test_an_empty_warehouse_has_a_page(as_: Browser, house: House) -> None:
    assert "Nada está entrepostado" in (await (await as_("aude")).get("/stock")).text


async def test_a_bar_is_as_thick_as_what_is_left_and_hatched_as_it_is_promised(
    house: House,
) -> None:
    admit(house)
    lots: list[LotPosition] = await house.desk.position()
    first, second = drawn(lots, NOW.date()).bars

    assert first.height == second.height == 11
    assert Decimal(first.promised) == int(first.left_width * Decimal("0.4"))
    assert (second.promised, first.x, first.end) == (0, 0, WIDTH)
    assert [name for name, _, _ in first.marks] == ["decision", "expiry", "abandonment"]
