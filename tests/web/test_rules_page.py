"""The page of the rule packs, the evidence of their approval, and the same over HTTP."""

from decimal import Decimal

import pytest

from customs.activation import PackView
from customs.clock import ClockMode, ClockReading
from customs.views import TaskView
from stock.movements import Lot
from stock.steps import Fact, admitted
from tests.unit.desk.house import NOW, House
from tests.unit.desk.packs import RISEN, compared
from tests.web.conftest import Browser
from tests.web.reading import Page
from wiring.desk.rules import ProposePackForm
from workflows.clock import BusinessTime
from workflows.rule_pack_tasks import approval

STORY = ClockReading(mode=ClockMode.STORY, now=NOW)


@pytest.fixture
async def proposed(house: House) -> PackView:
    """The house's pack with another rate of II, compared and waiting for a decision."""
    form = ProposePackForm(text=RISEN, reason="Resolução 7")
    view = compared(house, await house.desk.propose_pack(form, house.actor("bruna")))
    assert view.compared is not None
    order = approval(view.order, view.compared, BusinessTime(STORY))
    numbered = order.model_copy(update={"owner_reference": f"rules/{view.id}"})
    house.open_task(TaskView(id=f"rules/{view.id}/activation-1", order=numbered, state="OPEN"))
    return view


async def test_the_page_shows_what_is_in_force_and_what_a_proposal_changes(
    as_: Browser, proposed: PackView
) -> None:
    page = Page((await (await as_("ana")).get("/rules")).text)

    assert "comes with the house" in page.text
    assert proposed.order.sha256[:16] in page.text
    assert "ii 84821010 ii-84821010-2027 value – 18" in page.text
    assert "aguarda decisão" in page.text


async def test_the_evidence_of_its_approval_is_the_same_table(
    as_: Browser, proposed: PackView
) -> None:
    browser = await as_("ana")
    page = Page((await browser.get(f"/tasks/rules/{proposed.id}/activation-1")).text)

    assert proposed.compared is not None
    assert "ii 84821010 ii-84821010 to – 2026-12-31" in page.text
    assert page.of_task()["evidence_sha256"] == proposed.compared.evidence.sha256


async def test_lots_that_could_not_be_assessed_are_named(as_: Browser, house: House) -> None:
    _put_in_bond(house, "26BR1/1")
    form = ProposePackForm(text=RISEN, reason="Resolução 7")
    compared(house, await house.desk.propose_pack(form, house.actor("bruna")))
    page = Page((await (await as_("ana")).get("/rules")).text)

    assert "Lotes que não puderam ser calculados: 1" in page.text
    assert "26BR1/1: the input of its admission's assessment is not kept" in page.text


def _put_in_bond(house: House, name: str) -> None:
    """Open a lot of an admission whose input nobody kept."""
    lot = Lot(
        lot=name,
        import_reference="IMP-9",
        product="A",
        quantity=Decimal(10),
        admitted_at=NOW,
        expires_on="2027-03-25",
    )
    house.ledger.open_lot(lot)
    fact = Fact(reference="IMP-9", occurred_at=NOW, recorded_at=NOW)
    house.ledger.post(admitted(fact, (("A", name, Decimal(10)),)))


async def test_the_same_is_there_for_programs(as_: Browser, proposed: PackView) -> None:
    browser = await as_("ana")
    listed = (await browser.get("/api/v1/rules")).json()
    text = await browser.get(f"/api/v1/rules/{proposed.order.sha256}")
    quote = (await browser.get("/api/v1/quotes/usd/2026-05-11")).json()

    assert [view["id"] for view in listed["proposals"]] == [proposed.id]
    assert text.text == RISEN
    assert (quote["rate"], quote["quote_date"]) == ("5.4", "2026-05-08")
    assert (await browser.get("/api/v1/quotes/EUR/2026-05-11")).status_code == 404
