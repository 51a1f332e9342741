"""Additions: the groups of like items on which the utilisation fee and each tax are counted."""

from customs.duties.request import AssessmentRequest, GivenRates, GivenRelief, RequestItem
from customs.payload import Payload


class TaxGroup(Payload):
    """Items of one addition that are taxed alike: their places in the request."""

    addition: int
    places: tuple[int, ...]
    ncm: str
    rates: GivenRates
    relief: GivenRelief


def number_additions(request: AssessmentRequest) -> list[int]:
    """Return the addition of each item: as given, else one per NCM, origin, currency, Incoterm."""
    given = {item.addition for item in request.items if item.addition is not None}
    free = (n for n in range(1, len(request.items) + len(given) + 1) if n not in given)
    made: dict[tuple[str | None, ...], int] = {}
    numbers = []
    for item in request.items:
        if item.addition is not None:
            numbers.append(item.addition)
            continue
        likeness = _likeness(item)
        if likeness not in made:
            made[likeness] = next(free)
        numbers.append(made[likeness])
    return numbers


def tax_groups(request: AssessmentRequest, additions: list[int]) -> list[TaxGroup]:
    """Return the groups on which each tax is rounded once: one addition, one set of rates."""
    groups: dict[tuple[int, str, GivenRates, GivenRelief], list[int]] = {}
    for place, item in enumerate(request.items):
        likeness = (additions[place], item.ncm, item.rates, item.relief)
        groups.setdefault(likeness, []).append(place)
    return [
        TaxGroup(addition=a, places=tuple(places), ncm=ncm, rates=rates, relief=relief)
        for (a, ncm, rates, relief), places in groups.items()
    ]


def _likeness(item: RequestItem) -> tuple[str | None, ...]:
    currency = item.value.currency if item.value is not None else None
    return (item.ncm, item.origin, currency, item.incoterm)
