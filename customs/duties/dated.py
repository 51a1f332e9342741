"""Entries of a rule pack have a first and a last day; those of a series follow one another."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from pydantic import Field

from customs.payload import Form


class PackRefused(ValueError):
    """The rule pack contradicts itself or leaves days without a rule."""


class Dated(Form):
    """Something that is in force from a first day to a last one, both counted."""

    valid_from: date = Field(alias="from")
    valid_to: date | None = Field(default=None, alias="to")
    act: str

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def check_overlaps(series: str, entries: Sequence[tuple[str, Dated]]) -> None:
    """Refuse a series (name, and entries by date) in which a day has two rules.

    Raises:
        PackRefused: two hold on one day, or one ends before it begins.
    """
    for name, entry in entries:
        if entry.valid_to is not None and entry.valid_to < entry.valid_from:
            raise PackRefused(f"{series}: {name} ends before it begins")
    for (one, before), (other, after) in pairwise(entries):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            raise PackRefused(f"{series}: {one} and {other} overlap from {after.valid_from}")


def check_gaps(series: str, entries: Sequence[tuple[str, Dated]]) -> None:
    """Refuse a series in which a day between two rules has none.

    Raises:
        PackRefused: with the days that are left out.
    """
    for (one, before), (other, after) in pairwise(entries):
        if before.valid_to is not None and before.valid_to + timedelta(days=1) < after.valid_from:
            raise PackRefused(
                f"{series}: no rule between {one} (to {before.valid_to}) "
                f"and {other} (from {after.valid_from})"
            )
