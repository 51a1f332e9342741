"""Additions: the groups of like items on which the utilisation fee and each tax are counted."""

from typing import NamedTuple

from customs.duties.packs import RulesInForce
from customs.duties.request import AssessmentRequest, RequestItem
from customs.duties.terms import ItemTerms, item_terms, likeness


class TaxGroup(NamedTuple):
    """Items of one addition that are taxed alike: their places in the request."""

    addition: int
    places: list[int]
    terms: ItemTerms


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
        like = sort_of(item)
        if like not in made:
            made[like] = next(free)
        numbers.append(made[like])
    return numbers


def tax_groups(
    request: AssessmentRequest, additions: list[int], rules: RulesInForce
) -> list[TaxGroup]:
    """Return the groups on which each tax is rounded once: one addition, one set of terms."""
    groups: dict[tuple[int, tuple[object, ...]], list[int]] = {}
    for place, item in enumerate(request.items):
        groups.setdefault((additions[place], likeness(item)), []).append(place)
    return [
        TaxGroup(addition, places, item_terms(request.items[places[0]], like, rules))
        for (addition, like), places in groups.items()
    ]


def sort_of(item: RequestItem) -> tuple[str | None, ...]:
    """Return what all items of one addition have in common."""
    price = item.value or item.unit_price
    return (item.ncm, item.origin, price.currency if price else None, item.incoterm)
