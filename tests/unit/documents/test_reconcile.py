"""Papers held against each other and against the order, on the figures of the story's row 2."""

from datetime import date
from decimal import Decimal

import pytest

from customs.papers import Difference, PaperLife, Reconciliation
from documents.pdf import read
from documents.reading import Check, Reading
from documents.reconcile import reconcile
from simulator.papers.maker import make_papers
from simulator.papers.story import bonded_shipment
from tests.unit.documents.shipment import (
    BEARING,
    BLOCK,
    invoice,
    lading,
    packing,
    reading,
    request,
)

DAY = date(2026, 1, 27)


def _held(*readings: Reading, operation: Decimal | None = None) -> Reconciliation:
    return reconcile(request(*readings, operation=operation), readings, DAY)[0]


def _rules(found: Reconciliation) -> list[str]:
    return [difference.rule for difference in found.differences]


def _one(found: Reconciliation, rule: str) -> Difference:
    return next(difference for difference in found.differences if difference.rule == rule)


def test_papers_that_agree_have_no_difference_and_no_exposure() -> None:
    found = _held(invoice(), packing(), lading())
    assert not found.differences
    assert (found.explanation, found.exposure_brl) == (None, Decimal(0))


def test_ten_cartons_short_are_three_differences_with_one_explanation() -> None:
    found = _held(invoice(), packing(290), lading(), operation=Decimal("536265.52"))
    residuals = {d.rule: Decimal(d.right) - Decimal(d.left) for d in found.differences}
    assert residuals == {
        "quantity": Decimal(-300),
        "packages": Decimal(-10),
        "gross_weight": Decimal("-242.0"),
    }
    assert found.explanation == (
        "−300 peças, −10 volumes, −242,0 kg: explicado por exatamente 10 volumes × 30 peças × "
        "24,2 kg do item B (Pillow block UCP205)."
    )
    assert found.exposure_brl == Decimal("10000.00")


def test_a_difference_names_both_papers_and_both_values() -> None:
    told = _one(_held(invoice(), packing(290), lading()), "gross_weight")
    assert told.message == (
        "Peso bruto: 15.600,0 kg em fatura HY-1 e conhecimento OCL1, 15.358,0 em romaneio "
        "HY-1-PL (−242,0 kg)."
    )
    assert (told.left_paper, told.right_paper) == (
        "fatura HY-1 e conhecimento OCL1",
        "romaneio HY-1-PL",
    )


def test_the_story_s_own_draft_papers_tell_the_same() -> None:
    shipment = bonded_shipment(DAY, date(2026, 1, 30), packing_version=1)
    read_all = [read(pdf, f"{kind}.pdf") for kind, pdf in make_papers(shipment, "haiyue").items()]
    found, _ = reconcile(request(*read_all), read_all, DAY)
    assert _rules(found) == ["quantity", "packages", "gross_weight"]
    assert "10 volumes × 30 peças × 24,2 kg do item B" in str(found.explanation)
    assert found.exposure_brl == Decimal("10000.00")


def test_residuals_that_no_number_of_packages_gives_are_not_explained_away() -> None:
    short = packing(290)
    odd = short.model_copy(update={"fields": short.fields | lading().fields})
    found = _held(invoice(packages="901"), odd, lading())
    assert found.differences
    assert found.explanation is None


@pytest.mark.parametrize(
    ("rule", "papers"),
    [
        ("currency", [invoice(currency="EUR")]),
        ("container", [invoice(), packing(), lading(), invoice(containers="XHYU4410027")]),
        ("freight", [invoice(freight="2900.00"), lading()]),
        ("incoterm_freight", [invoice(incoterm="FOB"), lading()]),
        ("consignee", [invoice(buyer_name="Rolamar Distribuidora Ltda"), lading()]),
        ("invoice_reference", [invoice(invoice_number="HY-2"), packing()]),
        ("net_weight", [invoice(net_weight_kg="14000"), packing(), lading()]),
    ],
)
def test_each_rule_finds_its_difference(rule: str, papers: list[Reading]) -> None:
    assert rule in _rules(_held(*papers))


def test_a_price_that_is_not_the_order_s_is_told_of_its_item() -> None:
    dear = BLOCK.model_copy(update={"unit_price": Decimal("3.46")})
    found, _ = reconcile(request(invoice(), items=(BEARING, dear)), [invoice()], DAY)
    told = _one(found, "unit_price")
    assert (told.item, told.left, told.right) == ("B", "3.46", "3.40")
    assert _rules(found) == ["unit_price"]


def test_an_item_that_the_invoice_leaves_out_and_a_line_nobody_ordered_are_told() -> None:
    chain = reading("commercial_invoice", {}, {"description": "Chain", "quantity": "5"})
    found = _held(chain)
    assert sorted(_rules(found)) == ["item_missing", "item_missing", "line_unknown"]


def test_a_sum_or_a_check_digit_that_is_wrong_on_the_paper_is_told() -> None:
    wrong_sum = Check(id="lines_sum_to_total", passed=False, expected="10", found="9")
    wrong_digit = Check(id="container_check_digit", passed=False, expected="", found="XHYU3017269")
    bad = invoice().model_copy(update={"checks": (wrong_sum,)})
    boxed = lading().model_copy(update={"checks": (wrong_digit,)})
    assert _rules(_held(bad, packing(), boxed)) == ["total", "container_check_digit"]


def test_a_value_read_with_doubt_is_held_against_nobody() -> None:
    doubtful = invoice(packages="17")
    fields = doubtful.fields | {
        "packages": doubtful.fields["packages"].model_copy(update={"confidence": 0.3})
    }
    found = _held(doubtful.model_copy(update={"fields": fields}), packing(), lading())
    assert found.differences == ()


def test_a_superseded_paper_counts_no_more_and_a_final_one_beats_a_draft() -> None:
    papers = (invoice(), packing(290), packing(300), lading())
    old, draft, final = PaperLife.SUPERSEDED, PaperLife.DRAFT, PaperLife.FINAL
    for lives in ((final, old, final, final), (final, draft, final, final)):
        assert reconcile(request(*papers, lives=lives), papers, DAY)[0].differences == ()
    swapped = (invoice(), packing(300), packing(290), lading())
    lives = (final, final, draft, final)
    assert reconcile(request(*swapped, lives=lives), swapped, DAY)[0].differences == ()


def test_a_paper_that_only_a_person_has_read_states_nothing() -> None:
    handed = request(invoice(), packing(), lading())
    assert reconcile(handed, [None, packing(), lading()], DAY)[0].differences == ()


def test_the_report_says_why_a_line_was_taken_for_an_item() -> None:
    _, report = reconcile(request(invoice(), packing()), [invoice(), packing()], DAY)
    matches = report.papers[0].matches
    assert [(m.item, m.why[:2]) for m in matches] == [
        ("A", ("código", "NCM")),
        ("B", ("código", "NCM")),
    ]
