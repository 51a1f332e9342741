"""The reports' figures, and the files that they become."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from stock import steps
from stock.lots import LotEvent, LotEventKind
from stock.memory import MemoryLedger
from stock.reports.audit import audit_lines, audit_report, event_lines
from stock.reports.kardex import card_report, kardex
from stock.reports.position import position_report, positions
from stock.reports.table import Report, as_csv
from tests.unit.stock.goods import DAY_ONE, a_lot, fact, goods

LOT = a_lot().model_copy(
    update={
        "customs_value": Decimal("1000.00"),
        "suspended": {"ii": Decimal("160.00"), "ipi": Decimal("75.40")},
        "beneficiary": "99100002000110",
        "owner": "=Ningbo",
    }
)


@pytest.fixture
def ledger() -> MemoryLedger:
    """A hundred pieces of which a quarter left bond."""
    ledger = MemoryLedger()
    ledger.open_lot(LOT)
    ledger.post(steps.ordered(fact(), goods(), "S"))
    ledger.post(steps.shipped(fact(), goods()))
    ledger.post(steps.admitted(fact(), goods()))
    ledger.post(steps.reserved(fact("R-1", 1), goods(25)))
    ledger.post(steps.in_clearance(fact("R-1", 2), goods(25), "D-1"))
    ledger.post(steps.cleared(fact("R-1", 3), goods(25), "D-1"))
    return ledger


def test_value_and_suspended_duty_fall_with_the_quantity(ledger: MemoryLedger) -> None:
    [lot] = positions(ledger.lot_states(), ledger.balances(), date(2026, 3, 12))

    assert (lot.left, lot.days_left) == (Decimal(75), 355)
    assert (lot.customs_value, lot.suspended) == (Decimal("750.00"), Decimal("176.55"))


def test_a_position_of_the_past_is_what_was_there_then(ledger: MemoryLedger) -> None:
    then = datetime(2026, 3, 3, 23, tzinfo=UTC)
    [lot] = positions(ledger.lot_states(as_of=then), ledger.balances(as_of=then), then.date())

    assert lot.held == {"bonded": 75, "reserved": 25}
    assert lot.left == 100


def test_a_card_ends_with_what_is_in_bond(ledger: MemoryLedger) -> None:
    lines = kardex(ledger.movements(lot="L1"), ["L1"])

    assert [f"{line.reason} +{line.came} -{line.left} {line.rest}" for line in lines] == [
        "admitted +100 -0 100",
        "reserved +0 -0 100",
        "in_clearance +0 -0 100",
        "cleared +0 -25 75",
    ]
    assert (lines[0].source, lines[0].target) == ("in_transit:IMP-1", "bonded")
    assert dict(card_report("L1", lines).facts)["Saldo / Balance"] == 75


def test_the_audit_extract_says_before_and_after(ledger: MemoryLedger) -> None:
    event = LotEvent(
        key="E-1", lot="L1", kind=LotEventKind.MOVED, place="B-2",
        occurred_at=DAY_ONE, recorded_at=DAY_ONE, actor=fact().actor,
    )  # fmt: skip
    lines = audit_lines(ledger.movements(), [LOT]) + event_lines(LOT, [event])
    report = audit_report(lines, {"entreposto": "123.456.789-09"})

    bonded = [(line.before, line.after) for line in lines if line.what == "bonded"]
    assert bonded == [("0", "100"), ("100", "75")]
    assert [(line.what, line.before, line.after) for line in lines[-1:]] == [("place", "", "B-2")]
    assert {row[3] for row in report.rows} == {"123.456.789-09"}


def test_a_cell_that_begins_like_a_formula_is_made_harmless(ledger: MemoryLedger) -> None:
    held = positions(ledger.lot_states(), ledger.balances(), date(2026, 3, 12))
    text = as_csv(position_report(held, date(2026, 3, 12), None)).decode("utf-8-sig")

    assert "'=Ningbo" in text
    assert ",75,2026-03-02,2027-03-02,355," in text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_every_beginning_of_a_formula_is_known(cell: str) -> None:
    report = Report("r", "t", "t", (), (("a", "a"),), ((cell,),))

    assert as_csv(report).decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"').startswith("'")
    assert b"\r\n-1\r\n" in as_csv(Report("r", "t", "t", (), (("a", "a"),), ((Decimal(-1),),)))
