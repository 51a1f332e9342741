"""The logbook: what the house takes back, and a fold made once for each event heard."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from customs.journey import fold
from customs.milestones import MilestoneReached
from customs.plan import Regime
from customs.plans import plan_import
from customs.stages import import_stages, release_stages
from tests.unit.customs.news import DAY_ONE, forecast, news
from workflows import logbook
from workflows.logbook import Logbook

LATER = DAY_ONE + timedelta(days=9)


def _noted(*tags: str) -> Logbook:
    log = Logbook()
    for day, tag in enumerate(tags):
        at = DAY_ONE + timedelta(days=day)
        log.note(tag, f"{tag}-1", at, at)
    return log


def test_a_withdrawn_registration_takes_the_release_back_from_filed() -> None:
    log = _noted("RELEASE_CALLED_OFF", "ACCEPTED", "FUNDED", "CONSUMPTION_REGISTERED")
    assert release_stages(log.all())[-1].stage == "FILED"

    assert log.withdraw("CONSUMPTION_REGISTERED-1", LATER, LATER)

    assert release_stages(log.all())[-1].stage == "FUNDED"
    assert log.reached("CONSUMPTION_REGISTERED") is None
    log.note("CONSUMPTION_REGISTERED", "CONSUMPTION_REGISTERED-2", LATER, LATER)
    assert release_stages(log.all())[-1].stage == "FILED"


@pytest.mark.parametrize(
    ("regime", "tag", "filed", "before"),
    [
        (Regime.DIRECT, "CONSUMPTION_REGISTERED", "FILED", "ARRIVED"),
        (Regime.BONDED, "ADMISSION_REGISTERED", "ADMISSION_FILED", "AT_WAREHOUSE"),
    ],
)
def test_a_withdrawn_registration_takes_the_import_back(
    regime: Regime, tag: str, filed: str, before: str
) -> None:
    plan = plan_import(regime, "sea", customs_transit=False)
    log = _noted("BOOKED", "DEPARTED", "ARRIVED", "CARGO_PRESENT", tag)
    assert import_stages(plan, log.all())[-1].stage == filed

    log.withdraw(f"{tag}-1", LATER, LATER)

    assert import_stages(plan, log.all())[-1].stage == before


def test_a_withdrawal_is_an_event_of_the_house_with_its_own_id() -> None:
    log = _noted("ADMISSION_REGISTERED")
    log.withdraw("ADMISSION_REGISTERED-1", DAY_ONE, LATER)

    withdrawal = log.all()[-1]

    assert withdrawal.event_id == "ADMISSION_REGISTERED-1/withdrawn"
    assert (withdrawal.tag, withdrawal.source) == ("ADMISSION_REGISTERED", "entreposto")
    assert withdrawal.retracts == "ADMISSION_REGISTERED-1"
    assert (withdrawal.occurred_at, withdrawal.recorded_at) == (DAY_ONE, LATER)


def test_the_house_withdraws_once_and_only_what_it_noted_itself() -> None:
    log = _noted("ADMISSION_REGISTERED")
    log.hear(news("DEPARTED", event_id="e1"))

    assert log.withdraw("ADMISSION_REGISTERED-1", LATER, LATER)
    assert not log.withdraw("ADMISSION_REGISTERED-1", LATER, LATER)
    assert not log.withdraw("e1", LATER, LATER)
    assert not log.withdraw("never noted", LATER, LATER)

    assert len(log.all()) == 3


def test_what_is_reached_is_the_first_actual_of_the_first_tag_that_has_one() -> None:
    log = Logbook()
    for told in (forecast("ARRIVED", 1, 0), news("DISCHARGED", 5), news("DISCHARGED", 4)):
        log.hear(told)
    assert log.reached("ARRIVED") is None
    assert log.reached("ARRIVED", "DISCHARGED") == news("DISCHARGED", 4)

    log.hear(news("ARRIVED", 6))
    assert log.reached("ARRIVED", "DISCHARGED") == news("ARRIVED", 6)

    log.hear(news("ARRIVED", 7, event_id="back", retracts="ARRIVED-6"))
    assert log.reached("ARRIVED", "DISCHARGED") == news("DISCHARGED", 4)


def test_the_fold_is_made_once_for_each_event_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []

    def counted(told: Iterable[MilestoneReached]) -> tuple[MilestoneReached, ...]:
        folded.append(1)
        return fold(told)

    monkeypatch.setattr(logbook, "fold", counted)
    log = _noted("BOOKED", "DEPARTED")
    for _ in range(3):
        log.reached("ARRIVED", "DEPARTED")
        assert len(log.standing()) == 2
    assert len(folded) == 1

    assert not log.note("DEPARTED", "DEPARTED-1", DAY_ONE, DAY_ONE)
    log.reached("DEPARTED")
    assert len(folded) == 1

    log.hear(news("ARRIVED", 45))
    assert log.reached("ARRIVED") == news("ARRIVED", 45)
    assert len(folded) == 2
