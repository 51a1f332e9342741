"""Explanations at the desk: of one amount, of a difference, of what would be otherwise."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from activities.quotes import KeptRates
from gateways.doors import Quote, QuoteMissing
from tests.unit.desk.house import House
from tests.unit.desk.rule_fakes import FakeQuoteBook
from tests.web.explained import declare
from wiring.desk.errors import Invalid, NotFound
from wiring.desk.explaining import IfForm


async def test_an_amount_is_told_from_the_stored_tree(house: House) -> None:
    ids = declare(house)
    told = await house.desk.explain(ids["first"], "icms")
    assert (told.path, told.told.value) == ("totals.icms", Decimal("32579.97"))
    base, rate = told.told.parts
    assert (base.value, rate.value, rate.unit) == (Decimal("180999.84"), Decimal(18), "%")


async def test_a_release_means_its_last_declaration(house: House) -> None:
    declare(house)
    told = await house.desk.explain("REL-1", "ii", item="B")
    assert (told.clearance, told.told.value) == ("REL-1/bonded_consumption-1", Decimal("5427.96"))


async def test_a_part_that_was_folded_is_told_by_its_place(house: House) -> None:
    ids = declare(house)
    whole = await house.desk.explain(ids["first"], "payable")
    node = whole.told.parts[0].node
    part = await house.desk.explain(ids["first"], "payable", node=node)
    assert part.told.value == whole.told.parts[0].value


async def test_two_releases_differ_by_named_terms(house: House) -> None:
    ids = declare(house)
    found = await house.desk.compare(ids["first"], ids["second"], "ii", item="B")
    assert {t.name: str(t.amount) for t in found.comparison.terms} == {
        "quantity": "2713.98", "price": "137.04", "exchange": "241.15", "rounding": "0.01",
    }  # fmt: skip


async def test_what_would_be_at_another_rate_is_told_with_its_reason(house: House) -> None:
    ids = declare(house)
    found = await house.desk.what_if(ids["first"], IfForm(rates={"USD": Decimal("5.60")}))
    assert found.change > 0
    assert [t.name for t in found.terms[0].terms if t.name != "rounding"] == ["exchange"]
    assert found.payable == Decimal("74251.50") + found.change


class NoSeries:
    """Nobody published anything."""

    def quote_day(self, registered_on: date) -> date:
        return registered_on - timedelta(days=1)

    def quote(self, currency: str, registered_on: date) -> Quote:
        raise QuoteMissing(f"no quote of {currency}")


async def test_a_day_without_a_quote_asks_for_a_rate(house: House) -> None:
    ids = declare(house)
    house.packs.rates = KeptRates(NoSeries(), FakeQuoteBook(), house.clock)
    with pytest.raises(Invalid) as refusal:
        await house.desk.what_if(ids["first"], IfForm(on=date(2026, 6, 2)))
    assert refusal.value.field == "rates.USD"
    given = IfForm(on=date(2026, 6, 2), rates={"USD": Decimal("5.50")})
    assert (await house.desk.what_if(ids["first"], given)).quotes == {"USD": "5.50"}


async def test_a_day_on_which_it_could_not_be_declared_says_what_is_missing(house: House) -> None:
    ids = declare(house)
    with pytest.raises(Invalid, match="not in force on 2000-01-03") as refusal:
        await house.desk.what_if(ids["first"], IfForm(on=date(2000, 1, 3)))
    assert refusal.value.field == "items[0].ncm"


async def test_what_is_not_there_is_not_found(house: House) -> None:
    ids = declare(house)
    for reference, tax in (("NONE-1", "icms"), (ids["first"], "iof")):
        with pytest.raises(NotFound):
            await house.desk.explain(reference, tax)


async def test_an_amount_that_neither_has_cannot_be_compared(house: House) -> None:
    ids = declare(house)
    with pytest.raises(NotFound):
        await house.desk.compare(ids["first"], ids["second"], "iof")
    with pytest.raises(NotFound):
        await house.desk.compare(ids["first"], ids["second"], "ii", item="Z")


@pytest.mark.parametrize("rate", ["0", "-5", "1E30", "1000000", "NaN"])
def test_a_rate_that_no_currency_has_is_refused_by_its_field(rate: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        IfForm.model_validate({"rates": {"USD": rate}})
    assert refusal.value.errors()[0]["loc"] == ("rates", "USD")


async def test_those_of_the_same_goods_may_be_compared(house: House) -> None:
    ids = declare(house)
    view, _ = await house.desk.assessed(ids["first"])
    assert {other.id for other in await house.desk.related(view)} == {
        ids["admission"],
        ids["second"],
    }
