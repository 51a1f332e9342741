"""What a proposed rule pack would do to the goods that lie in bond, lot by lot and day by day.

Each lot is assessed as if all of it left that day in a declaration of its own, at the
price of its admission. Exchange is held at one quote: what differs is the rules' doing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from customs.duties.assessment import AssessmentRefused
from customs.duties.engine import assess
from customs.duties.money import Money
from customs.duties.pack_changes import change_days, pack_changes, turning_days
from customs.duties.packs import RulePack
from customs.duties.request import AdmittedItem, AssessmentRequest
from customs.payload import Payload

M = TypeVar("M", bound=Money)

AROUND = 30
"""Days that are looked at before and after each day on which a rule changes."""
_NEXT = timedelta(days=1)


class Step(Payload):
    """Days in a row on which a lot owes the same; None: it could not be assessed."""

    first: date
    last: date
    before: Decimal | None
    """Payable in BRL under the pack in force."""
    after: Decimal | None
    """Payable in BRL under the proposed pack."""


class Cheaper(Payload):
    """What clearing by a day saves against clearing the day after, under the proposed pack."""

    until: date
    saves: Decimal


class Outcome(Payload):
    """What the packs say of one request: the steps of its days, and what waiting costs."""

    steps: tuple[Step, ...]
    cheaper: tuple[Cheaper, ...] = ()
    problem: str = ""
    """Why some day could not be assessed."""

    @property
    def changes(self) -> bool:
        """Whether the proposed pack says anything else on any day."""
        return any(step.before != step.after for step in self.steps)


def leaving(
    admission: AssessmentRequest, place: int, quantity: Decimal, exchange: dict[str, Decimal]
) -> AssessmentRequest:
    """Return the consumption of ``quantity`` of an admission's item, counted from one.

    It names no lot and no declaration, so that equal lots make equal requests.

    Raises:
        ValueError: freight or insurance is told for the whole admission, not for the item.
    """
    if admission.freight or admission.insurance or admission.adjustments:
        raise ValueError("its charges are told for the whole admission")
    item = admission.items[place - 1]
    part = quantity / item.quantity
    linked = AdmittedItem(
        declaration="", item="1", quantity=quantity, admitted_quantity=item.quantity
    )
    drawn = item.model_copy(
        update={
            "id": "1",
            "addition": None,
            "quantity": quantity,
            "net_weight_kg": item.net_weight_kg * part,
            "value": _part(item.value, part),
            "customs_value": item.customs_value and item.customs_value * part,
            "adjustments": tuple(_part(each, part) for each in item.adjustments),
            "linked": linked,
        }
    )
    return admission.model_copy(
        update={
            "kind": "bonded_consumption",
            "exchange": exchange,
            "net_weight_kg": None,
            "afrmm_due": None,
            "items": (drawn,),
            "provenance": {},
        }
    )


def days_around(before: RulePack, after: RulePack, today: date) -> tuple[tuple[date, date], ...]:
    """Return the runs of days to look at: around each change that is still to come.

    A change of the past matters from today on.
    """
    starts = sorted({max(day, today) for day in change_days(pack_changes(before, after))})
    runs: list[tuple[date, date]] = []
    for start in starts:
        first, last = start - timedelta(days=AROUND), start + timedelta(days=AROUND)
        if runs and first <= runs[-1][1]:
            first, last = runs.pop()[0], last
        runs.append((first, last))
    return tuple(runs)


def outcomes(
    requests: Iterable[AssessmentRequest], before: RulePack, after: RulePack, today: date
) -> list[Outcome]:
    """Return what each request would owe under both packs on each day around their changes."""
    turns = turning_days(before, after)
    stretches = tuple(_stretches(days_around(before, after, today), turns))
    return [
        _outcome([_step(request, before, after, days) for days in stretches], today)
        for request in requests
    ]


def _step(
    request: AssessmentRequest, before: RulePack, after: RulePack, days: tuple[date, date]
) -> tuple[Step, str]:
    first, last = days
    owed, wrong = _owed(request, before, first)
    would, worse = _owed(request, after, first)
    return Step(first=first, last=last, before=owed, after=would), worse or wrong


def _outcome(told: Sequence[tuple[Step, str]], today: date) -> Outcome:
    steps = [step for step, _ in told]
    problem = next((problem for _, problem in told if problem), "")
    return Outcome(steps=_joined(steps), cheaper=_cheaper(steps, today), problem=problem)


def _part(money: M | None, part: Decimal) -> M | None:
    return money and money.model_copy(update={"amount": money.amount * part})


def _stretches(
    runs: Sequence[tuple[date, date]], turns: Sequence[date]
) -> Iterable[tuple[date, date]]:
    """Cut runs of days where any rule begins or ends: within a stretch every day is alike."""
    for first, last in runs:
        cuts = [first, *(turn for turn in turns if first < turn <= last), last + _NEXT]
        for start, end in pairwise(cuts):
            yield start, end - _NEXT


def _owed(request: AssessmentRequest, pack: RulePack, day: date) -> tuple[Decimal | None, str]:
    try:
        dated = request.model_copy(update={"registered_on": day})
        return assess(dated, pack, explain=False).totals.payable, ""
    except AssessmentRefused as refused:
        return None, f"{day}: {refused}"


def _joined(steps: Sequence[Step]) -> tuple[Step, ...]:
    joined: list[Step] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and last.last + _NEXT == step.first and _same(last, step):
            joined[-1] = last.model_copy(update={"last": step.last})
        else:
            joined.append(step)
    return tuple(joined)


def _same(one: Step, other: Step) -> bool:
    return (one.before, one.after) == (other.before, other.after)


def _cheaper(steps: Sequence[Step], today: date) -> tuple[Cheaper, ...]:
    """Return the days by which clearing costs less than a day later, from today on."""
    return tuple(
        Cheaper(until=step.last, saves=following.after - step.after)
        for step, following in pairwise(steps)
        if step.last + _NEXT == following.first
        and step.last >= today
        and step.after is not None
        and following.after is not None
        and following.after > step.after
    )
