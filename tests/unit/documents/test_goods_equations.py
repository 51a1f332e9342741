"""How an amount may follow from its row, and what that says of the figures."""

from decimal import Decimal

import pytest

from documents.equations import Extras, multiplies, proof
from documents.goods_fields import decimal_text
from documents.line_evidence import LineEvidence, confidence
from documents.understanding import understand
from tests.unit.documents.drawing import words


@pytest.mark.parametrize(
    ("figures", "extras", "rule"),
    [
        ((100, 1.25, 125.0), Extras(), "product"),
        ((3, 33.333, 100.0), Extras(), "product"),
        ((10, 20, 180.0), Extras(percents=[10]), "product less percent"),
        ((10, 20, 195.0), Extras(discounts=[5]), "product less discount"),
        ((5, 19, 90.0), Extras(discounts=[-6, 1]), "product less discounts"),
        ((2500, 8.4, 210.0), Extras(), "product per basis"),
        ((24, 6, 12.0), Extras(bases=[12]), "product per basis"),
        ((1, 100, 121.0), Extras(percents=[21]), "product with tax"),
        ((1, 100, 121.0), Extras(taxes=[21]), "product with tax"),
    ],
)
def test_an_amount_follows_from_its_row(
    figures: tuple[float, float, float], extras: Extras, rule: str
) -> None:
    found = proof(*figures, extras)
    assert found is not None
    assert found.rule == rule


def test_an_amount_of_nothing_proves_nothing() -> None:
    assert proof(5, 0, 0, Extras()) is None


def test_a_figure_of_any_other_column_is_no_price_basis() -> None:
    assert proof(35, 20475, 15750, Extras(bases=[45.5])) is None


def test_a_quantity_of_one_proves_less_than_another() -> None:
    one, two = proof(1, 80, 80, Extras()), proof(2, 40, 80, Extras())
    assert one is not None
    assert two is not None
    assert one.weight < two.weight


def test_a_product_may_be_a_cent_off_but_not_two() -> None:
    assert multiplies(Decimal(3), Decimal("1.333"), Decimal("4.00"))
    assert not multiplies(Decimal(3), Decimal("1.30"), Decimal("3.92"))


def test_three_decimals_are_never_left_alone() -> None:
    printed = ["1.125", "3.900", "10.0000", "67200.00", "60000"]
    told = [decimal_text(Decimal(text)) for text in printed]
    assert told == ["1.1250", "3.90", "10.00", "67200.00", "60000"]


def test_each_piece_of_evidence_adds_to_the_confidence() -> None:
    steps = [
        LineEvidence(disproved=True),
        LineEvidence(),
        LineEvidence(headed=True),
        LineEvidence(headed=True, sums=True),
        LineEvidence(headed=True, sums=True, proof=1.0),
    ]
    levels = [confidence(step) for step in steps]
    assert levels == sorted(levels)
    assert levels[-1] > 0.95
    assert confidence(LineEvidence(proof=1.0, printed=0.5)) < 0.5


def test_a_discount_under_a_row_is_taken_into_its_amount() -> None:
    text = """
RECHNUNG
Pos   Bezeichnung            Menge   Preis     Betrag
1     Rasen                      3    4,00      12,00
                             abzgl. Rabatt      -2,00
2     Kies                      10    2,50      25,00
      Zwischensumme                             35,00
"""
    found = understand(words(text), "commercial_invoice")
    assert [line["amount"].value for line in found.lines] == ["10.00", "25.00"]
    assert found.lines[0]["amount"].raw == "12,00 -2,00"
    assert found.lines[0]["amount"].rule == "column:amount less discount"


def test_a_duplicate_of_the_page_gives_no_second_goods() -> None:
    text = """
FACTURA ORIGINAL
Cantidad   Descripcion        Precio    Importe
  10       Tornillos            1,50      15,00
   4       Tuercas              2,00       8,00
Total                                     23,00
Pagado por transferencia
Gracias por su compra
Domicilio fiscal en la capital
"""
    drawn = words(text) + words(text.replace("ORIGINAL", "DUPLICADO"), 2)
    found = understand(drawn, "commercial_invoice")
    assert [line["amount"].value for line in found.lines] == ["15.00", "8.00"]
    assert {line["amount"].page for line in found.lines} == {1}


def test_every_figure_says_what_found_it_and_how_it_is_printed() -> None:
    text = """
INVOICE
Description        Qty     Unit price      Amount
Oil seal          5,000        0.615     3,075.00
Total                                    3,075.00
"""
    line = understand(words(text), "commercial_invoice").lines[0]
    told = {name: (line[name].raw, line[name].rule) for name in ("quantity", "amount")}
    assert told == {"quantity": ("5,000", "row:product"), "amount": ("3,075.00", "row:product")}


def test_a_product_without_a_head_does_not_say_which_factor_is_the_price() -> None:
    rows = """
  12   Wooden chair oak            45.00       540.00
   3   Dining table 180x90        320.00       960.00
                                  Total      1,500.00
"""
    head = "  Qty   Description            Price       Amount"
    bare = understand(words(rows), "commercial_invoice").lines[0]
    told = understand(words(head + rows), "commercial_invoice").lines[0]
    assert bare["quantity"].confidence < 0.9 < bare["amount"].confidence
    assert told["quantity"].confidence > 0.9


def test_a_row_with_a_discount_keeps_its_check() -> None:
    text = """
FACTURA
Cantidad   Descripcion        Precio    Dto.    Importe
  10       Tornillos            1,50     10%      13,50
   4       Tuercas              2,00      0%       8,10
Total                                             21,60
"""
    found = understand(words(text), "commercial_invoice")
    check = next(check for check in found.checks if check.id == "line_multiplies")
    assert (check.passed, check.found) == (False, "1 linhas")


@pytest.mark.parametrize(
    ("charges", "total"),
    [
        ("Discount:  USD -71.00\nFreight:  USD 25.00", "664.00"),
        ("Packing:  USD 25.00", "735.00"),
        ("Packing:  USD 25.00\nDiscount:  USD -71.00", "664.00"),
    ],
)
def test_what_is_taken_off_and_what_is_added_lead_to_the_total(charges: str, total: str) -> None:
    text = f"""
INVOICE
Qty   Description    Price      Amount
10    Widget         50.00      500.00
 3    Gadget         70.00      210.00

Subtotal:  USD 710.00
{charges}
Total:  USD {total}
"""
    found = understand(words(text), "commercial_invoice")
    check = next(check for check in found.checks if check.id == "lines_sum_to_total")
    assert (check.passed, found.fields["total_amount"].value) == (True, total)
    assert "package_kind" not in found.fields
