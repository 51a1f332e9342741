"""Calibration: from the evidence for a value to how often such a value is right.

``calibration.yaml`` holds, for each family of fields, steps of strength with the share of values
that were right, a careful bound where there were few; ``python -m bench.calibrate`` writes it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from documents.checks import line_holds
from documents.evidence import Evidence
from documents.reading import Field

FILE = Path(__file__).parent / "calibration.yaml"
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "number": ("invoice_number", "document_number"),
    "date": ("issue_date",),
    "currency": ("currency",),
    "total": ("total_amount",),
    "seller": ("seller_name",),
    "buyer": ("buyer_name",),
    "figure": ("quantity", "unit_price", "amount"),
    "description": ("description",),
}
"""Family → its fields; those of the head that are not named are ``other``, those of rows ``code``."""

_AGREES, _ALONE, _TOGETHER, _CONTESTED = 0.6, 0.7, 0.15, 1.5
"""By how much doubt shrinks or grows: with another place that says the same, where no place says
otherwise, with number and date together, with a close rival."""
_BY_EQUATION = {1: 0.3, 0: 1.0, -1: 2.0}
"""Likewise with an equation that holds, with none, with one that fails."""
_CLOSE = 0.08
_REFUTED = 0.6
"""The most that is believed of a value that an equation of its own refutes: a person is asked."""
_PRODUCT = ("quantity", "unit_price", "amount")

Steps = list[tuple[float, float]]
"""From which strength on a value is right how often; both rise."""


def family_of(field: str, in_row: bool) -> str:
    """Return the family of a field of the head, or of a row of goods."""
    own = (family for family, names in FAMILIES.items() if field in names)
    return next(own, "code" if in_row else "other")


def strength(evidence: Evidence) -> float:
    """Return how strong the evidence for a value of the head is, between 0 and 1.

    What stands around a value heals doubt about its place, not about how its words are meant.
    """
    trust = max(evidence.type_trust, evidence.score)
    doubt = 1 - evidence.score / trust if trust else 1.0
    doubt *= _AGREES if evidence.agreeing else 1.0
    doubt *= _ALONE if evidence.rivals == 0 else 1.0
    doubt *= _TOGETHER if evidence.together else 1.0
    doubt *= _CONTESTED if evidence.margin < _CLOSE else 1.0
    doubt = (1 - trust * (1 - min(doubt, 1.0))) * _BY_EQUATION[evidence.equation]
    return round(1 - min(doubt, 1.0), 4)


def surer(fields: Mapping[str, Field], evidence: Mapping[str, Evidence]) -> dict[str, Field]:
    """Return the fields of a head with confidences that say how often such values are right."""
    return {
        name: _capped(
            _told(field, family_of(name, in_row=False), strength(evidence[name])),
            refuted=evidence[name].equation < 0,
        )
        for name, field in fields.items()
    }


def surer_rows(rows: Iterable[Mapping[str, Field]]) -> tuple[dict[str, Field], ...]:
    """Return rows of goods with confidences that say how often such values are right."""
    return tuple(
        {
            name: _capped(
                _told(field, family_of(name, in_row=True), field.confidence),
                refuted=name in _PRODUCT and line_holds(row) is False,
            )
            for name, field in row.items()
        }
        for row in rows
    )


def _capped(field: Field, *, refuted: bool) -> Field:
    sure = min(field.confidence, _REFUTED) if refuted else field.confidence
    return field.model_copy(update={"confidence": sure})


def _told(field: Field, family: str, strong: float) -> Field:
    if field.rule.startswith("memory:"):
        return field  # A supplier's own record of hits and misses says it better.
    return field.model_copy(update={"confidence": chance(table()[family], strong)})


def chance(steps: Steps, strong: float) -> float:
    """Return how often values of this strength are right."""
    place = bisect_right(steps, (strong, 1.0)) - 1
    return steps[max(place, 0)][1]


@cache
def table() -> dict[str, Steps]:
    """Return the steps of each family; read once per process."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return {family: [(at, share) for at, share in steps] for family, steps in told.items()}
