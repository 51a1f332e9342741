"""Who issued a paper: keys that are the issuer's own, and those that only may be."""

from documents.identity import identities, issuer_keys
from documents.understanding import understand
from tests.unit.documents.drawing import words

PAGE = """
INVOICE
Acme Werke GmbH
Werkstrasse 1                  VAT DE 136 695 976
10115 Berlin                   info@acme-werke.example










Sold to:
Lume Comercio Exterior Ltda
CNPJ 99.100.001/0001-75
mail@lume.example or someone@gmail.com
"""


def _keys(page: str, of_issuer: bool = True) -> tuple[str, ...]:
    understood = understand(words(page), "commercial_invoice")
    assert understood.page is not None
    give = issuer_keys if of_issuer else identities
    return give(understood.page.lines, understood.fields)


def test_the_issuer_is_known_by_its_tax_id_its_domain_and_its_name() -> None:
    assert _keys(PAGE) == ("vat:DE136695976", "domain:acme-werke.example", "name:acme werke gmbh")


def test_the_keys_of_the_buyer_come_after_those_of_the_issuer() -> None:
    every = _keys(PAGE, of_issuer=False)
    assert every[:3] == _keys(PAGE)
    assert "domain:lume.example" in every[3:]
    assert not [key for key in every if "gmail" in key]


def test_a_cnpj_with_wrong_check_digits_is_no_key() -> None:
    every = _keys(PAGE.replace("0001-75", "0001-76"), of_issuer=False)
    assert not [key for key in every if key.startswith("cnpj:")]


def test_the_access_key_of_a_nota_fiscal_names_its_issuer() -> None:
    key = "35260199100001000175550010000000011000000016"
    page = f"DANFE\n\nCHAVE DE ACESSO\n{key}\n"
    assert "cnpj:99100001000175" in _keys(page)


def test_a_carriers_own_paper_is_known_by_the_company_that_is_no_party() -> None:
    page = "BILL OF LADING\n\nShipper:\nAcme Werke GmbH\n\n\nCARRIER\nNordmeer Linien B.V.\nKade 8"
    understood = understand(words(page), "bill_of_lading")
    assert understood.page is not None
    assert issuer_keys(understood.page.lines, understood.fields) == ("name:nordmeer linien b v",)


def test_whoever_a_paper_was_issued_to_is_no_issuer_nor_are_words_that_name_nobody() -> None:
    page = """
BILL OF LADING

Shipper:
Acme Werke GmbH

Consignee:
TO ORDER OF BANCO LUME S.A.
CNPJ 99.100.001/0001-75

Notify party:
SAME AS CONSIGNEE LTDA
"""
    understood = understand(words(page), "bill_of_lading")
    assert understood.page is not None
    every = identities(understood.page.lines, understood.fields)
    assert "cnpj:99100001000175" not in every
    assert not [key for key in every if "order" in key or "same as" in key]
