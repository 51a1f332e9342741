"""The answers of a task's form, checked by the type of their field."""

import pytest

from customs.orders import FormField
from wiring.desk.answers import checked_answers
from wiring.desk.errors import Invalid


def check(type: str, text: str, name: str = "x") -> str:
    field = FormField(name=name, label="X", label_en="X", type=type)
    return checked_answers((field,), {name: text})[name]


@pytest.mark.parametrize(
    ("type", "text", "plain"),
    [
        ("text", "  as it is ", "as it is"),
        ("date", "25/03/2026", "2026-03-25"),
        ("date", "2026-03-25", "2026-03-25"),
        ("decimal", "1.234,56", "1234.56"),
        ("decimal", "1234.56", "1234.56"),
        ("decimal", "1.234", "1.234"),
        ("decimal", "-0,5", "-0.5"),
        ("decimal", "123456789012345,1234567", "123456789012345.1234567"),
        ("integer", "900", "900"),
        ("cnpj", "99.100.001/0001-75", "99100001000175"),
        ("ncm", "8482.10.10", "84821010"),
        ("container", "XHYU 301726-8", "XHYU3017268"),
        ("file", "ab" * 32, "ab" * 32),
        ("date", "", ""),
    ],
)
def test_an_answer_is_kept_in_its_plain_form(type: str, text: str, plain: str) -> None:
    assert check(type, text) == plain


@pytest.mark.parametrize(
    ("type", "text", "says"),
    [
        ("date", "31/02/2026", "is not a date; write 2026-03-25 or 25/03/2026"),
        ("decimal", "1,234.56", "is not a number"),
        ("decimal", "NaN", "is not a number"),
        ("decimal", "much", "is not a number"),
        ("decimal", "1E+999999999", "at most 15 digits before its decimal point"),
        ("decimal", "0E+999999999", "at most 15 digits"),
        ("decimal", "1234567890123456", "at most 15 digits"),
        ("decimal", "1E-999999999", "and 7 after it"),
        ("decimal", "0,12345678", "and 7 after it"),
        ("integer", "9.5", "is not a whole number"),
        ("cnpj", "99.100.001/0001-76", "second check digit of this CNPJ is 6, it should be 5"),
        ("ncm", "84", "eight digits"),
        ("container", "XHYU3017269", "it should be 8"),
        ("file", "invoice.pdf", "SHA-256"),
    ],
)
def test_a_wrong_answer_says_what_would_be_right(type: str, text: str, says: str) -> None:
    with pytest.raises(Invalid) as no:
        check(type, text)

    assert says in no.value.detail
    assert no.value.extra["errors"][0]["field"] == "form.x"


def test_an_answer_to_a_question_that_was_not_asked_is_refused() -> None:
    with pytest.raises(Invalid, match="no such field"):
        checked_answers((), {"y": "1"})


def test_a_tolerance_is_never_negative() -> None:
    assert check("decimal", "1.500,00", "tolerance_brl") == "1500.00"
    with pytest.raises(Invalid, match=r"form\.tolerance_brl: '-0,01' is less than nothing"):
        check("decimal", "-0,01", "tolerance_brl")
