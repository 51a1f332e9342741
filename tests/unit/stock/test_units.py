"""Units of measure: exact, or refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.units import DoesNotConvert, Units

BLOCK = Units("PCS", {"CX": Fraction(30), "KG": Fraction(100, 79)})
"""A pillow block: thirty in a carton, 0.79 kg each."""


@pytest.mark.parametrize(
    ("quantity", "unit", "to", "result"),
    [
        ("10", "CX", "UN", "300"),
        ("9000", "UN", "MIL", "9"),
        ("9000", "UN", "KG", "7110"),
        ("7.11", "TON", "CX", "300"),
        ("1.5", "DZ", "PCE", "18"),
        ("2500", "G", "KGM", "2.5"),
        ("0.5", "M3", "L", "500"),
    ],
)
def test_a_quantity_is_the_same_in_every_unit_of_its_good(
    quantity: str, unit: str, to: str, result: str
) -> None:
    assert BLOCK.convert(Decimal(quantity), unit, to) == Decimal(result)


def test_what_measures_something_else_is_refused_with_the_units_of_the_good() -> None:
    with pytest.raises(DoesNotConvert, match=r"10 L does not convert to UN.*told in UN, CX, KG"):
        BLOCK.convert(Decimal(10), "L", "UN")


def test_a_third_of_a_carton_is_refused_and_not_rounded() -> None:
    with pytest.raises(DoesNotConvert, match="10 UN in CX is no decimal of 6 places: 1/3"):
        BLOCK.convert(Decimal(10), "UN", "CX")


@given(st.integers(1, 10**9), st.sampled_from(["CX", "KG", "DZ", "MIL", "TON"]))
def test_there_and_back_again_is_where_it_began(cartons: int, unit: str) -> None:
    quantity = Decimal(cartons * 30 * 79 * 1000)
    there = BLOCK.convert(quantity, "UN", unit)
    assert BLOCK.convert(there, unit, "UN") == quantity
