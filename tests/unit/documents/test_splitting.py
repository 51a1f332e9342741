"""Where one document of a file ends and the next begins."""

import pytest

from documents.pdf import read
from documents.splitting import Span, split
from tests.documents.test_golden_pairs import HERE
from tests.unit.documents.binding import bound
from tests.unit.documents.drawing import words

INVOICE = """
COMMERCIAL INVOICE
Invoice No: AB-100          Date: 2026-03-01
Seller: NORTHWIND GEARS LTD
Total: USD 1,250.00
"""
PACKING = """
PACKING LIST
Invoice No: AB-100
Gross weight: 120 kg        Packages: 4
"""
MORE = """
further goods carried on from the page before
17 bolts and 20 nuts of steel
"""


def _spans(*pages: str) -> list[tuple[int, int, int | None]]:
    drawn = [words(page, number) for number, page in enumerate(pages, 1)]
    return [(span.first, span.last, span.copy_of) for span in split(drawn)]


def _paper(name: str) -> bytes:
    return (HERE / f"{name}.pdf").read_bytes()


def test_one_page_is_one_document() -> None:
    assert split([words(INVOICE)]) == [Span(1, 1)]


def test_another_kinds_title_begins_a_document() -> None:
    assert _spans(INVOICE, PACKING) == [(1, 1, None), (2, 2, None)]


def test_a_page_without_a_title_goes_on_with_the_document() -> None:
    assert _spans(INVOICE, MORE, PACKING, MORE.upper() + " 99 more") == [
        (1, 2, None),
        (3, 4, None),
    ]


def test_another_number_under_the_same_title_begins_a_document() -> None:
    other = INVOICE.replace("AB-100", "AB-101").replace("NORTHWIND GEARS LTD", "again the same one")
    assert _spans(INVOICE, other) == [(1, 1, None), (2, 2, None)]


def test_a_title_with_a_number_begins_a_document_even_where_the_one_before_has_none() -> None:
    nameless = INVOICE.replace("Invoice No: AB-100 ", "                  ")
    other = INVOICE.replace("NORTHWIND GEARS LTD", "SOUTHWIND AXLES BV IN ANOTHER TOWN")
    assert _spans(nameless, other) == [(1, 1, None), (2, 2, None)]


def test_a_page_that_is_plainly_another_paper_begins_one_without_a_title_on_top() -> None:
    bill = """
Shipper                        B/L No. XYZ123
NORTHWIND GEARS LTD
Consignee                      Notify party
LUME COMERCIO EXTERIOR LTDA    SAME AS CONSIGNEE
Vessel: OCEANA                 Voyage: 604W
Port of loading: NINGBO        Port of discharge: SANTOS
Container: XHYU3017268         Seal: OC884213
Number of originals: THREE (3)
Shipped on board 2026-03-03    Freight prepaid
BILL OF LADING
"""
    assert _spans(PACKING, bill) == [(1, 1, None), (2, 2, None)]


def test_the_same_head_repeated_on_the_next_page_goes_on() -> None:
    second = INVOICE.replace("Total: USD 1,250.00", MORE)
    assert _spans(INVOICE, second) == [(1, 2, None)]


@pytest.mark.parametrize(
    "said", ["Page {} of {}", "Seite {} von {}", "Folha {}/{}", "Pág. {} de {}"]
)
def test_pages_that_are_counted_belong_together_until_the_count_restarts(said: str) -> None:
    pages = [f"{MORE}\n{word}\n{said.format(n, 2)}" for word in ("oak", "elm") for n in (1, 2)]
    assert _spans(*pages) == [(1, 2, None), (3, 4, 1)]


def test_a_duplicate_is_told_and_not_read_again() -> None:
    first, second = f"ORIGINAL\n{INVOICE}", f"DUPLICATE\n{INVOICE}"
    drawn = [words(page, number) for number, page in enumerate((first, second, PACKING), 1)]
    assert split(drawn) == [Span(1, 1), Span(2, 2, copy_of=1, mark="DUPLICATE"), Span(3, 3)]


def test_a_file_of_several_papers_gives_a_reading_each() -> None:
    bill, list_ = _paper("bill_of_lading/carrier_form"), _paper("packing_list/french_cases")
    whole = read(bound([bill, list_, bill, _paper("danfe/portrait")]), "set.pdf")
    assert [whole.kind, *(part.kind for part in whole.parts)] == [
        "bill_of_lading",
        "packing_list",
        "danfe",
    ]
    assert [(p.first_page, p.pages) for p in (whole, *whole.parts)] == [(1, 1), (2, 1), (4, 1)]
    assert {field.page for field in whole.parts[1].fields.values()} == {4}
    assert whole.parts[0].fields["document_number"].value == "LC-2026-077"
    assert whole.notes == ("Página 3: via repetida do documento da página 1, não lida.",)


def test_a_kind_said_by_hand_is_not_forced_on_a_set() -> None:
    both = bound([_paper("packing_list/french_cases"), _paper("air_waybill/german_house")])
    whole = read(both, "set.pdf", "packing_list")
    assert [whole.kind, *(part.kind for part in whole.parts)] == ["packing_list", "air_waybill"]
