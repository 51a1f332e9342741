"""Columns that people put right: the head's words hold the same on the supplier's next paper."""

from customs.papers import Correction
from documents.memory import SupplierProfile
from documents.understanding import understand
from tests.unit.documents.drawing import words
from tests.unit.documents.learning import right, taught

PAGE = """
PACKING LIST                                  www.acme-werke.example

Description          Packages Qty          Weight       Mass
Bearing 6205         {0:9}10           130.00       120.50
Pillow block         300      12            95.00        80.00
"""
FIRST, NEXT = PAGE.format("600"), PAGE.format("450")


def _taught(*said: Correction) -> SupplierProfile:
    return taught(FIRST, *said, kind="packing_list")


def _first_line(page: str, profile: SupplierProfile | None = None) -> dict[str, str]:
    lines = understand(words(page), "packing_list", profile).lines
    return {name: field.value for name, field in lines[0].items()}


def test_two_columns_that_a_person_exchanged_are_exchanged_on_the_next_paper() -> None:
    told = (right("quantity", "600", line=1), right("packages", "10", line=1))
    assert (_first_line(NEXT)["packages"], _first_line(NEXT)["quantity"]) == ("450", "10")
    line = _first_line(NEXT, _taught(*told))
    assert (line["packages"], line["quantity"]) == ("10", "450")


def test_a_head_that_no_dictionary_knows_is_known_after_one_correction() -> None:
    assert "net_weight_kg" not in _first_line(NEXT)
    known = _taught(right("net_weight_kg", "120.50", line=1))
    assert known.layouts["packing_list"].columns == {"mass": "net_weight_kg"}
    assert _first_line(NEXT, known)["net_weight_kg"] == "120.50"


def test_a_value_that_stands_under_two_heads_of_its_row_teaches_no_column() -> None:
    page = PAGE.format("10 ")
    known = taught(page, right("quantity", "10", line=1), kind="packing_list")
    assert known.layouts["packing_list"].columns == {}


def test_the_box_that_a_person_drew_says_under_which_head_a_value_stands() -> None:
    page = PAGE.format("10 ")
    drawn = right("quantity", "10", line=1, page=1, box=(100, 40, 120, 56))
    known = taught(page, drawn, kind="packing_list")
    assert known.layouts["packing_list"].columns == {"packages": "quantity", "qty": ""}


def test_what_only_follows_a_number_in_its_cell_does_not_take_the_column() -> None:
    page = FIRST.replace("600      10 ", "600      10 CTN")
    assert "10 CTN" in page
    known = taught(page, right("unit", "CTN", line=1), kind="packing_list")
    assert known.layouts["packing_list"].columns == {}
