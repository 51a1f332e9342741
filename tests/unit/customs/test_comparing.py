"""Why one assessment differs from another: named terms that sum to the difference."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customs.duties import AssessmentRefused, AssessmentRequest, assess
from customs.duties.comparing import Comparison, Dated, compare
from tests.unit.customs.cases import the_pack, usd
from tests.unit.customs.chance import declaration

LINKED = {"declaration": "26BR00009901010", "item": "1"}


def withdrawal(pieces_a: int, pieces_b: int, price_b: str, quote: str, on: str) -> Dated:
    """A release of the story: what is drawn of both admission items, at that day's quote."""
    items = [
        _drawn("A", "84821010", (pieces_a, 60000), "1.12", ("1536.00", "134.40")),
        _drawn("B", "84832000", (pieces_b, 9000), price_b, ("1422.00", "61.20")),
    ]
    told = {
        "registered_on": on, "kind": "bonded_consumption", "exchange": {"USD": quote},
        "afrmm": "0.00", "items": items,
    }  # fmt: skip
    return Dated(AssessmentRequest.model_validate(told), the_pack())


def _drawn(
    name: str, ncm: str, drawn: tuple[int, int], price: str, charges: tuple[str, str]
) -> dict[str, Any]:
    pieces, admitted = drawn
    freight, insurance = charges
    return {
        "id": name, "ncm": ncm, "origin": "CN", "quantity": str(pieces),
        "value": usd(str(pieces * Decimal(price))), "freight": usd(freight),
        "insurance": usd(insurance),
        "linked": {**LINKED, "quantity": str(pieces), "admitted_quantity": str(admitted)},
    }  # fmt: skip


FIRST = withdrawal(12000, 1800, "3.40", "5.2870", "2026-04-22")
SECOND = withdrawal(18000, 2700, "3.46", "5.4410", "2026-05-20")


def one(before: Dated, after: Dated, path: str) -> Comparison:
    """Compare one amount."""
    return compare(before, after, [path])[0]


def test_the_import_duty_of_two_releases_differs_for_four_reasons() -> None:
    found = one(FIRST, SECOND, "items.B.taxes.ii.due")
    assert (found.before, found.after) == (Decimal("5427.96"), Decimal("8520.14"))
    assert {term.name: str(term.amount) for term in found.terms} == {
        "quantity": "2713.98", "price": "137.04", "exchange": "241.15", "rounding": "0.01",
    }  # fmt: skip


def test_two_equal_assessments_differ_in_nothing() -> None:
    found = one(FIRST, FIRST, "totals.payable")
    assert (found.before, found.terms) == (found.after, ())


def test_what_only_one_of_them_declares_is_a_term_of_its_own() -> None:
    alone = FIRST.request.model_copy(update={"items": FIRST.request.items[:1]})
    found = one(Dated(alone, the_pack()), FIRST, "items.B.taxes.ii.due")
    assert (found.before, found.terms[0].name) == (Decimal(0), "goods")
    assert found.after == sum(term.amount for term in found.terms) == Decimal("5427.96")


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"rates": {"ii": "14"}}, "claims"),
        ({"freight": usd("2000")}, "freight"),
        ({"insurance": usd("90")}, "insurance"),
        ({"value": usd("7000")}, "price"),
    ],
)
def test_each_change_is_told_by_its_cause(change: dict[str, Any], cause: str) -> None:
    told = FIRST.request.model_dump(mode="json")
    told["items"][1] |= change
    after = Dated(AssessmentRequest.model_validate(told), the_pack())
    terms = one(FIRST, after, "items.B.taxes.ii.due").terms
    assert {term.name for term in terms} - {"rounding"} == {cause}


def test_another_day_with_other_rules_is_told_as_rules() -> None:
    path, told = "items.A.taxes.cofins.due", FIRST.request.model_dump(mode="json")
    told["items"] = [goods | {"rates": {"ii": "16", "ipi": "7.8"}} for goods in told["items"]]
    first, late, early = (
        AssessmentRequest.model_validate(told | {"registered_on": day, "icms": {"rate": "18"}})
        for day in ("2026-04-22", "2026-05-20", "2014-04-22")
    )
    same = one(Dated(first, the_pack()), Dated(late, the_pack()), path)
    other = one(Dated(early, the_pack()), Dated(late, the_pack()), path)
    assert same.terms == ()
    assert [term.name for term in other.terms if term.name != "rounding"] == ["rules"]


AMOUNTS = st.decimals("0.01", "90000", places=2).map(str)
PIECES = st.integers(1, 60000)
PATHS = (
    "totals.payable", "totals.icms", "totals.customs_value", "items.A.taxes.ipi.due",
    "items.B.taxes.pis.due",
)  # fmt: skip


@given(pieces=PIECES, more=PIECES, price=AMOUNTS, quote=st.decimals("1", "9", places=4).map(str))
@settings(max_examples=150, deadline=None)
def test_the_terms_always_sum_to_the_difference(
    pieces: int, more: int, price: str, quote: str
) -> None:
    other = withdrawal(pieces, more, price, quote, "2026-07-01")
    for found in compare(FIRST, other, PATHS):
        assert found.after - found.before == sum(term.amount for term in found.terms)


DAYS = st.sampled_from(("2014-03-10", "2021-07-01", "2026-04-22", "2027-03-10", "2033-03-10"))
TELLING = [{}, {"icms": None}, {"insurance": usd("0.00")}, {"transport": "air", "afrmm": "3"}]


def _chosen(seed: int, day: str, more: dict[str, Any], rates: bool) -> Dated | None:
    """Return a declaration by chance on some day; None if it could not be assessed."""
    told = declaration(seed) | {"registered_on": day, "afrmm": "0.00"} | more
    for goods in told["items"] if rates else ():
        goods["rates"] = {"ii": "14", "ipi": "6.5", "pis": "2.10", "cofins": "9.65"}
    found = Dated(AssessmentRequest.model_validate(told), the_pack())
    try:
        assess(found.request, found.pack, explain=False)
    except AssessmentRefused:
        return None
    return found


@given(
    seeds=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    days=st.tuples(DAYS, DAYS),
    more=st.tuples(st.sampled_from(TELLING), st.sampled_from(TELLING)),
    rates=st.tuples(st.booleans(), st.booleans()),
)
@settings(max_examples=150, deadline=None)
def test_any_two_declarations_can_be_compared(
    seeds: tuple[int, int],
    days: tuple[str, str],
    more: tuple[dict[str, Any], dict[str, Any]],
    rates: tuple[bool, bool],
) -> None:
    chosen = [_chosen(*each) for each in zip(seeds, days, more, rates, strict=True)]
    before, after = chosen
    if before is None or after is None:
        return
    for found in compare(
        before, after, ("totals.payable", "totals.icms", "items.I0.customs_value")
    ):
        assert found.after - found.before == sum(term.amount for term in found.terms)


def test_a_quantity_that_does_not_divide_and_a_charge_of_nothing_can_be_compared() -> None:
    charges: dict[str, Any] = {"freight": usd("3.00"), "insurance": usd("0.00")}
    many, few = (_plain(quantity=pieces, **charges) for pieces in ("7000", "3"))
    assert "quantity" in [term.name for term in one(many, few, "totals.icms").terms]


def test_what_has_no_rate_half_way_is_told_with_the_next_step() -> None:
    given, taken = _plain(day="2021-07-01"), _plain(icms=None)
    found = one(given, taken, "totals.icms")
    assert found.after - found.before == sum(term.amount for term in found.terms)


def test_deductions_that_leave_nothing_half_way_can_be_compared() -> None:
    less = {"effect": "deduction", "type": "inland_freight", **usd("3999")}
    found = one(_plain(adjustments=[less]), _plain(value=usd("10")), "totals.payable")
    assert found.after - found.before == sum(term.amount for term in found.terms)


def _plain(day: str = "2026-03-10", icms: str | None = "18", **fields: Any) -> Dated:
    """One item of which every rate is given, by sea."""
    goods = {
        "id": "1", "ncm": "84821010", "origin": "CN", "quantity": "10", "value": usd("4000"),
        "freight": usd("100"), "rates": {"ii": "16", "ipi": "7.8", "pis": "2.10", "cofins": "9.65"},
    }  # fmt: skip
    told = {
        "registered_on": day, "kind": "consumption", "exchange": {"USD": "5.4"}, "afrmm": "0.00",
        "icms": icms and {"rate": icms}, "items": [goods | fields],
    }  # fmt: skip
    return Dated(AssessmentRequest.model_validate(told), the_pack())
