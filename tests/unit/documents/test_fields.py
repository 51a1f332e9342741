"""Labels and the values beside and below them, on pages drawn with letters."""

import pytest

from documents.understanding import Understood, understand
from tests.unit.documents.drawing import words
from tests.unit.documents.sketch import words_of_drawing

INVOICE = """
                  COMMERCIAL INVOICE
Seller:                         Invoice No.: INV-7
Acme Bearings Ltd.              Date: 27 Jan 2026
1 Mill Road                     Price term: CIF Santos
                                Currency: USD
Buyer
Lume Comercio Exterior Ltda
"""


def _values(text: str, kind: str | None = None) -> dict[str, str]:
    return {name: field.value for name, field in understand(words(text), kind).fields.items()}


def test_values_stand_beside_their_label_or_below_it() -> None:
    assert _values(INVOICE) == {
        "invoice_number": "INV-7",
        "issue_date": "2026-01-27",
        "incoterm": "CIF",
        "incoterm_place": "Santos",
        "currency": "USD",
        "seller_name": "Acme Bearings Ltd.",
        "seller_address": "1 Mill Road",
        "buyer_name": "Lume Comercio Exterior Ltda",
    }


def test_each_value_says_where_it_stands_and_how_sure_it_is() -> None:
    field = understand(words(INVOICE)).fields["invoice_number"]
    assert (field.page, field.box) == (1, (225.0, 14.0, 250.0, 24.0))
    assert 0.9 <= field.confidence <= 0.99


def test_a_value_that_is_not_printed_is_absent() -> None:
    found = understand(words("COMMERCIAL INVOICE\nInvoice No.: INV-7"))
    assert "total_amount" not in found.fields
    assert found.lines == ()
    assert found.checks == ()


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Rechnungs-Nr. / Invoice no.  KV-1", "invoice_number", "KV-1"),
        ("INVOICE NO. 发票号:  HY-1", "invoice_number", "HY-1"),
        ("Fatura Comercial nº:  FC-1/26", "invoice_number", "FC-1/26"),
        ("Peso bruto:  1.954,0 kg", "gross_weight_kg", "1954.0"),
        ("Gross weight:  1.5 t", "gross_weight_kg", "1500.0"),
        ("Peso netto kg 1.702,50 Colli 6", "net_weight_kg", "1702.50"),
        ("Gross weight kg 1.840,00 Net weight kg 1.702,50", "gross_weight_kg", "1840.00"),
        ("Gross weight: 21 APR 2026", "gross_weight_kg", None),
        ("Measurement: 21 APR 2026", "volume_m3", None),
        ("PACKAGES:  900 CARTONS ON 20 PALLETS", "packages", "900"),
        ("PO Reference:  PO-2026-08847", "purchase_order", "PO-2026-08847"),
        ("Payment:  NET 45 DAYS", "payment_terms", "NET 45 DAYS"),
    ],
)
def test_labels_are_known_in_several_languages(line: str, field: str, value: str | None) -> None:
    assert _values(line, "commercial_invoice").get(field) == value


def test_boxes_of_a_transport_document_have_their_label_above() -> None:
    found = _values(
        """
BILL OF LADING
SHIPPER                              B/L NO.
Acme Bearings Ltd.                   OCL123
CONSIGNEE (not negotiable unless to order)
LUME COMERCIO EXTERIOR LTDA
CNPJ 99.100.001/0001-75
VESSEL             VOYAGE NO.        PORT OF LOADING     PORT OF DISCHARGE
OCEANA AURORA      604W              Ningbo, China       Santos, Brazil
Container: XHYU3017268   Seal: OC884213
OCEAN FREIGHT  USD  2,958.00  PREPAID
"""
    )
    assert found["shipper_name"] == "Acme Bearings Ltd."
    assert found["consignee_cnpj"] == "99100001000175"
    assert (found["vessel"], found["voyage"]) == ("OCEANA AURORA", "604W")
    assert (found["port_of_loading"], found["port_of_discharge"]) == (
        "Ningbo, China",
        "Santos, Brazil",
    )
    assert (found["containers"], found["seals"]) == ("XHYU3017268", "OC884213")
    assert (found["freight_amount"], found["freight_currency"]) == ("2958.00", "USD")


def test_a_container_with_a_wrong_check_digit_is_read_and_told() -> None:
    found: Understood = understand(words("BILL OF LADING\nContainer: XHYU3017269"))
    assert found.fields["containers"].confidence < 0.5
    assert [(check.id, check.passed) for check in found.checks] == [
        ("container_check_digit", False)
    ]


def test_an_ambiguous_date_is_given_with_little_confidence() -> None:
    found = understand(words("COMMERCIAL INVOICE\nInvoice date: 03/04/2026"))
    assert found.fields["issue_date"].value == "2026-04-03"
    assert found.fields["issue_date"].confidence < 0.6


def test_a_day_under_the_weights_is_not_their_total() -> None:
    found = _values(
        """
BILL OF LADING

Marks     Packages      Description      Gross weight      Measurement
N/M       20 PALLETS    BEARINGS         15,600.000 KGS    18.2 CBM

FREIGHT PREPAID  SHIPPED ON BOARD        21 APR 2026
"""
    )
    assert found["gross_weight_kg"] == "15600.000"


def test_thousands_of_a_weight_may_be_set_apart_by_a_blank() -> None:
    drawn = words_of_drawing("Gross weight: 12 210 kg\nNet weight: 11 980,5 kg")
    found = understand(drawn, "commercial_invoice").fields
    assert found["gross_weight_kg"].value == "12210"
    assert found["net_weight_kg"].value == "11980.5"


@pytest.mark.parametrize(
    ("line", "kind", "field", "value"),
    [
        ("Sum insured: USD 19,494.70 Premium USD 82.45", "insurance_certificate",
         "sum_insured", "19494.70"),
        ("Insurance: USD 82.45 and in all USD 5,000.00", "commercial_invoice",
         "insurance", "82.45"),
        ("Frete: USD 1.150,00 THC: BRL 980,00", "arrival_notice", "freight_amount", "1150.00"),
    ],
)  # fmt: skip
def test_a_label_leads_to_the_first_amount_and_others_behind_it_raise_doubt(
    line: str, kind: str, field: str, value: str
) -> None:
    found = understand(words(line), kind).fields[field]
    assert (found.value, found.confidence < 0.85) == (value, True)
