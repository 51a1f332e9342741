"""Which kind of document a page is."""

import pytest

from documents.kinds import DOCUMENTS
from documents.understanding import understand
from tests.unit.documents.drawing import words


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("FATURA COMERCIAL", "commercial_invoice"),
        ("Rechnung", "commercial_invoice"),
        ("PROFORMA INVOICE", "proforma_invoice"),
        ("Packliste / Packing List", "packing_list"),
        ("ROMANEIO DE CARGA", "packing_list"),
        ("CONHECIMENTO DE EMBARQUE", "bill_of_lading"),
        ("Air Waybill", "air_waybill"),
        ("DANFE", "danfe"),
    ],
)
def test_a_title_names_the_kind(title: str, kind: str) -> None:
    found = understand(words(title)).recognition
    assert found.kind is not None
    assert found.kind.tag == kind


def test_a_paper_that_only_mentions_another_is_not_that_other() -> None:
    page = """
PACKING LIST
Commercial invoice HY-1 and bill of lading OCL1 follow under separate cover
Gross weight: 100 kg
"""
    found = understand(words(page)).recognition
    assert found.kind is DOCUMENTS["packing_list"]


def test_a_letter_is_of_no_known_kind() -> None:
    found = understand(words("Dear Sirs,\nplease find our holiday greetings."))
    assert found.recognition.kind is None
    assert found.fields == {}


def test_a_kind_said_by_who_hands_in_is_believed() -> None:
    assert understand(words("untitled"), "packing_list").recognition.confidence == 1.0


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (
            "Shipper: A Ltd\nConsignee: B Ltda\nNotify party: same\nVessel: STAR    Voyage: 12W\n"
            "Port of loading: X    Port of discharge: Y\nNo. of originals: 3\nZZPU2048179",
            "bill_of_lading",
        ),
        (
            "Airport of departure: FRA    Airport of destination: GRU\nFlight: XX123\n"
            "Chargeable weight: 40 kg\n999-1234 5675",
            "air_waybill",
        ),
        (
            "Assured: A Ltd\nPolicy No.: P-12\nSum insured: USD 10,000.00\nClaims payable at: Santos",
            "insurance_certificate",
        ),
        (
            "ETA: 2026-05-01\nFree time: 7 days\nTerminal: North\nVessel: STAR\nHBL: X-1",
            "arrival_notice",
        ),
        (
            "Chave de acesso:\n3526 0499 1000 0200 0110 5500 1000 0184 2214 0718 2260\n"
            "Natureza da operação: venda",
            "danfe",
        ),
        (
            "Certifying authority: Chamber\nCountry of origin: Peru\nCountry of destination: Brazil\n"
            "Origin criterion: WO",
            "certificate_of_origin",
        ),
    ],
)
def test_a_paper_without_a_title_is_known_by_what_it_says(page: str, kind: str) -> None:
    found = understand(words(page)).recognition
    assert found.kind is DOCUMENTS[kind]
    assert found.confidence > 0.6


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("CERTIFICAT D'ORIGINE", "certificate_of_origin"),
        ("Ursprungszeugnis", "certificate_of_origin"),
        ("APÓLICE DE SEGURO", "insurance_certificate"),
        ("Avviso di arrivo", "arrival_notice"),
        ("到货通知", "arrival_notice"),
        ("Connaissement", "bill_of_lading"),
        ("Carta de porte aéreo", "air_waybill"),
        ("装箱单", "packing_list"),
    ],
)
def test_titles_are_known_in_the_languages_of_the_trade(title: str, kind: str) -> None:
    assert understand(words(title)).recognition.kind is DOCUMENTS[kind]


def test_a_number_under_a_papers_name_is_not_that_paper() -> None:
    page = """
COMMERCIAL INVOICE
Bill of Lading No.: OCL1            Packing List No.: P-3
Total amount: USD 10.00
"""
    assert understand(words(page)).recognition.kind is DOCUMENTS["commercial_invoice"]


def test_the_labels_of_an_invoice_do_not_outweigh_the_title_of_a_proforma() -> None:
    page = """
FACTURE PROFORMA
Client : Lume Comercio
N° de facture : PF-552        Date de facture : 2026-06-01
Montant HT : 13 577,00        Total TTC : 13 577,00 EUR
Echéance : 30 jours
"""
    found = understand(words(page)).recognition
    assert found.kind is DOCUMENTS["proforma_invoice"]
    mentioned = page.replace("FACTURE PROFORMA", "FACTURE").replace("PF-552", "PROFORMA-552")
    assert understand(words(mentioned)).recognition.kind is DOCUMENTS["commercial_invoice"]
