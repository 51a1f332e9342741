"""What stands of all that was reported of a journey: a fold over milestone news.

Carriers repeat themselves, speak out of order and take things back. The fold
gives the same answer whatever the order in which the news came, and forgets
nothing: what it leaves out is still in the news.
"""

from collections.abc import Iterable
from datetime import datetime

from customs.milestones import Classifier, MilestoneReached

_CERTAINTY = {Classifier.PLANNED: 0, Classifier.ESTIMATED: 1, Classifier.ACTUAL: 2}

_Place = tuple[str, str | None, str | None]
_Key = tuple[str, str]


def fold(
    news: Iterable[MilestoneReached], as_of: datetime | None = None
) -> tuple[MilestoneReached, ...]:
    """Return the news that stands, earliest occurrence first.

    A repeated event (same source and id) counts once; one that its own source
    retracted not at all, even if the retraction came first. Of one milestone of one equipment at
    one place every actual stands; while there is none, the surest and latest
    forecast does. With ``as_of`` only what was recorded by then is known.
    """
    known = _once(n for n in news if as_of is None or n.recorded_at <= as_of)
    withdrawn = _withdrawn(known)
    told = [n for n in known if _key(n) not in withdrawn and n.retracts is None]
    by_place: dict[_Place, list[MilestoneReached]] = {}
    for one in told:
        by_place.setdefault((one.tag, one.equipment, one.place), []).append(one)
    standing = [n for group in by_place.values() for n in _standing(group)]
    return tuple(sorted(standing, key=_by_occurrence))


def eta(news: Iterable[MilestoneReached]) -> datetime | None:
    """Return when the goods arrive: the actual arrival, else the latest forecast of it."""
    arrivals = [n for n in fold(news) if n.tag == "ARRIVED"]
    if not arrivals:
        return None
    return max(arrivals, key=lambda n: (_CERTAINTY[n.classifier], n.recorded_at)).occurred_at


def _once(news: Iterable[MilestoneReached]) -> list[MilestoneReached]:
    first: dict[_Key, MilestoneReached] = {}
    # The same id with other content is a sender's fault: the one recorded first stays.
    for one in sorted(news, key=lambda n: (n.recorded_at, n.model_dump_json())):
        first.setdefault(_key(one), one)
    return list(first.values())


def _withdrawn(news: list[MilestoneReached]) -> set[_Key]:
    # The latest word first, so that a retraction may itself be taken back. Only who said
    # a thing may take it back: an outsider's retraction reaches nobody else's events.
    withdrawn: set[_Key] = set()
    for one in sorted(news, key=lambda n: (n.recorded_at, n.event_id), reverse=True):
        if one.retracts is not None and _key(one) not in withdrawn:
            withdrawn.add((one.source, one.retracts))
    return withdrawn


def _key(news: MilestoneReached) -> _Key:
    return (news.source, news.event_id)


def _standing(group: list[MilestoneReached]) -> list[MilestoneReached]:
    actuals = [n for n in group if n.classifier is Classifier.ACTUAL]
    if actuals:
        return actuals
    return [max(group, key=lambda n: (_CERTAINTY[n.classifier], n.recorded_at, n.event_id))]


def _by_occurrence(news: MilestoneReached) -> tuple[datetime, datetime, str, str]:
    return (news.occurred_at, news.recorded_at, news.source, news.event_id)
