"""Parties: who sells and who buys, in boxes, letters, letterheads and feet."""

import pytest

from documents.address_lines import has_legal_form, is_name, is_postal, is_street
from documents.parties import clean_name
from documents.understanding import understand
from tests.unit.documents.drawing import words


def _parties(drawing: str) -> tuple[str | None, str | None]:
    fields = understand(words(drawing), "commercial_invoice").fields
    seller, buyer = fields.get("seller_name"), fields.get("buyer_name")
    return (seller.value if seller else None, buyer.value if buyer else None)


def test_numbers_of_a_party_stand_before_its_name() -> None:
    box = "Seller:            Buyer:\nNumber: 5499      GLN 4304171000002\nAlba Wool Ltd     Rio Lume Ltda"
    assert _parties(box) == ("Alba Wool Ltd", "Rio Lume Ltda")


def test_a_name_goes_over_two_lines_until_its_legal_form() -> None:
    box = "Seller:\nAlba Wool and Linen\nTrading Company Ltd\n1 Mill Road\n\nBuyer: Rio Lume Ltda"
    assert _parties(box)[0] == "Alba Wool and Linen Trading Company Ltd"


def test_a_contact_under_a_company_is_no_part_of_its_name() -> None:
    assert _parties("Buyer:\nRio Lume Ltda\nAna Prado\nRua Um 5")[1] == "Rio Lume Ltda"


def test_a_person_is_named_with_the_way_to_address_him() -> None:
    assert _parties("Buyer:\nHerrn\nMax Winter\nTalweg 3")[1] == "Herrn Max Winter"


def test_a_number_or_a_town_beside_a_label_names_nobody() -> None:
    assert _parties("Supplier: 00302999\nJoliet, IL 60433")[0] is None
    assert _parties("From: Shanghai, China\nN/M") == (None, None)


def test_the_name_that_begins_like_a_label_is_a_name() -> None:
    assert _parties("Client: Client North SARL")[1] == "Client North SARL"


def test_of_a_name_in_two_scripts_the_latin_one_is_taken() -> None:
    assert _parties("Seller:\n海悦轴承有限公司\nHaiyue Bearing Co., Ltd.\nNo. 9 Road")[0] == (
        "Haiyue Bearing Co., Ltd."
    )


LETTER = """
Alba Wool Ltd · 1 Mill Road · EH1 1AA Leith
Rio Lume
Rua Um 5
13069-999 Campinas

Invoice 17
"""


def test_a_letter_for_a_window_names_both_without_a_label() -> None:
    assert _parties(LETTER) == ("Alba Wool Ltd", "Rio Lume")


HEADS = """
Rio Lume                               Alba Wool
Rua Um 5                               1 Mill Road
13069-999 Campinas                     EH1 1AA Leith

Invoice 17

sales@albawool.example    IBAN GB00 0000
"""


def test_of_two_addresses_the_one_with_the_domain_of_its_name_sells() -> None:
    assert _parties(HEADS) == ("Alba Wool", "Rio Lume")


def test_a_logo_is_a_part_of_the_name_that_the_address_says() -> None:
    drawing = "Alba Wool\n\n\nAlba Wool Trading Ltd\n1 Mill Road\nEH1 1AA Leith\n\nInvoice 17"
    assert _parties(drawing)[0] == "Alba Wool Trading Ltd"


@pytest.mark.parametrize(
    "text",
    [
        "Müller GmbH & Co. KG",
        "Aceros S.A. de C.V.",
        "宁波海悦轴承有限公司",
        "Zakład Sp. z o.o.",
        "Ek A.Ş.",
    ],
)
def test_legal_forms_of_many_countries_are_known(text: str) -> None:
    assert has_legal_form(text)


@pytest.mark.parametrize(
    "text",
    ["70565 Stuttgart", "Newark, NJ 07114", "3526 KM Utrecht", "BB11 2AA", "60-715 Poznań",
     "Santos - SP, 11010-000", "D02 XA00 Dublin", "〒143-0006 12345"],
)  # fmt: skip
def test_postal_lines_of_many_countries_are_known(text: str) -> None:
    assert is_postal(text)


def test_lines_of_an_address_are_no_names() -> None:
    assert [is_name(t) for t in ("Rua Um 5", "Germany", "Tel. 040 1", "info@a.example")] == [
        False
    ] * 4
    assert is_street("12 Harbour Street")
    assert not is_street("Harbour Street Holdings Ltd")


def test_an_address_on_the_line_of_a_name_is_cut_off() -> None:
    assert clean_name("Alba Wool Ltd - 1 Mill Road - Leith") == "Alba Wool Ltd"
    assert clean_name("Alba Wool SARL au capital de 20 000 €") == "Alba Wool SARL"
    assert clean_name("Sample, Inc.") == "Sample, Inc."
