"""ICMS by the terms of a state, and what a late end of the regime costs."""

from datetime import date
from typing import Any

import pytest

from customs.duties import Assessment, AssessmentRefused, RulePack, parse
from customs.duties.derivation import replay
from customs.duties.overdue import LateTaxes, overdue
from tests.unit.customs.cases import assessed, money

RATES = {"ii": "0", "ipi": "0", "pis": "0", "cofins": "0"}


def taxed(**more: Any) -> Assessment:
    item = {"id": "1", "ncm": "39269090", "customs_value": "8200.00", "rates": RATES}
    return assessed(items=[item], siscomex_fee="0", afrmm="0", **more)


def test_a_regime_of_the_state_charges_its_own_rate() -> None:
    told = taxed(state="SC", icms={"regime": "ttd409"})
    assert told.totals.icms_base == money("8541.67")
    assert told.totals.icms == money("222.08")


def test_deferral_and_exemption_leave_the_calculated_tax_standing() -> None:
    deferred = taxed(icms={"rate": "18", "deferral": "40"})
    exempt = taxed(icms={"rate": "18", "exempt": True})
    assert deferred.icms is not None
    assert exempt.icms is not None
    assert deferred.icms.calculated == 1800
    assert deferred.icms.deferred == 720
    assert deferred.totals.icms == deferred.totals.payable == 1080
    assert exempt.icms.exempted == 1800
    assert exempt.totals.payable == 0


def test_gross_up_rate_and_charge_rate_are_two() -> None:
    one = taxed(icms={"rate": "4", "charge_rate": "2.6"})
    other = taxed(icms={"rate": "18", "effective_rate": "4", "charge_rate": "2.6"})
    assert one.totals == other.totals
    assert one.totals.icms_base == money("8541.67")


def test_a_charge_rate_of_nothing_is_a_rate() -> None:
    for explain in (True, False):
        told = taxed(icms={"rate": "18", "charge_rate": "0"}, explain=explain)
        assert told.totals.icms == 0
        assert told.totals.icms_base == money("10000.00")


def test_what_else_is_in_the_base_is_given_or_the_states_word() -> None:
    assert taxed(icms={"rate": "18"}, other_in_icms_base="820").totals.icms == 1980
    assert taxed(icms={"rate": "18"}, expenses={"storage": "820"}).totals.icms == 1800


def rule(tax: str, value: str, first: str, last: str) -> str:
    return (
        f'[[rule]]\nid = "{tax}-{first}"\ntax = "{tax}"\nkey = "*"\nvalue = "{value}"\n'
        f'from = {first}\nto = {last}\nact = "test"\n'
    )


@pytest.fixture
def pack() -> RulePack:
    months = [
        rule("selic", "1.00", "2026-04-01", "2026-04-30"),
        rule("selic", "0.90", "2026-05-01", "2026-05-31"),
    ]
    for tax, value in (
        ("interest_of_last_month", "1"),
        ("fine_per_day", "0.33"),
        ("fine_ceiling", "20"),
        ("fine_of_office", "75"),
    ):
        months.append(rule(tax, value, "2026-01-01", "2030-12-31"))
    return parse(*months)


def late(paid_on: str, **more: Any) -> LateTaxes:
    told = {"taxes": {"ii": "1000.00", "pis": "200.00"}, "due_on": "2026-03-24"}
    return LateTaxes.model_validate({**told, "paid_on": paid_on, **more})


def test_interest_runs_by_the_month_and_the_fine_by_the_day(pack: RulePack) -> None:
    told = overdue(late("2026-04-03"), pack)
    # Ten days at 0.33 %; the month of payment counts 1 %.
    assert told.fine == {"ii": money("33.00"), "pis": money("6.60")}
    assert told.interest == {"ii": money("10.00"), "pis": money("2.00")}
    assert told.payable == money("1251.60")


def test_the_fine_stops_at_its_ceiling(pack: RulePack) -> None:
    told = overdue(late("2026-06-10"), pack)
    assert told.fine["ii"] == money("200.00")
    assert told.interest["ii"] == money("29.00")


def test_found_by_customs_the_fine_is_that_of_the_office(pack: RulePack) -> None:
    assert overdue(late("2026-06-10", by_office=True), pack).fine["ii"] == money("750.00")


def test_on_the_due_day_and_in_its_month_there_is_no_interest(pack: RulePack) -> None:
    assert overdue(late("2026-03-24"), pack).payable == 1200
    assert overdue(late("2026-03-31"), pack).interest["ii"] == 0


def test_a_month_without_its_interest_is_named(pack: RulePack) -> None:
    with pytest.raises(AssessmentRefused, match="no selic on 2026-06-01"):
        overdue(late("2026-07-02"), pack)


def test_the_tree_of_late_amounts_gives_them_again(pack: RulePack) -> None:
    told = overdue(late("2026-06-10"), pack)
    assert told.tree is not None
    assert told.tree.registered_on == date(2026, 6, 10)
    again = replay(told.tree.document())
    assert again["payable"] == told.payable
    assert again["fine.ii"] == told.fine["ii"]
