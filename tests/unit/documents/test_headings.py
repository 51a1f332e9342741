"""Headings, sums and evidence: what is found where no label stands before it."""

import pytest

from documents.understanding import Understood, understand
from tests.unit.documents.drawing import words


def _read(drawing: str) -> Understood:
    return understand(words(drawing), "commercial_invoice")


def _said(drawing: str, field: str) -> str | None:
    found = _read(drawing).fields.get(field)
    return found.value if found else None


@pytest.mark.parametrize(
    ("heading", "number", "day"),
    [
        ("Rechnung Nr. 2026-17 vom 05.03.2026", "2026-17", "2026-03-05"),
        ("Handelsrechnung (380) Nr. 606 vom 27.08.2026 - RECHNUNG", "606", "2026-08-27"),
        ("Invoice # A-9 issued at 2026-11-21", "A-9", None),
        ("FATTURA N. 118/A del 21/05/2026", "118/A", "2026-05-21"),
        ("Facture FA-2017-0009", "FA-2017-0009", None),
        ("Faktura VAT nr FV 12/04/2026", "FV 12/04/2026", None),
        ("Teilrechnung Nr. 21 mit LV vom 30.05.2026", "21 mit LV", "2026-05-30"),
    ],
)
def test_a_heading_says_number_and_date(heading: str, number: str, day: str | None) -> None:
    assert _said(heading, "invoice_number") == number
    assert day is None or _said(heading, "issue_date") == day


@pytest.mark.parametrize(
    "line", ["Rechnung gemäß Bestellung Nr. 2013-471331", "Invoice 2 of 3", "Invoice 12 May 2026"]
)
def test_a_heading_about_something_else_has_no_number(line: str) -> None:
    assert _said(line, "invoice_number") is None


def test_a_value_in_larger_letters_stands_beside_its_label() -> None:
    label = words("Rechnungsnummer")
    value = words("                         471102")
    moved = [w.__class__(w.text, 1, w.x0, 1.0, w.x1, 15.0) for w in value]
    found = understand([*label, *moved], "commercial_invoice").fields
    assert found["invoice_number"].value == "471102"


GOODS = """
Description        Qty     Price     Amount
Wool blanket        10     20.00     200.00
Linen sheet          5     10.00      50.00
"""


def test_an_amount_that_is_the_lines_and_a_tax_is_the_total_without_a_label() -> None:
    drawing = (
        GOODS
        + "Sum ex                              250.00\nLevy                                 50.00\nGrand                               300.00"
    )
    total = _read(drawing).fields["total_amount"]
    assert (total.value, total.rule) == ("300.00", "sum:total_amount")


def test_what_is_still_to_pay_is_not_the_total() -> None:
    drawing = (
        GOODS
        + "Total                               250.00\nPaid                                100.00\nBalance due                         150.00"
    )
    assert _said(drawing, "total_amount") == "250.00"


def test_evidence_names_the_rule_the_rivals_and_the_equation() -> None:
    drawing = "Invoice No.: A-17\n" + GOODS + "Total                               250.00"
    evidence = _read(drawing).evidence
    assert evidence["invoice_number"].source == "label-right"
    assert evidence["invoice_number"].rivals == 0
    assert evidence["invoice_number"].margin == 1.0
    assert evidence["total_amount"].equation == 1


def test_a_value_keeps_how_it_is_printed() -> None:
    field = _read("Invoice date: 5 March 2026").fields["issue_date"]
    assert (field.value, field.raw, field.rule) == (
        "2026-03-05", "5 March 2026", "label-right:issue_date",
    )  # fmt: skip
