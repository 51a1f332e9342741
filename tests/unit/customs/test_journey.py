"""What stands of the news, whatever the order in which it came."""

from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from customs.journey import eta, fold
from customs.milestones import Classifier
from tests.unit.customs.news import DAY_ONE, forecast, news


def test_a_repeated_event_counts_once() -> None:
    departed = news("DEPARTED")
    again = departed.model_copy(update={"recorded_at": DAY_ONE + timedelta(days=3)})
    assert fold([departed, again, departed]) == (departed,)


def test_two_sources_may_use_the_same_event_id() -> None:
    one, other = news("LOADED", event_id="1"), news("DEPARTED", event_id="1", source="terminal")
    assert len(fold([one, other])) == 2


def test_an_actual_supersedes_the_forecast_of_the_same_place() -> None:
    expected, arrived = forecast("ARRIVED", 41, 1), news("ARRIVED", 45)
    elsewhere = forecast("ARRIVED", 60, 1).model_copy(update={"place": "BRPNG", "event_id": "e"})
    assert fold([expected, arrived, elsewhere]) == (arrived, elsewhere)


def test_of_forecasts_the_latest_word_stands() -> None:
    first, second = forecast("ARRIVED", 41, 1), forecast("ARRIVED", 45, 9)
    assert fold([second, first]) == (second,)
    assert eta([second, first]) == second.occurred_at


def test_an_estimate_beats_a_later_plan() -> None:
    estimate = forecast("ARRIVED", 45, 1)
    plan = forecast("ARRIVED", 41, 9).model_copy(update={"classifier": Classifier.PLANNED})
    assert fold([estimate, plan]) == (estimate,)


def test_every_actual_of_one_milestone_stands() -> None:
    releases = [news("RELEASE_CALLED_OFF", day) for day in (80, 110)]
    assert fold(releases) == tuple(releases)


def test_a_retraction_withdraws_its_event_even_when_it_comes_first() -> None:
    departed = news("DEPARTED", event_id="e1")
    taken_back = news("DEPARTED", 1, event_id="e2", retracts="e1")
    assert fold([taken_back, departed]) == ()
    assert fold([departed, taken_back]) == ()


def test_nobody_takes_back_what_another_source_said() -> None:
    admitted = news("ADMITTED", event_id="e1", source="entreposto")
    outsider = news("ADMITTED", 1, event_id="e2", retracts="e1", source="carrier")
    assert fold([admitted, outsider]) == (admitted,)


def test_of_two_events_with_one_id_only_the_senders_own_is_taken_back() -> None:
    own, other = news("LOADED", event_id="1"), news("LOADED", event_id="1", source="terminal")
    taken_back = news("LOADED", 1, event_id="2", retracts="1")
    assert fold([own, other, taken_back]) == (other,)


def test_nobody_restores_what_another_source_took_back() -> None:
    departed = news("DEPARTED", event_id="e1")
    taken_back = news("DEPARTED", 1, event_id="e2", retracts="e1")
    outsider = news("DEPARTED", 2, event_id="e3", retracts="e2", source="terminal")
    assert fold([departed, taken_back, outsider]) == ()


def test_a_retraction_may_be_taken_back() -> None:
    departed = news("DEPARTED", event_id="e1")
    taken_back = news("DEPARTED", 1, event_id="e2", retracts="e1")
    restored = news("DEPARTED", 2, event_id="e3", retracts="e2")
    assert fold([restored, taken_back, departed]) == (departed,)


def test_as_of_knows_only_what_was_recorded_by_then() -> None:
    early, late = news("DEPARTED"), news("ARRIVED", 45)
    assert fold([early, late], as_of=DAY_ONE + timedelta(days=2)) == (early,)


def test_the_eta_is_the_arrival_once_it_happened() -> None:
    assert eta([]) is None
    assert eta([forecast("ARRIVED", 41, 9), news("ARRIVED", 45)]) == DAY_ONE + timedelta(days=45)


def test_any_order_of_a_short_story_gives_the_same_fold() -> None:
    story = [
        news("DEPARTED", event_id="e1"),
        forecast("ARRIVED", 41, 1),
        news("ARRIVED", 45, event_id="e3"),
        news("ARRIVED", 46, event_id="e4", retracts="e3"),
    ]
    assert {fold(told) for told in permutations(story)} == {fold(story)}


@given(st.lists(st.integers(0, 7), max_size=12), st.randoms())
def test_duplicates_and_order_never_matter(picks: list[int], chance: object) -> None:
    tags = ("BOOKED", "DEPARTED", "ARRIVED", "DISCHARGED")
    story = [news(tags[n % 4], n, retracts=f"{tags[0]}-0" if n == 5 else None) for n in picks]
    shuffled = [*story, *story[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(story)
