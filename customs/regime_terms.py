"""The terms of bonded entry, and the house's own horizons before them: data of the plan."""

from decimal import Decimal

from pydantic import Field, field_validator

from customs.payload import Payload


class RegimeTerms(Payload):
    """How long goods may stay, and when the house speaks of it; resolved when an import starts.

    Terms are those of RA art. 408 and 409, IN SRF 241/2002 art. 25 and 27, and DL 1.455/1976
    art. 23 II d. No act names a horizon of warning: those are the house's.
    """

    years: int = 1
    """From the admission's release."""
    ordinary_years: int = 2
    """The longest stay with an ordinary extension."""
    special_years: int = 3
    """The longest stay of all, in special situations."""
    abandonment_days: int = 45
    """After the term: what is not dealt with by then is abandoned."""
    horizons: tuple[int, ...] = (180, 120, 90, 60, 30, 15, 7)
    """Days before the end of the term on which people are told, the farthest first."""
    decide_days: int = Field(default=90, gt=0)
    """From so many days before on, a person must decide what becomes of what is left."""
    escalate_days: int = Field(default=30, ge=0)
    """From so many days before on, the customs manager is asked too."""
    capital_rate: Decimal = Field(default=Decimal("0.15"), ge=0)
    """What capital costs in a year: the price of duties that are paid now and not later."""

    @field_validator("horizons")
    @classmethod
    def _farthest_first(cls, horizons: tuple[int, ...]) -> tuple[int, ...]:
        if any(days <= 0 for days in horizons):
            raise ValueError("a horizon is a number of days before the term, above 0")
        return tuple(sorted(set(horizons), reverse=True))
