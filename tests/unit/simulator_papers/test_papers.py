"""The maker of papers: what it writes is on the page, and the same shipment gives the same file."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pdfplumber
import pytest

from simulator.papers.__main__ import all_shipments
from simulator.papers.maker import LAYOUTS, make_papers
from simulator.papers.shipment import Shipment
from simulator.papers.story import (
    bonded_shipment,
    direct_import,
    release_invoice_1,
    release_invoice_2,
)
from simulator.papers.words import amount_in_words

JANUARY = date(2026, 1, 27)
SAILING = date(2026, 1, 30)


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def bonded(version: int = 2) -> Shipment:
    return bonded_shipment(JANUARY, SAILING, packing_version=version)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_shipment_can_be_printed_in_every_layout(layout: str) -> None:
    for shipment, _ in all_shipments().values():
        for pdf in make_papers(shipment, layout).values():
            with pdfplumber.open(io.BytesIO(pdf)) as document:
                assert len(document.pages) == 1


def test_the_same_shipment_gives_the_same_bytes() -> None:
    assert make_papers(bonded(), "haiyue") == make_papers(bonded(), "haiyue")


def test_an_unknown_layout_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no layout 'nobody'"):
        make_papers(bonded(), "nobody")


def test_the_layouts_write_one_total_in_their_own_habits() -> None:
    totals = {
        layout: text_of(make_papers(bonded(), layout)["commercial_invoice"]) for layout in LAYOUTS
    }
    assert all("100,953.60" in totals[layout] for layout in ("haiyue", "lakeshore"))
    assert all("100.953,60" in totals[layout] for layout in ("kessler", "bassano"))
    assert "JAN. 27, 2026" in totals["haiyue"]
    assert "27.01.2026" in totals["kessler"]
    assert "27/01/2026" in totals["bassano"]
    assert "01/27/2026" in totals["lakeshore"]


def test_one_layout_has_no_ruled_line_at_all() -> None:
    pdf = make_papers(bonded(), "lakeshore")["commercial_invoice"]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        assert not page.lines
        assert not page.rects


def test_the_suppliers_own_script_is_on_the_page() -> None:
    text = text_of(make_papers(bonded(), "haiyue")["commercial_invoice"])
    assert "宁波海悦轴承有限公司" in text


def test_the_bill_of_lading_says_what_customs_will_ask() -> None:
    text = text_of(make_papers(bonded(), "haiyue")["bill_of_lading"])
    for word in (
        "CNPJ 99.100.001/0001-75",
        "XHYU3017268",
        "15,600.0",
        "24.300",
        "900",
        "8482.10.10, 8483.20.00",
        "FREIGHT PREPAID",
        "2,958.00",
        "30-JAN-2026",
        "604W",
    ):
        assert word in text


def test_the_draft_packing_list_is_short_by_ten_cartons_and_nothing_else() -> None:
    draft, final = bonded(1), bonded(2)
    short, right = draft.packed[1], final.lines[1]
    assert draft.packed[0] == final.lines[0]
    assert right.cartons - short.cartons == 10
    assert right.quantity - short.quantity == 10 * 30
    assert right.gross_weight_kg - short.gross_weight_kg == 10 * Decimal("24.2")
    text = text_of(make_papers(draft, "haiyue")["packing_list"])
    assert "DRAFT" in text
    assert "15,358.0" in text


def test_the_storys_invoices_have_the_storys_totals() -> None:
    assert bonded().goods_amount == Decimal("97800.00")
    assert bonded().total == Decimal("100953.60")
    assert release_invoice_1(JANUARY).total == Decimal("20190.72")
    assert release_invoice_2(JANUARY).total == Decimal("30448.08")
    assert release_invoice_2(JANUARY, block_price="3.40").goods_amount == Decimal("29340.00")
    assert direct_import(JANUARY, SAILING).total == Decimal("3900.00")


def test_a_name_that_looks_like_code_is_printed_and_not_run() -> None:
    line = replace(bonded().lines[0], description='#read("/etc/hostname")')
    text = text_of(make_papers(replace(bonded(), lines=(line,)), "kessler")["commercial_invoice"])
    assert '#read("/etc/hostname")' in text


def test_amounts_are_written_out_in_words() -> None:
    assert amount_in_words(Decimal("20190.72")) == (
        "TWENTY THOUSAND ONE HUNDRED NINETY AND CENTS SEVENTY-TWO ONLY"
    )
    assert amount_in_words(Decimal("3900.00")) == "THREE THOUSAND NINE HUNDRED ONLY"
    assert amount_in_words(Decimal("1000012.00")) == "ONE MILLION TWELVE ONLY"
