"""What a comparison gives as evidence: places, cells, fines, what the invoice lacks."""

from datetime import date
from decimal import Decimal

import pytest

from customs.papers import Difference, ReconcilePapers
from documents.countries import country_code
from documents.facts import fact_book
from documents.kinds import DOCUMENTS
from documents.reading import Reading
from documents.reconcile import MOST_TOLD, Report, reconcile
from tests.unit.documents.shipment import (
    BEARING,
    BLOCK,
    PARTIES,
    invoice,
    lading,
    packing,
    reading,
    request,
)

DAY = date(2026, 1, 27)


def _report(*readings: Reading, **asked: object) -> Report:
    handed = request(*readings).model_copy(update=asked)
    return reconcile(handed, readings, DAY)[1]


def _one(report: Report, rule: str) -> Difference:
    return next(difference for difference in report.differences if difference.rule == rule)


def test_a_difference_shows_both_boxes_the_severity_and_its_fine_with_the_act() -> None:
    told = _one(_report(invoice(), packing(290), lading()), "gross_weight")
    assert told.left_place is not None
    assert told.right_place is not None
    assert (told.left_place.file, told.left_place.field) == (
        "commercial_invoice.pdf",
        "gross_weight_kg",
    )
    assert told.right_place.file == "packing_list.pdf"
    assert told.right_place.box == (0, 0, 1, 1)
    assert (told.severity, told.fine_brl) == ("error", Decimal("10000.00"))
    assert "LC 214/2025" in told.act


def test_a_wrong_price_risks_the_whole_difference_where_the_operation_s_value_is_known() -> None:
    dear = BLOCK.model_copy(update={"unit_price": Decimal("3.46")})
    report = _report(invoice(), items=(BEARING, dear), operation_brl=Decimal("983400"))
    # 9 000 pieces at 0.06 are 540 of the order's 98 340, a tenth of its value in BRL.
    assert _one(report, "unit_price").fine_brl == Decimal("5400.00")
    assert report.exposure_brl == Decimal("5400.00")


def test_the_table_has_what_each_side_says_of_each_fact() -> None:
    report = _report(invoice(), packing(290), lading())
    row = {c.source: (c.value, c.agrees) for c in report.cells if c.fact == "packages"}
    assert row == {
        "commercial_invoice": ("900", True),
        "packing_list": ("890", False),
        "bill_of_lading": ("900", True),
    }
    quantities = [c.value for c in report.cells if (c.fact, c.item) == ("quantity", "B")]
    assert quantities == ["9000", "9000", "8700"]


@pytest.mark.parametrize(
    ("rule", "papers"),
    [
        ("buyer", [invoice(buyer_name="Outra Importadora SA")]),
        ("exporter", [invoice(seller_name="Qingdao Sunrise Trading")]),
        ("shipper", [lading(shipper_name="Qingdao Sunrise Trading")]),
        ("consignee_cnpj", [lading(consignee_cnpj="99.100.002/0001-10")]),
        ("incoterm", [invoice(incoterm="FOB")]),
        ("country_of_origin", [invoice(country_of_origin="Made in Viet Nam")]),
        ("seal", [packing().model_copy(update={"fields": lading(seals="A1").fields}), lading(seals="B2")]),
        ("date_order", [invoice(issue_date="2026-02-01"), lading(shipped_on_board_date="2026-01-30")]),
        ("vessel", [lading(vessel="OCEANA STAR"), reading("arrival_notice", {"vessel": "NAVE AZUL"})]),
        ("transport_reference", [lading(), reading("arrival_notice", {"bl_number": "OCL2"})]),
        ("insured_sum", [invoice(), reading("insurance_certificate", {"sum_insured": "9", "currency": "USD"})]),
        ("ncm", [reading("certificate_of_origin", {}, {"item_code": "UCP205", "ncm": "8482.10"})]),
    ],
)  # fmt: skip
def test_each_rule_of_parties_dates_and_further_papers_finds_its_difference(
    rule: str, papers: list[Reading]
) -> None:
    report = _report(*papers, parties=PARTIES, incoterm="CIF")
    assert rule in [difference.rule for difference in report.differences]


def test_what_is_printed_in_other_words_is_no_difference() -> None:
    papers = [
        invoice(
            seller_name="NINGBO HAIYUE BEARING CO LTD", country_of_origin="P.R. China",
            issue_date="2026-01-26",
        ),
        lading(
            shipper_name="Ningbo Haiyue Bearing", consignee_cnpj="99.100.001/0001-75",
            shipped_on_board_date="2026-01-30",
        ),
        reading("certificate_of_origin", {}, {"item_code": "UCP205", "ncm": "8483.20"}),
    ]  # fmt: skip
    assert _report(*papers, parties=PARTIES, incoterm="CIF").differences == ()


def test_weights_within_the_tolerance_are_one_weight() -> None:
    near, far = packing(), packing()
    near.fields["gross_weight_kg"].__dict__["value"] = "15600.04"
    far.fields["gross_weight_kg"].__dict__["value"] = "15600.06"
    assert _report(invoice(), near).differences == ()
    assert [d.rule for d in _report(invoice(), far).differences] == ["gross_weight"]


def test_the_report_names_what_the_invoice_lacks_by_its_clause() -> None:
    clauses = [(wanted.clause, wanted.what) for wanted in _report(invoice()).lacking]
    assert ("I", "exportador e endereço") in clauses
    assert ("XIV", "Incoterm") not in clauses


def test_what_speaks_in_place_of_the_order_is_shown_on_its_page() -> None:
    places = _report(invoice(), packing(), lading()).places
    assert places["A.unit_price"].file == "commercial_invoice.pdf"
    assert places["freight"].field == "freight_amount"


def test_a_history_carries_the_first_differences_and_the_number_of_the_others() -> None:
    items = tuple(BLOCK.model_copy(update={"id": f"I{n}"}) for n in range(MOST_TOLD + 5))
    other = invoice(currency="EUR").model_copy(update={"lines": invoice().lines[:1]})
    handed: ReconcilePapers = request(other, items=items)
    short, report = reconcile(handed, [other], DAY)
    assert len(short.differences) == MOST_TOLD
    assert short.untold == len(report.differences) - MOST_TOLD > 0


def test_every_fact_is_stated_by_kinds_that_exist() -> None:
    sides = {side for fact in fact_book().facts for side in fact.stated_by}
    assert sides - {"order", "catalogue"} <= set(DOCUMENTS.tags())


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("MADE IN P.R. CHINA", "CN"), ("Alemanha", "DE"), ("Italie", "IT"), ("中国", "CN"),
        ("USA", "US"), ("CN", "CN"), ("China / Vietnam", None), ("Springfield", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_name_in_any_language(printed: str, code: str | None) -> None:
    assert country_code(printed) == code
