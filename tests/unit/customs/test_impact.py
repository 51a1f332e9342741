"""What a proposed pack would do to goods in bond: whatever the shortcut, it is each day's own figure."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from customs.duties import AssessmentRequest, RulePack, assess
from customs.duties.impact import Outcome, days_around, leaving, outcomes
from customs.duties.pack_changes import change_days, pack_changes
from customs.duties.packs import Rule
from tests.unit.customs.cases import item, the_pack

TODAY = date(2026, 5, 28)
JULY = date(2026, 7, 1)
QUOTE = {"USD": Decimal("5.2870")}
A = item("A", "84821010", "67200.00", "1536.00", "134.40") | {"quantity": "60000"}
B = item("B", "84832000", "30600.00", "1422.00", "61.20") | {"quantity": "9000"}


def an_admission(**more: Any) -> AssessmentRequest:
    """Return the story's admission."""
    told = {"registered_on": "2026-03-24", "kind": "admission", "items": [A, B], **more}
    return AssessmentRequest.model_validate(told)


def classified() -> AssessmentRequest:
    """Return the admission with what IBS and CBS ask for: from 2027 on nothing is assessed without."""
    return an_admission(items=[each | {"class_trib": "000001"} for each in (A, B)])


def with_rates(*rates: tuple[str, str, date]) -> RulePack:
    """Return the house's pack with other rates of II for an NCM from a day on."""
    rules = list(the_pack().rules)
    for ncm, value, day in rates:
        [old] = [r for r in rules if (r.tax, r.key, r.valid_to) == ("ii", ncm, None)]
        rules.remove(old)
        rules.append(old.model_copy(update={"valid_to": day - timedelta(days=1)}))
        new = {"id": f"{old.id}-{day}", "value": Decimal(value), "valid_from": day}
        rules.append(old.model_copy(update=new))
    return RulePack(rules, the_pack().headings)


def the_outcome(request: AssessmentRequest, after: RulePack) -> Outcome:
    [outcome] = outcomes([request], the_pack(), after, TODAY)
    return outcome


def test_what_leaves_bond_is_a_part_of_its_admission_item() -> None:
    request = leaving(an_admission(), 1, Decimal(12000), QUOTE)
    assessed = assess(request.model_copy(update={"registered_on": date(2026, 4, 22)}), the_pack())

    assert request.items[0].id == "1"
    assert assessed.totals.customs_value == Decimal("72823.56")
    assert assessed.totals.ii == Decimal("11651.77")


def test_charges_of_the_whole_admission_cannot_be_told_apart() -> None:
    freight = {"amount": "2958.00", "currency": "USD"}
    with pytest.raises(ValueError, match="whole admission"):
        leaving(an_admission(freight=freight), 1, Decimal(12000), QUOTE)


@pytest.mark.parametrize(
    "after",
    [
        with_rates(("84821010", "18", JULY)),
        with_rates(("84821010", "18", JULY), ("84821010", "12", date(2026, 7, 15))),
        with_rates(("84832000", "10", date(2027, 1, 1))),
        with_rates(("84821010", "18", date(2026, 2, 1))),
    ],
    ids=["rise", "rise and fall", "another item, at the turn of the year", "in the past"],
)
def test_each_day_has_the_figure_that_it_would_have_by_itself(after: RulePack) -> None:
    lots = [leaving(classified(), place, Decimal(100), QUOTE) for place in (1, 2)]
    for request, outcome in zip(lots, outcomes(lots, the_pack(), after, TODAY), strict=True):
        told = {day: (s.before, s.after) for s in outcome.steps for day in _days(s.first, s.last)}
        wanted = [
            d for first, last in days_around(the_pack(), after, TODAY) for d in _days(first, last)
        ]
        assert list(told) == wanted
        for day in wanted:
            assert told[day] == (_owed(request, the_pack(), day), _owed(request, after, day)), day


def test_a_rise_says_until_when_it_is_cheaper_and_by_how_much() -> None:
    request = leaving(an_admission(), 1, Decimal(30000), QUOTE)
    after = with_rates(("84821010", "18", JULY))
    outcome = the_outcome(request, after)
    before, then = (_owed(request, after, day) for day in (JULY - timedelta(days=1), JULY))

    assert before is not None
    assert then is not None
    assert [(c.until, c.saves) for c in outcome.cheaper] == [(date(2026, 6, 30), then - before)]
    assert [(s.first, s.last) for s in outcome.steps] == [
        (date(2026, 6, 1), date(2026, 6, 30)),
        (JULY, date(2026, 7, 31)),
    ]


def test_a_fall_is_no_reason_to_hurry() -> None:
    outcome = the_outcome(
        leaving(an_admission(), 1, Decimal(1), QUOTE), with_rates(("84821010", "10", JULY))
    )

    assert outcome.changes
    assert outcome.cheaper == ()


def test_a_lot_that_no_changed_rule_reaches_stays_as_it_is() -> None:
    outcome = the_outcome(
        leaving(an_admission(), 2, Decimal(1), QUOTE), with_rates(("84821010", "18", JULY))
    )

    assert not outcome.changes


def test_a_day_that_cannot_be_assessed_says_why() -> None:
    rules = [r for r in the_pack().rules if r.id != "ii-84821010"]
    outcome = the_outcome(
        leaving(an_admission(), 1, Decimal(1), QUOTE), RulePack(rules, the_pack().headings)
    )

    assert {step.after for step in outcome.steps} == {None}
    assert "no rate of II" in outcome.problem


def test_changes_are_named_with_the_days_on_which_they_begin() -> None:
    changes = pack_changes(the_pack(), with_rates(("84821010", "18", JULY)))

    assert [(c.what, c.of, c.days) for c in changes] == [
        ("changed", "ii 84821010", (JULY,)),
        ("added", "ii 84821010", (JULY,)),
    ]
    assert changes[0].fields == {"to": (None, "2026-06-30")}
    assert changes[1].fields == {
        "from": (None, "2026-07-01"),
        "value": (None, "18"),
        **{name: (None, getattr(_old(), name)) for name in ("act", "doubt")},
    }
    assert change_days(changes) == (JULY,)


def test_a_rule_that_is_only_worded_anew_changes_no_amount_and_is_still_named() -> None:
    old = _old()
    rules = [r for r in the_pack().rules if r != old]
    after = RulePack([*rules, old.model_copy(update={"act": "another act"})], the_pack().headings)

    assert [c.fields for c in pack_changes(the_pack(), after)] == [
        {"act": (old.act, "another act")}
    ]
    assert pack_changes(the_pack(), the_pack()) == ()


def _old() -> Rule:
    [old] = [r for r in the_pack().rules if r.id == "ii-84821010"]
    return old


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _owed(request: AssessmentRequest, pack: RulePack, day: date) -> Decimal | None:
    dated = request.model_copy(update={"registered_on": day})
    return assess(dated, pack).totals.payable
