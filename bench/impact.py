"""The preview of a rule pack over 10,000 lots in bond, over the 61 days around a change.

What is timed is assessing alone: lots are at hand as requests, and the time holds starting the
processes and reading both packs in them. Reading lots and inputs from where they lie is not in it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from activities.previewing import PackText, assessed
from activities.rule_packs import shipped_texts
from bench.measurement import Measurement, seconds
from customs.duties import AssessmentRequest, assess, parse
from customs.duties.impact import AROUND, days_around, leaving

LOTS = 10_000
SAMPLE = 10
LIMIT_SECONDS = 30
TODAY = date(2026, 5, 28)
CHANGE = date(2026, 7, 1)
_OLD = 'id = "ii-84821010"\ntax = "ii"\nkey = "84821010"\nvalue = "16"\nfrom = 2022-04-01\n'
_NEW = (
    '[[rule]]\nid = "ii-84821010-2026"\ntax = "ii"\nkey = "84821010"\nvalue = "18"\n'
    'from = 2026-07-01\nact = "bench: no such act"\n'
)


def measure() -> Iterator[Measurement]:
    """Measure, beside each day assessed by itself for a few of the lots in one process."""
    before, after = packs()
    lots = {f"lot-{n}": _lot(n) for n in range(LOTS)}
    took = seconds(lambda: assessed(lots, before, after, TODAY))
    few = list(lots.values())[:SAMPLE]
    singly = seconds(lambda: day_by_day(few, before, after)) * LOTS / SAMPLE
    yield Measurement(
        f"preview of {LOTS:,} lots on {2 * AROUND + 1} days",
        f"{took:.1f} s",
        f"{LIMIT_SECONDS} s",
        f"each day assessed by itself, one process: {singly:.0f} s ({singly / took:.0f} ×)",
    )


def packs() -> tuple[PackText, PackText]:
    """Return the pack of the house, and the same with another rate of II from ``CHANGE`` on."""
    text = "\n".join(shipped_texts())
    ended = text.replace(_OLD, f"{_OLD}to = {CHANGE - timedelta(days=1)}\n")
    proposed = f"{ended}\n{_NEW}"
    return PackText(parse(text), text), PackText(parse(proposed), proposed)


def day_by_day(
    requests: list[AssessmentRequest], before: PackText, after: PackText
) -> list[list[tuple[Decimal, Decimal]]]:
    """Return what each request owes under both packs on each day, one assessment after another."""
    [(first, last)] = days_around(before.pack, after.pack, TODAY)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        [(_owed(request, before, day), _owed(request, after, day)) for day in days]
        for request in requests
    ]


def _owed(request: AssessmentRequest, pack: PackText, day: date) -> Decimal:
    dated = request.model_copy(update={"registered_on": day})
    return assess(dated, pack.pack, explain=False).totals.payable


def _lot(n: int) -> AssessmentRequest:
    """Return the consumption of a lot; no two are alike."""
    item = {
        "id": "A",
        "ncm": "84821010",
        "origin": "CN",
        "quantity": "60000",
        "net_weight_kg": "7680",
        "value": {"amount": "67200.00", "currency": "USD"},
        "freight": {"amount": "1536.00", "currency": "USD"},
        "insurance": {"amount": "134.40", "currency": "USD"},
    }
    admission = AssessmentRequest.model_validate(
        {"registered_on": "2026-03-24", "kind": "admission", "items": [item]}
    )
    return leaving(admission, 1, Decimal(100 + n), {"USD": Decimal("5.3120")})
