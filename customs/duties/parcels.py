"""Parcels of a bill of lading's freight: one for each release, summing to the whole.

AFRMM is suspended before the admission and due again with every release, on that release's
part of the freight and at that day's quote (modelled pro rata by quantity: no published rule
says how a suspended AFRMM is split). The parts of the freight sum to what the bill says.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from customs.apportion import CENT, apportion


def parcels(freight: Decimal, quantities: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the parcels of releases that are all known, by largest remainder.

    ``freight`` is in its currency, and so are the parcels; ``quantities`` are all that was admitted.
    """
    return apportion(freight, quantities)


def next_parcel(
    freight: Decimal, admitted: Decimal, drawn_before: Decimal, drawn: Decimal
) -> Decimal:
    """Return the parcel of one release when those to come are not known.

    What has been released up to and with it, rounded, less what had been before it: whatever
    the releases are, their parcels sum to ``freight`` once all of ``admitted`` has left.

    Raises:
        ValueError: more would leave than was admitted.
    """
    if drawn_before + drawn > admitted:
        raise ValueError(f"{drawn} cannot be drawn: {drawn_before} of {admitted} has left")
    return _share(freight, admitted, drawn_before + drawn) - _share(freight, admitted, drawn_before)


def _share(freight: Decimal, admitted: Decimal, drawn: Decimal) -> Decimal:
    return (freight * drawn / admitted).quantize(CENT, ROUND_HALF_UP)
