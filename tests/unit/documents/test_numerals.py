"""Numbers as papers print them."""

from decimal import Decimal

import pytest

from documents.numerals import decimal_mark, numeral


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1,234.56", ".", "1234.56"),
        ("1.234,56", ",", "1234.56"),
        ("60,000", ".", "60000"),
        ("1.250", ",", "1250"),
        ("1.250", ".", "1.250"),
        ("0,045", ".", "0.045"),
        ("12'500.00", ".", "12500.00"),
        ("-14,73", ",", "-14.73"),
        ("(14.73)", ".", "-14.73"),
        ("14.73-", ".", "-14.73"),
    ],
)
def test_a_number_keeps_its_own_evidence_and_the_document_settles_the_rest(
    text: str, mark: str, value: str
) -> None:
    found = numeral(text, mark)
    assert found is not None
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "currency", "unit"),
    [("US$67,200.00", "USD", None), ("632.00EUR", "EUR", None), ("9000PCS", None, "PCS")],
)
def test_what_is_stuck_to_a_number_is_told_apart(
    text: str, currency: str | None, unit: str | None
) -> None:
    found = numeral(text, ".")
    assert found is not None
    assert (found.currency, found.unit) == (currency, unit)


@pytest.mark.parametrize("text", ["6205-2RS", "27/01/2026", "XHYU3017268", "UCP205", "", "1.2.3"])
def test_a_code_or_a_date_is_not_a_number(text: str) -> None:
    assert numeral(text, ".") is None


def test_the_decimal_mark_is_that_of_the_clear_cases() -> None:
    assert decimal_mark(["1.250", "27,45", "8,275", "32.891,00"]) == ","
    assert decimal_mark(["60,000", "1.12", "97,800.00"]) == "."
