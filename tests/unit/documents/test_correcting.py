"""Doubts and corrections: what is asked of a person, and the version that their word makes."""

from datetime import UTC, datetime

import pytest

from customs.papers import Correction
from documents.correcting import NoSuchLine, corrected, identity_of, says_of
from documents.doubts import doubts_of, review, type_of
from documents.kinds import DOCUMENTS
from documents.reading import Field, Reading

AT = datetime(2026, 1, 28, 12, tzinfo=UTC)


def field(value: str, confidence: float = 0.99) -> Field:
    """Return a value as it was read."""
    return Field(value=value, confidence=confidence, page=1, box=(1.0, 2.0, 3.0, 4.0))


def an_invoice(**fields: Field) -> Reading:
    """Return the reading of an invoice with one line, 10 × 2.50 = 25.00."""
    known = {
        "invoice_number": field("INV-1"),
        "issue_date": field("2026-01-27"),
        "currency": field("USD"),
        "total_amount": field("25.00"),
        "seller_name": field("Ningbo Haiyue"),
    }
    line = {"quantity": field("10"), "unit_price": field("2.50"), "amount": field("25.00")}
    return Reading(
        file="i.pdf", sha256="s", kind="commercial_invoice", fields=known | fields, lines=(line,)
    )


def said(name: str, value: str, line: int | None = None) -> Correction:
    """Return a person's word."""
    return Correction(field=name, value=value, line=line, reason="seen on the page")


def test_a_sure_and_complete_reading_leaves_no_doubt() -> None:
    assert doubts_of(an_invoice()) == ()


def test_a_value_below_the_threshold_is_asked_with_what_was_read() -> None:
    unsure = review().threshold - 0.01
    (doubt,) = doubts_of(an_invoice(currency=field("US0", unsure)))

    assert (doubt.field, doubt.value, doubt.page, doubt.required) == ("currency", "US0", 1, True)


def test_a_value_that_the_paper_must_say_is_asked_and_one_that_it_may_say_is_not() -> None:
    reading = an_invoice()
    fields = {n: f for n, f in reading.fields.items() if n not in ("issue_date", "seller_name")}

    doubts = doubts_of(reading.model_copy(update={"fields": fields}))

    assert [(doubt.field, doubt.type) for doubt in doubts] == [("issue_date", "date")]


def test_a_line_without_its_price_is_asked_by_its_number() -> None:
    reading = an_invoice()
    lines = (*reading.lines, {"quantity": field("5")})

    (doubt,) = doubts_of(reading.model_copy(update={"lines": lines}))

    assert (doubt.field, doubt.line, doubt.value) == ("unit_price", 2, "")


def test_what_is_reviewed_is_what_the_kinds_read() -> None:
    for kind, wanted in review().kinds.items():
        known = DOCUMENTS[kind]
        read = {*known.fields, *known.parties}
        beyond = {*wanted.required, *wanted.used} - read - {"freight_amount", "freight_currency"}
        assert not {*wanted.line_required, *wanted.line_used} - set(known.columns), kind
        assert not beyond - {"freight_terms"}, kind


def test_a_correction_makes_a_sure_value_and_keeps_the_old_one() -> None:
    reading = an_invoice(invoice_number=field("1NV-1", 0.4))

    newer, told = corrected(reading, [said("invoice_number", "INV-1")], "ana", AT)

    now = newer.fields["invoice_number"]
    assert (now.value, now.confidence, now.read_by, now.raw) == ("INV-1", 1.0, "person", "1NV-1")
    assert now.box == (1.0, 2.0, 3.0, 4.0)
    assert (told[0].before, told[0].after, told[0].person) == ("1NV-1", "INV-1", "ana")
    assert newer.corrected == told
    assert reading.fields["invoice_number"].value == "1NV-1"


def test_the_equations_are_checked_again() -> None:
    newer, _ = corrected(an_invoice(), [said("quantity", "11", line=1)], "ana", AT)

    assert {check.id: check.passed for check in newer.checks}["line_multiplies"] is False


def test_a_value_that_is_not_on_the_paper_is_taken_out() -> None:
    newer, _ = corrected(an_invoice(), [said("seller_name", "")], "ana", AT)

    assert "seller_name" not in newer.fields


def test_a_line_may_be_added_or_taken_out_but_none_may_be_skipped() -> None:
    more, _ = corrected(an_invoice(), [said("quantity", "5", line=2)], "ana", AT)
    nothing = [said(name, "", line=1) for name in ("quantity", "unit_price", "amount")]
    less, _ = corrected(an_invoice(), nothing, "ana", AT)

    assert (len(more.lines), len(less.lines)) == (2, 0)
    with pytest.raises(NoSuchLine, match="there is no line 3"):
        corrected(an_invoice(), [said("quantity", "5", line=3)], "ana", AT)


def test_a_document_is_known_by_kind_number_and_issuer_and_its_content_by_its_values() -> None:
    one, other = an_invoice(), an_invoice(total_amount=field("26.00"))
    elsewhere = an_invoice(total_amount=field("25.00", 0.5))

    assert identity_of(one) == identity_of(other) == "commercial_invoice|INV-1|ningbo haiyue"
    assert says_of(one) != says_of(other)
    assert says_of(one) == says_of(elsewhere)
    assert identity_of(an_invoice(invoice_number=field(""))) == ""


def test_types_of_values_come_from_the_data() -> None:
    assert [type_of(n) for n in ("issue_date", "unit_price", "vessel")] == [
        "date",
        "decimal",
        "text",
    ]
