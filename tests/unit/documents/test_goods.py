"""Tables of goods: columns by their numbers, rows by their key figure, arithmetic as the judge."""

from decimal import Decimal

from documents.understanding import Understood, understand
from tests.unit.documents.drawing import words


def _lines(found: Understood, *names: str) -> list[tuple[str, ...]]:
    return [tuple(line[n].value if n in line else "" for n in names) for line in found.lines]


def test_wrapped_descriptions_join_their_row_and_the_total_ends_the_table() -> None:
    found = understand(
        words(
            """
COMMERCIAL INVOICE
Description              Qty        Unit price      Amount
Deep groove ball       60,000         1.12       67,200.00
bearing 6205-2RS
Pillow block UCP205     9,000         3.40       30,600.00

Total                                            97,800.00
"""
        )
    )
    assert _lines(found, "description", "quantity", "unit_price", "amount") == [
        ("Deep groove ball bearing 6205-2RS", "60000", "1.12", "67200.00"),
        ("Pillow block UCP205", "9000", "3.40", "30600.00"),
    ]
    assert found.fields["total_amount"].value == "97800.00"
    assert {check.id: check.passed for check in found.checks} == {
        "line_multiplies": True,
        "lines_sum_to_total": True,
    }


def test_a_wrong_sum_is_reported_and_not_repaired() -> None:
    found = understand(
        words(
            """
COMMERCIAL INVOICE
Description              Qty        Unit price      Amount
Bearing                  100          1.12          112.00
Grand total:                                        115.00
"""
        )
    )
    assert found.fields["total_amount"].value == "115.00"
    check = next(check for check in found.checks if check.id == "lines_sum_to_total")
    assert (check.passed, check.expected, check.found) == (False, "115.00", "112.00")


def test_arithmetic_finds_the_price_column_that_a_head_names_twice() -> None:
    found = understand(
        words(
            """
COMMERCIAL INVOICE
Boxes   Bunches   Description      Price     Price      Price
                                   bunch     per box    total
450        35     Leather leaf      1,30      45,50    $20.475,00
120        35     Leaf              1,10      38,50    $4.620,00
"""
        )
    )
    triples = _lines(found, "quantity", "unit_price", "amount")
    assert triples == [("450", "45.50", "20475.00"), ("120", "38.50", "4620.00")]


def test_a_row_that_sums_the_others_is_the_total_and_no_goods() -> None:
    found = understand(
        words(
            """
PACKING LIST
Item        Cartons     Qty      N.W. kg      G.W. kg
6205-2RS      600      60,000    7,680.0      8,340.0
UCP205        290       8,700    7,110.0      7,018.0
ALL GOODS     890      68,700   14,790.0     15,358.0
"""
        )
    )
    assert len(found.lines) == 2
    assert found.fields["packages"].value == "890"
    assert Decimal(found.fields["gross_weight_kg"].value) == Decimal("15358")
    assert all(check.passed for check in found.checks)


def test_remarks_under_the_goods_are_no_part_of_their_description() -> None:
    found = understand(
        words(
            """
COMMERCIAL INVOICE
Description                   Qty      Unit price     Amount
Oil seal NBR                 5,000        0.615     3,075.00
HTS 40169300 MADE IN USA
Snap ring                   10,000        0.1125    1,125.00
HTS 73182100 MADE IN CANADA
"""
        )
    )
    assert _lines(found, "description", "ncm", "origin") == [
        ("Oil seal NBR", "40169300", "USA"),
        ("Snap ring", "73182100", "CANADA"),
    ]
