"""Lessons: which document of a file they are about, whose it is, and where its values stand."""

from documents.memory import Lesson, SupplierProfile
from documents.memory_lesson import teach
from tests.unit.documents.drawing import words
from tests.unit.documents.learning import right

PAGE = """
COMMERCIAL INVOICE                            Page 1 of 1
Acme Werke GmbH                   www.acme-werke.example
Invoice No.: {number}
Our order           {order}
Total: USD 20.00
"""


def _file() -> list[list[str]]:
    first = PAGE.format(number="INV-1", order="PO/17")
    second = PAGE.format(number="INV-2", order="PO/18").replace("Acme Werke", "West Hafen")
    return [[first], [second.replace("acme-werke", "west-hafen")]]


def test_a_lesson_is_about_the_document_of_the_file_that_it_names() -> None:
    printed = [word for n, [text] in enumerate(_file(), 1) for word in words(text, n)]
    lesson = Lesson(first_page=2, corrections=(right("purchase_order", "PO/18"),))
    taught = teach(printed, "sha", lesson)
    assert taught.profile is not None
    assert taught.profile.identity == "domain:west-hafen.example"
    assert [(said.page, said.box) for said in taught.said] == [(2, (100.0, 42.0, 125.0, 52.0))]


def test_a_profile_that_turns_out_to_be_another_suppliers_is_not_taught() -> None:
    other = SupplierProfile(identity="vat:DE2", keys=("vat:DE2", "domain:other.example"), version=7)
    lesson = Lesson(profile=other, corrections=(right("purchase_order", "PO/17"),))
    taught = teach(words(_file()[0][0]), "sha", lesson).profile
    assert taught is not None
    assert (taught.identity, taught.version) == ("domain:acme-werke.example", 0)


def test_a_corrected_seller_is_whom_the_paper_is_learned_of() -> None:
    page = "COMMERCIAL INVOICE\nInvoice No.: 17\n\n\nSold by the house of\nNordkontor Eins\n"
    lesson = Lesson(
        kind="commercial_invoice", corrections=(right("seller_name", "Nordkontor Eins"),)
    )
    taught = teach(words(page), "sha", lesson).profile
    assert taught is not None
    assert taught.keys == ("name:nordkontor eins",)


def test_a_paper_that_names_nobody_teaches_nothing_but_says_where_the_value_stands() -> None:
    page = "COMMERCIAL INVOICE\nInvoice No.: 17\nOur order   PO/17\n"
    lesson = Lesson(kind="commercial_invoice", corrections=(right("purchase_order", "PO/17"),))
    taught = teach(words(page), "sha", lesson)
    assert taught.profile is None
    assert taught.said[0].box is not None
