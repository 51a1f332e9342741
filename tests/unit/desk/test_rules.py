"""Rule packs and quotes at the desk: what is proposed is whole, and what is shown is true."""

from datetime import date
from decimal import Decimal

import pytest

from activities.rule_packs import shipped_pack
from customs.activation import PackView
from tests.unit.desk.house import House
from tests.unit.desk.packs import GAP, RISEN, SHIPPED, WRONG, compared
from wiring.desk.errors import Conflict, DeskError, Forbidden, Invalid, NotFound
from wiring.desk.rules import ProposePackForm

JANUARY = date(2027, 1, 1)


async def propose(house: House, text: str = RISEN, person: str = "bruna") -> PackView:
    form = ProposePackForm(text=text, reason="Resolução")
    return await house.desk.propose_pack(form, house.actor(person))


async def test_a_proposal_is_named_by_what_it_says(house: House) -> None:
    view = await propose(house)

    assert view.id == view.order.sha256[:16]
    assert f"rules/{view.id}" in house.workflows.open
    assert house.store.get(view.order.text).decode() == RISEN
    assert house.audit.of("rules")[-1].detail["pack"] == view.order.sha256


async def test_proposed_twice_while_open_it_is_one_and_afterwards_another(house: House) -> None:
    first = await propose(house)
    assert await propose(house, person="bruna") == first

    closed = first.model_copy(update={"open": False, "state": "refused"})
    house.snapshots.put("rules", first.id, closed)
    assert (await propose(house)).id == f"{first.id}-2"


async def test_of_two_who_propose_at_once_one_is_told(house: House) -> None:
    view = await propose(house)
    house.snapshots.rows["rules"].clear()

    with pytest.raises(Conflict, match="somebody else a moment ago"):
        await propose(house)
    assert view.order.proposed_by.person == "bruna"


@pytest.mark.parametrize(
    ("text", "person", "kind", "said"),
    [
        (SHIPPED, "bruna", Conflict, "in force already"),
        (GAP, "bruna", Invalid, r"ii-84821010 \(to 2026-12-30\) and ii-84821010-2027"),
        (WRONG, "bruna", Invalid, r"items\.1\.taxes\.ii\.due is 180\.00, 160\.00 was expected"),
        ("rates: 1", "bruna", Invalid, "."),
        (RISEN, "breno", Forbidden, "rules.propose"),
    ],
    ids=["in force", "gap", "case", "no toml", "role"],
)
async def test_what_cannot_be_proposed_is_refused_with_its_reason(
    house: House, text: str, person: str, kind: type[DeskError], said: str
) -> None:
    with pytest.raises(kind, match=said):
        await propose(house, text, person)
    assert house.workflows.open == set()


async def test_the_list_shows_what_is_in_force_and_what_waits(house: House) -> None:
    view = compared(house, await propose(house))
    listed = await house.desk.packs()

    assert listed.in_force.sha256 == shipped_pack().sha256
    assert listed.proposals == (view,)
    assert [each.sha256 for each in listed.history] == [shipped_pack().sha256]
    shown = await house.desk.pack_evidence(view)
    assert shown is not None
    assert [change["of"] for change in shown["changes"]] == ["ii 84821010"] * 2


async def test_a_pack_is_found_by_the_beginning_of_its_hash(house: House) -> None:
    view = await propose(house)

    assert await house.desk.pack_text(view.order.sha256[:8]) == RISEN
    assert await house.desk.pack_text(shipped_pack().sha256) == SHIPPED
    with pytest.raises(NotFound, match="no rule pack"):
        await house.desk.pack_text("000000")


async def test_a_preview_says_what_changes_and_when(house: House) -> None:
    found = await house.desk.preview_pack(RISEN, house.actor("paulo"))

    assert {day for change in found.changes for day in change.days} == {JANUARY}
    assert found.preview.days == ((date(2026, 12, 2), date(2027, 1, 31)),)
    assert found.preview.lots_in_bond == 0


async def test_a_quote_is_that_of_the_last_bank_day_and_missing_it_is_an_error(
    house: House,
) -> None:
    quote = await house.desk.quote("USD", date(2026, 5, 11))

    assert (quote.quote_date, quote.rate) == (date(2026, 5, 8), Decimal("5.4"))
    with pytest.raises(NotFound, match="no quote of EUR"):
        await house.desk.quote("EUR", date(2026, 5, 11))


async def test_a_publisher_that_changes_its_mind_is_told_to_who_asks_again(house: House) -> None:
    await house.desk.quote("USD", date(2026, 5, 11))
    house.packs.series.rate = Decimal("5.5")

    assert (await house.desk.quote("USD", date(2026, 5, 11))).rate == Decimal("5.4")
    with pytest.raises(Conflict, match="USD"):
        await house.desk.quote("USD", date(2026, 5, 11), again=True)
