"""Goods are called off by hand: out of which lots, and what is refused and why."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from customs.orders import ReleaseOrder
from customs.parties import Ownership
from customs.views import ImportView
from stock.lots import LotEventKind
from tests.unit.desk.house import House
from tests.unit.desk.two_lots import NEW, OLD, an_order, asked, happened, in_bond
from tests.workflows.orders import LUME, PARTIES, ROLAMAR
from wiring.desk.errors import Conflict, DeskError, Forbidden, Invalid


@pytest.fixture
def house() -> House:
    """A house with two lots of A in bond."""
    return in_bond(House())


async def called_off(house: House, quantity: str = "40", **changes: Any) -> ReleaseOrder:
    view = await house.desk.start_release(asked(quantity, **changes), house.actor("bruna"), "k")
    return view.order


async def refused(house: House, **changes: Any) -> DeskError:
    with pytest.raises(DeskError) as refusal:
        await called_off(house, **changes)
    return refusal.value


def drawn(order: ReleaseOrder) -> dict[str, Decimal]:
    return {draw.lot: draw.quantity for line in order.items for draw in line.draws}


async def test_the_lot_that_expires_first_leaves_first(house: House) -> None:
    order = await called_off(house, "120")

    assert drawn(order) == {OLD: 100, NEW: 20}
    assert order.parties == PARTIES
    assert order.items[0].item.quantity == 120


async def test_an_extended_lot_stands_behind_and_a_blocked_one_is_skipped(house: House) -> None:
    happened(house, LotEventKind.EXTENDED, until="2028-03-01")
    assert drawn(await called_off(house)) == {NEW: 40}

    blocked = in_bond(House())
    happened(blocked, LotEventKind.BLOCKED, note="Anvisa")
    assert drawn(await called_off(blocked)) == {NEW: 40}


async def test_another_lot_needs_a_reason_which_is_kept(house: House) -> None:
    line = {"draws": [{"lot": NEW, "quantity": "40"}]}
    refusal = await refused(house, line=line)
    assert (refusal.code, refusal.field) == ("reason-missing", "reason")

    order = await called_off(house, line=line, reason="the buyer wants this batch")
    assert drawn(order) == {NEW: 40}
    assert order.allocation_reason == "the buyer wants this batch"
    assert house.audit.entries[-1].detail["reason"] == "the buyer wants this batch"


async def test_more_than_is_free_is_refused_with_account_balance_and_what_was_asked(
    house: House,
) -> None:
    refusal = await refused(house, quantity="201")

    assert refusal.code == "over-withdrawal"
    assert refusal.extra == {"account": "bonded", "balance": "200", "asked": "201"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"draws": [{"lot": "26BR9/1", "quantity": "40"}]}, "unknown-lot"),
        ({"draws": [{"lot": OLD, "quantity": "41"}]}, "draws-do-not-add-up"),
        ({"quantity": "101", "draws": [{"lot": OLD, "quantity": "101"}]}, "over-withdrawal"),
        ({"unit": "KG"}, "unit-does-not-convert"),
        ({"item": "Z"}, "nothing-in-bond"),
    ],
)
async def test_a_line_that_cannot_be_met_says_why(
    house: House, line: dict[str, Any], code: str
) -> None:
    assert (await refused(house, line=line)).code == code


async def test_another_unit_is_converted_exactly(house: House) -> None:
    order = await called_off(house, line={"quantity": "0.5", "unit": "CENTO"})

    assert drawn(order) == {OLD: 50}


async def test_an_expired_lot_is_refused_and_the_overdue_exit_is_offered(house: House) -> None:
    house.clock.move(house.clock.now + timedelta(days=400))

    refusal = await refused(house)
    assert (refusal.code, refusal.extra["offer"]) == ("lot-expired", "overdue_consumption")

    order = await called_off(house, destination="overdue_consumption")
    assert order.plan.after_term


async def test_goods_in_term_are_not_late(house: House) -> None:
    named = {"draws": [{"lot": OLD, "quantity": "40"}]}

    refusal = await refused(house, destination="overdue_consumption", line=named)

    assert refusal.code == "not-overdue"


async def test_who_may_not_clear_is_told_the_article(house: House) -> None:
    parties = PARTIES.model_copy(update={"declarants": {"bonded_consumption": ROLAMAR}})
    covered = an_order("IMP-OLD", ownership=Ownership.BOUGHT_AFLOAT, parties=parties)
    view = ImportView(reference="IMP-OLD", stage="IN_BOND", stages=(), order=covered)
    house.snapshots.put("import", "IMP-OLD", view)

    refusal = await refused(house)

    assert isinstance(refusal, Invalid)
    assert "art. 38 §3" in refusal.detail
    assert LUME.name in refusal.detail


async def test_goods_of_other_terms_are_called_off_each_by_itself(house: House) -> None:
    covered = an_order("IMP-NEW", ownership=Ownership.TRADING)
    view = ImportView(reference="IMP-NEW", stage="IN_BOND", stages=(), order=covered)
    house.snapshots.put("import", "IMP-NEW", view)

    assert (await refused(house, quantity="150")).code == "other-terms"


async def test_an_unknown_way_out_names_those_that_there_are(house: House) -> None:
    assert "re_export" in (await refused(house, destination="gift")).detail


async def test_a_way_out_of_persons_carries_its_steps(house: House) -> None:
    order = await called_off(house, destination="re_export")

    assert [step.kind for step in order.plan.steps] == [
        "due_registered", "due_released", "departed",
    ]  # fmt: skip


async def test_a_reference_is_used_once_and_a_repeat_is_answered_the_same(house: House) -> None:
    first = await called_off(house)

    assert await called_off(house) == first
    with pytest.raises(Conflict) as taken:
        await house.desk.start_release(asked("41"), house.actor("bruna"), "other")
    assert taken.value.code == "reference-taken"


async def test_a_supplier_calls_nothing_off(house: House) -> None:
    with pytest.raises(Forbidden):
        await house.desk.start_release(asked(), house.actor("sun"))
