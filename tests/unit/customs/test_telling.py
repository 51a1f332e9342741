"""A derivation as it is told to a person."""

import json
from decimal import Decimal
from typing import Any

import pytest

from customs.duties.telling import Told, UnknownAmount, amount_path, place_of, told
from tests.unit.customs.cases import assessed, item


def document(**more: Any) -> dict[str, Any]:
    """Return the tree of a small declaration."""
    goods = [item("A", "84821010", "13440.00", "307.20", "26.88")]
    tree = assessed(items=goods, exchange={"USD": "5.2870"}, afrmm="0.00", **more).tree
    assert tree is not None
    read: dict[str, Any] = json.loads(tree.canonical())
    return read


def tell(path: str, depth: int = 9, **more: Any) -> Told:
    """Tell one amount."""
    tree = document(**more)
    return told(tree, place_of(tree, path), depth)


def test_a_tax_is_told_as_base_times_percent() -> None:
    ii = tell("items.A.taxes.ii.due")
    assert (ii.value, ii.sign, ii.rounded) == (Decimal("11651.77"), "multiply", True)
    base, rate = ii.parts
    assert (base.name, base.value) == ("customs_value", Decimal("72823.56"))
    assert (rate.value, rate.unit, rate.source and rate.source["kind"]) == (
        Decimal(16),
        "%",
        "rule",
    )


def test_the_state_s_tax_is_told_as_its_base_times_percent() -> None:
    icms = tell("totals.icms")
    base, rate = icms.parts
    assert (icms.sign, base.name, rate.value, rate.unit) == (
        "multiply", "icms_base", Decimal(18), "%",
    )  # fmt: skip
    assert icms.value == (base.value * rate.value / 100).quantize(Decimal("0.01"))


def test_what_lies_deeper_than_asked_is_named_and_can_be_asked_for() -> None:
    shallow = tell("totals.icms", depth=1)
    base = shallow.parts[0]
    assert (base.parts, base.more > 0) == ((), True)
    deeper = told(document(), base.node, depth=1)
    assert deeper.value == base.value
    assert deeper.parts


def test_every_leaf_says_where_it_comes_from_or_is_a_plain_number() -> None:
    def leaves(one: Told) -> list[Told]:
        return [leaf for part in one.parts for leaf in leaves(part)] or [one]

    for leaf in leaves(tell("totals.payable", depth=30)):
        assert leaf.source is not None or leaf.value in (0, 1, 100), leaf


@pytest.mark.parametrize(
    ("tax", "of", "path"),
    [
        ("icms", None, "totals.icms"),
        ("ii", None, "totals.ii"),
        ("ii", "A", "items.A.taxes.ii.due"),
        ("customs_value", "A", "items.A.customs_value"),
        ("items.A.taxes.pis.base", None, "items.A.taxes.pis.base"),
    ],
)
def test_a_tax_is_found_by_what_people_call_it(tax: str, of: str | None, path: str) -> None:
    tree = document()
    assert amount_path(tree, tax, of) == path
    assert place_of(tree, path) >= 0


def test_into_bond_the_suspended_sum_is_meant() -> None:
    assert amount_path(document(kind="admission"), "ii") == "suspended.ii"


def test_an_unknown_amount_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownAmount, match=r"no amount 'totals.iof'.*totals"):
        place_of(document(), "totals.iof")
