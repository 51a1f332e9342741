"""Following: a record that cannot be told neither starves nor stops the others."""

from datetime import UTC, datetime
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.portal import PortalActivities
from customs.acts import Registration
from customs.filing import LookAround, Lookout
from gateways.doors import Refused, SystemState, Unavailable
from records.ports import WatchedRecord
from tests.contract.filing_desk import WatchListInMemory
from tests.unit.activities.doubles import StandingClock

NEWS = SystemState(number="", version=1, situation="REGISTRADA")


class Oracle:
    """A foreign-trade system that answers for each number what the test says."""

    def __init__(self, **answers: SystemState | Exception) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.current: Registration | Exception | None = None

    async def state(self, number: str, version: int) -> SystemState:
        """Return what is said of the number in this version."""
        self.asked.append(number)
        answer = self.answers.get(f"{number}v{version}", self.answers.get(number, NEWS))
        if isinstance(answer, Exception):
            raise answer
        return answer.model_copy(update={"number": number})

    async def current_version(self, number: str) -> Registration | None:
        """Return the version that is said to be current."""
        if isinstance(self.current, Exception):
            raise self.current
        return self.current

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"nobody asks for {name} here")


class Watch:
    """Three records, A, B and C, and the looks at them."""

    def __init__(self, oracle: Oracle) -> None:
        self.rows = WatchListInMemory()
        self.portal = PortalActivities({"broker": oracle}, self.rows, StandingClock("2026-03-25"))
        for number in "ABC":
            self.rows.watch(
                WatchedRecord(credential="broker", number=number, version=1, workflow_id=number)
            )

    async def look(self) -> Lookout:
        """Look around once."""
        around = LookAround(credential="broker")
        seen: Lookout = await ActivityEnvironment().run(self.portal.look, around)
        return seen


def told(seen: Lookout) -> list[str]:
    """Return the numbers of which there is news."""
    return [change.news.number for change in seen.changes]


NOT_FOUND = Refused([{"field": "", "code": "404", "message": "not found"}], 404)


@pytest.mark.parametrize(
    "bad",
    [
        Unavailable("gone away"),
        Refused([{"field": "", "code": "X", "message": "no"}], 422),
        ValueError("this is no answer"),
        NEWS.model_copy(update={"registered_at": "yesterday"}),
        NOT_FOUND,
    ],
)
async def test_a_bad_record_leaves_the_others_their_news(bad: SystemState | Exception) -> None:
    seen = await Watch(Oracle(A=bad)).look()

    assert (told(seen), seen.open_records) == (["B", "C"], 3)


@pytest.mark.parametrize(
    "current",
    [
        Refused([{"field": "", "code": "X", "message": "no"}], 403),
        ValueError("this is no version"),
        Registration(number="A", version=2, registered_at=datetime(2026, 3, 25, tzinfo=UTC)),
    ],
)
async def test_neither_does_one_whose_newer_version_is_refused(
    current: Registration | Exception,
) -> None:
    oracle = Oracle(A=NOT_FOUND)
    oracle.current = current

    assert told(await Watch(oracle).look()) == ["B", "C"]


async def test_a_bad_record_goes_to_the_end_of_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.portal.AT_MOST", 1)
    oracle = Oracle(A=Unavailable("gone away"), B=ValueError("this is no answer"))
    watch = Watch(oracle)

    with pytest.raises(Unavailable):
        await watch.look()
    await watch.look()
    seen = await watch.look()

    assert told(seen) == ["C"]
    assert oracle.asked == ["A", "B", "C"]


async def test_a_system_that_answers_for_nothing_is_away() -> None:
    away = Unavailable("gone away")
    oracle = Oracle(A=away, B=away, C=away)

    with pytest.raises(Unavailable):
        await Watch(oracle).look()

    assert oracle.asked == ["A", "B", "C"]


async def test_a_system_that_says_when_to_come_back_is_left_alone_until_then() -> None:
    quota = Unavailable("too many calls", retry_after=900)
    after_news, at_once = Oracle(B=quota), Oracle(A=quota)

    assert told(await Watch(after_news).look()) == ["A"]
    with pytest.raises(ApplicationError):
        await Watch(at_once).look()

    assert (after_news.asked, at_once.asked) == (["A", "B"], ["A"])


async def test_a_look_ends_in_time_with_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.portal.LONGEST_LOOK", 0.0)
    watch = Watch(Oracle())

    seen = [await watch.look() for _ in range(3)]

    assert [told(look) for look in seen] == [["A"], ["B"], ["C"]]
