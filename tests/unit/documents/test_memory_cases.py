"""Whether a reading holds what people said."""

from datetime import timedelta

import pytest

from documents.memory_cases import holds, lost, newest, same
from documents.reading import Field, Reading
from tests.unit.records.supplier_memory import NOW, a_case

BOX = (100.0, 200.0, 130.0, 210.0)


@pytest.mark.parametrize(
    ("found", "wanted", "equal"),
    [
        ("1200.00", "1200", True),
        ("1200.00", "1200.01", False),
        ("INV 17/B", "inv-17b", True),
        ("0046", "46", False),
        ("Müller & Söhne GmbH", "Muller Sohne GmbH", True),
        ("v1.0-x", "v1.0-x", True),
        ("", "A", False),
    ],
)
def test_values_are_the_same_by_number_or_by_letters(found: str, wanted: str, equal: bool) -> None:
    assert same(found, wanted) is equal


def test_of_several_cases_about_one_thing_the_newest_counts() -> None:
    first = a_case("name:acme", "invoice_number", "A-1")
    later = a_case("name:acme", "invoice_number", "A-2", at=NOW + timedelta(minutes=1))
    other = a_case("name:acme", "issue_date", "2026-01-01")
    assert {case.id for case in newest([later, other, first])} == {later.id, other.id}


def test_a_case_of_a_line_is_found_by_its_height_when_a_row_comes_before_it() -> None:
    case = a_case("name:acme", "quantity", "7")
    said = case.said.model_copy(update={"line": 1, "page": 1, "box": BOX})
    case = case.model_copy(update={"said": said})
    assert holds(_reading(_row("1", 150), _row("7", 200)), case)
    wrong = _reading(_row("7", 150), _row("9", 200))
    assert not holds(wrong, case)
    assert (lost(wrong, case).wanted, lost(wrong, case).found) == ("7", "9")


def test_a_value_that_the_paper_does_not_say_is_a_case_too() -> None:
    case = a_case("name:acme", "freight", "")
    assert holds(_reading(), case)
    assert not holds(_reading(freight="10.00"), case)


def test_a_case_is_looked_for_in_its_own_document_of_the_file() -> None:
    case = a_case("name:acme", "invoice_number", "A-2")
    second = case.model_copy(update={"said": case.said.model_copy(update={"first_page": 3})})
    part = _reading(invoice_number="A-2").model_copy(update={"first_page": 3})
    file = _reading(invoice_number="A-1").model_copy(update={"parts": (part,)})
    assert holds(file, second)
    assert not holds(file, case)


def _field(value: str, top: float = 0) -> Field:
    return Field(value=value, confidence=0.9, page=1, box=(100, top, 130, top + 10))


def _row(quantity: str, top: float) -> dict[str, Field]:
    return {"quantity": _field(quantity, top)}


def _reading(*rows: dict[str, Field], **fields: str) -> Reading:
    head = {name: _field(value) for name, value in fields.items()}
    return Reading(file="i.pdf", sha256="", kind="commercial_invoice", fields=head, lines=rows)
