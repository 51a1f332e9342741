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
