"""What goods cost, at the desk: estimate against actual, and what was invoiced."""

from decimal import Decimal
from typing import Any

import pytest

from customs.local_costs import CostKind
from customs.tax_credits import TaxRegime
from tests.unit.desk.costed import fund, invoice
from tests.unit.desk.house import House
from wiring.desk.cost_tables import cost_csv, cost_xlsx
from wiring.desk.costs import CostForm, LandedCost
from wiring.desk.errors import Conflict, Forbidden, Invalid, NotFound

REL = "REL-1"


def cost(amount: str = "152.00", **more: Any) -> CostForm:
    told = {"kind": "handling", "amount": amount, "document": "NF 77"}
    return CostForm.model_validate(told | more)


def local(found: LandedCost) -> Decimal:
    lines = [line for line in found.whole.lines if line.kind in set(CostKind)]
    return sum((line.amount.actual or Decimal(0) for line in lines), Decimal(0))


async def test_the_funds_of_the_first_release_are_rendered_as_in_the_story(house: House) -> None:
    fund(house)
    await invoice(house)
    account = (await house.desk.landed_cost(REL)).account
    assert account is not None
    taxes = (account.taxes.estimate, account.taxes.actual, account.taxes.difference)
    assert taxes == (Decimal("74503.52"), Decimal("74251.50"), Decimal("-252.02"))
    assert account.local.actual == account.local.estimate == Decimal("3384.53")
    assert (account.asked, account.returned) == (Decimal("79378.12"), Decimal("1742.09"))
    assert account.awaited == ()


async def test_what_is_not_invoiced_yet_is_awaited(house: House) -> None:
    fund(house)
    found = await house.desk.landed_cost(REL)
    assert found.account is not None
    assert found.account.awaited == ("storage", "handling", "broker", "carrier")
    storage = next(line for line in found.whole.lines if line.kind == "storage")
    assert storage.amount.difference == Decimal("-1072.53")


async def test_every_figure_says_where_it_comes_from(house: House) -> None:
    ids = fund(house)
    await invoice(house)
    found = await house.desk.landed_cost(REL)
    tree = await house.desk.tree((await house.desk.assessed(ids["first"]))[1])
    for item in found.items:
        for line in item.lines:
            assert line.path in tree["amounts"] if line.path else line.documents
            assert line.shared_by or line.path.startswith("items.")


async def test_credits_follow_the_acquirer_and_may_be_tried_otherwise(house: House) -> None:
    fund(house)
    assert (await house.desk.landed_cost(REL)).regime is None
    tried = await house.desk.landed_cost(REL, TaxRegime.LUCRO_REAL)
    assert tried.whole.credits.actual == Decimal("56728.76")
    assert all(credit.doubt for credit in tried.credits)


async def test_a_cost_entered_twice_under_one_key_is_entered_once(house: House) -> None:
    fund(house)
    bruna = house.actor("bruna")
    first = await house.desk.add_cost(REL, cost(), bruna, "k")
    assert await house.desk.add_cost(REL, cost(), bruna, "k") == first
    with pytest.raises(Conflict):
        await house.desk.add_cost(REL, cost("153.00"), bruna, "k")
    assert local(await house.desk.landed_cost(REL)) == Decimal("152.00")


async def test_a_wrong_entry_is_taken_back_by_its_contrary(house: House) -> None:
    fund(house)
    bruna = house.actor("bruna")
    wrong = await house.desk.add_cost(REL, cost("1520.00"), bruna)
    await house.desk.add_cost(REL, cost("-1520.00", corrects=wrong.key), bruna)
    found = await house.desk.landed_cost(REL)
    assert local(found) == 0
    assert len(found.entries) == 2


@pytest.mark.parametrize(
    ("amount", "corrects", "field"),
    [("0", None, "amount"), ("-1", None, "corrects"), ("-1", "nobody's", "corrects"),
     ("-152.01", "bruna/k", "amount")],
)  # fmt: skip
async def test_no_more_is_taken_back_than_was_entered(
    house: House, amount: str, corrects: str | None, field: str
) -> None:
    fund(house)
    bruna = house.actor("bruna")
    await house.desk.add_cost(REL, cost(), bruna, "k")
    with pytest.raises(Invalid) as refused:
        await house.desk.add_cost(REL, cost(amount, corrects=corrects), bruna)
    assert refused.value.field == field


async def test_the_buyer_enters_no_cost_and_nobody_one_of_a_strange_release(house: House) -> None:
    fund(house)
    with pytest.raises(Forbidden):
        await house.desk.add_cost(REL, cost(), house.actor("breno"))
    with pytest.raises(NotFound):
        await house.desk.add_cost("REL-9", cost(), house.actor("bruna"))


async def test_the_table_has_the_same_figures_and_no_formula(house: House) -> None:
    fund(house)
    form = cost("980.00", kind="carrier", document="=HYPERLINK(1)")
    await house.desk.add_cost(REL, form, house.actor("bruna"))
    found = await house.desk.landed_cost(REL)
    text = cost_csv(found)
    assert "A,customs_value," in text
    assert ",32579.97," in text
    assert ",=HYPERLINK" not in text
    assert cost_xlsx(found).startswith(b"PK")
