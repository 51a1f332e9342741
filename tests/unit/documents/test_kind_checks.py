"""Equations of transport papers, certificates and notas."""

import pytest

from documents.checks import run_checks
from documents.reading import Field


def _fields(**values: str) -> dict[str, Field]:
    return {
        name: Field(value=value, confidence=0.9, page=1, box=(0, 0, 1, 1))
        for name, value in values.items()
    }


def _passes(check: str, values: dict[str, str], *lines: dict[str, Field]) -> bool | None:
    found = run_checks((check,), _fields(**values), list(lines))
    return found[0].passed if found else None


KEY = "35260499100002000110550010000184221407182260"


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (
            "awb_check_digit",
            {"document_number": "999-12345675"},
            {"document_number": "999-12345676"},
        ),
        ("access_key_digit", {"access_key": KEY}, {"access_key": KEY[:-1] + "1"}),
        (
            "access_key_agrees",
            {"access_key": KEY, "series": "1", "invoice_number": "18422"},
            {"access_key": KEY, "series": "1", "invoice_number": "18423"},
        ),
        (
            "insured_covers_goods",
            {"goods_value": "100.00", "sum_insured": "110.00"},
            {"goods_value": "100.00", "sum_insured": "99.99"},
        ),
        (
            "chargeable_not_below_gross",
            {"gross_weight_kg": "80", "chargeable_weight_kg": "80"},
            {"gross_weight_kg": "80", "chargeable_weight_kg": "79.5"},
        ),
        (
            "certified_after_invoice",
            {"invoice_date": "2026-03-01", "issue_date": "2026-03-01"},
            {"invoice_date": "2026-03-02", "issue_date": "2026-03-01"},
        ),
        (
            "issued_by_shipment",
            {"issue_date": "2026-03-01", "on_board_date": "2026-03-04"},
            {"issue_date": "2026-03-01", "on_board_date": "2025-03-04"},
        ),
        (
            "container_has_seal",
            {"containers": "ZZPU2048179, ZZPU9930213", "seals": "A11, A12"},
            {"containers": "ZZPU2048179, ZZPU9930213", "seals": "A11"},
        ),
        (
            "container_check_digit",
            {"containers": "ZZPU2048179"},
            {"containers": "ZZPU2048178"},
        ),
        (
            "nota_adds_up",
            {
                "net_amount": "100.00",
                "freight": "5.00",
                "discount": "1.00",
                "total_amount": "104.00",
            },
            {"net_amount": "100.00", "freight": "5.00", "total_amount": "104.00"},
        ),
    ],
)
def test_an_equation_holds_or_is_reported(
    check: str, good: dict[str, str], bad: dict[str, str]
) -> None:
    assert _passes(check, good) is True
    assert _passes(check, bad) is False


def test_an_equation_without_its_figures_says_nothing() -> None:
    assert _passes("insured_covers_goods", {"sum_insured": "10.00"}) is None


def test_a_forwarders_own_number_has_no_check_digit_but_the_airlines_has() -> None:
    house = {"bl_type": "HOUSE", "document_number": "MBL-2600871"}
    assert _passes("awb_check_digit", house) is None
    assert _passes("awb_check_digit", house | {"master_number": "999-60477186"}) is False


def test_the_products_of_a_nota_sum_to_their_total() -> None:
    lines = [_fields(amount="10.00"), _fields(amount="5.50")]
    assert _passes("lines_sum_to_products", {"net_amount": "15.50"}, *lines) is True
    assert _passes("lines_sum_to_products", {"net_amount": "16.50"}, *lines) is False
