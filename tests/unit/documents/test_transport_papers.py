"""What transport papers print beside their labels, drawn with letters."""

import pytest

from documents.understanding import understand
from tests.unit.documents.drawing import words


def _read(page: str, kind: str = "bill_of_lading") -> dict[str, str]:
    return {name: f.value for name, f in understand(words(page), kind).fields.items()}


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("FREIGHT PREPAID", "PREPAID"),
        ("Frete a pagar no destino", "COLLECT"),
        ("Flete pagado en origen", "PREPAID"),
        ("Fret payable à destination", "COLLECT"),
        ("运费到付", "COLLECT"),
        ("Freight terms: collect", "COLLECT"),
    ],
)
def test_who_pays_the_freight_is_said_in_many_ways(said: str, terms: str) -> None:
    assert _read(said)["freight_terms"] == terms


def test_a_bill_to_order_names_to_whose_order() -> None:
    assert _read("Consignee:\nTO THE ORDER OF BANCO DO LITORAL S.A.")["consignee_name"] == (
        "TO THE ORDER OF BANCO DO LITORAL S.A."
    )


def test_the_notified_party_may_be_the_consignee_again() -> None:
    page = """
Consignee:
SERRA MINEIRA LTDA
Rua do Ouro 610
CNPJ 99.000.222/0001-71

Notify party:
SAME AS CONSIGNEE
"""
    found = _read(page)
    assert found["notify_name"] == "SERRA MINEIRA LTDA"
    assert found["consignee_address"] == "Rua do Ouro 610"
    assert found["consignee_tax_id"] == found["consignee_cnpj"] == "99000222000171"


def test_a_forwarders_bill_is_a_house_bill() -> None:
    assert _read("HBL No.: H-100\nMBL No.: M-200")["bl_type"] == "HOUSE"
    assert _read("HBL No.: H-100\nMBL No.: M-200")["master_number"] == "M-200"
    assert _read("Master B/L No.: M-200")["bl_type"] == "MASTER"


def test_a_container_with_a_wrong_digit_is_kept_and_reported() -> None:
    found = understand(words("Container: ZZPU2048178   Seal: AB12345"), "bill_of_lading")
    assert found.fields["containers"].value == "ZZPU2048178"
    assert found.fields["containers"].confidence < 0.6
    assert [check.id for check in found.checks if not check.passed] == ["container_check_digit"]


def test_every_container_has_its_type_and_seal() -> None:
    page = """
ZZPU2048179    40' HC    Seal: AB12345
ZZPU9930213    20' GP    Seal: AB12346
"""
    found = _read(page)
    assert found["containers"] == "ZZPU2048179, ZZPU9930213"
    assert found["container_types"] == "40HC, 20GP"
    assert found["seals"] == "AB12345, AB12346"


def test_packages_are_the_count_that_holds_the_others() -> None:
    page = "26 CASES of pumps\n12 CASES of parts\nTOTAL 38 CASES"
    assert _read(page)["packages"] == "38"
    assert _read(page)["package_kind"] == "CASES"
    assert "packages" not in _read("26 CASES of pumps\n12 CASES of parts")


def test_a_label_over_two_lines_of_a_box_is_one() -> None:
    page = """
Number of        Port of
originals        discharge
THREE (3)        SANTOS
"""
    found = _read(page)
    assert (found["originals"], found["port_of_discharge"]) == ("3", "SANTOS")


def test_a_number_before_a_label_is_the_boxes_own() -> None:
    found = _read(
        "3. Port of loading         4.Port of discharge\nROTTERDAM                  SANTOS"
    )
    assert (found["port_of_loading"], found["port_of_discharge"]) == ("ROTTERDAM", "SANTOS")
