"""Evidence: what speaks for the candidate that became a field's value, and what against it.

The raw score of a candidate orders the candidates of one field on one paper; how often such a
candidate is right is another question, which a calibration answers from these features.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from documents.fields import Candidate
from documents.folding import tokens
from documents.reading import Check, Field
from documents.words import Box

_EQUATIONS: Mapping[str, tuple[str, ...]] = {
    "lines_sum_to_total": ("total_amount", "net_amount"),
    "packages_sum": ("packages",),
    "gross_weight_sums": ("gross_weight_kg",),
    "net_weight_sums": ("net_weight_kg",),
    "gross_not_below_net": ("gross_weight_kg", "net_weight_kg"),
    "container_check_digit": ("containers",),
    "nota_adds_up": ("total_amount",),
    "access_key_digit": ("access_key",),
    "access_key_agrees": ("invoice_number",),
    "awb_check_digit": ("document_number",),
    "volume_sums": ("volume_m3",),
    "lines_sum_to_products": ("net_amount",),
    "chargeable_not_below_gross": ("chargeable_weight_kg",),
    "insured_covers_goods": ("sum_insured", "goods_value"),
}
"""Check → the fields that it speaks for when it passes, and against when it fails."""

_PAIR = ("invoice_number", "issue_date")
_APART = 5.0
"""Letter heights between the tops of a number and of the date over or under it."""


class Evidence(NamedTuple):
    """The features of one chosen value."""

    score: float
    """Raw score of the value: label, place and type together."""
    rule: str
    """What found it, such as ``label-right:invoice_number``."""
    type_trust: float
    """How well the words fit the type that was wanted."""
    agreeing: int
    """Further candidates, from other places, that say the same."""
    rivals: int
    """Different other values that some candidate says."""
    margin: float
    """How far the best of those stays below, 1 if there is none."""
    equation: int
    """1 if an equation with the value holds, -1 if one fails, 0 if there is none."""
    together: bool = False
    """Whether number and date of the paper stand together, as they do on nearly every paper."""

    @property
    def source(self) -> str:
        """Return the kind of rule: ``label-right``, ``heading``, ``letterhead``, …"""
        return self.rule.partition(":")[0]


def evidence_of(
    fields: Mapping[str, Field], found: Sequence[Candidate], checks: Iterable[Check]
) -> dict[str, Evidence]:
    """Return the features of each chosen value of ``fields``."""
    passed = {check.id: check.passed for check in checks}
    named = {name: _of(name, field, found, passed) for name, field in fields.items()}
    pair = [name for name in _PAIR if name in fields]
    if len(pair) == len(_PAIR) and _together(*(fields[name].box for name in pair)):
        named |= {name: named[name]._replace(together=True) for name in pair}
    return named


def _together(number: Box, date: Box) -> bool:
    """Return whether two values stand side by side, or close over one another at one left edge."""
    height = max(number[3] - number[1], date[3] - date[1], 1.0)
    level = abs(number[1] - date[1]) < 0.6 * height
    return level or (abs(number[0] - date[0]) < 3 and abs(number[1] - date[1]) < _APART * height)


def _of(
    name: str, field: Field, found: Sequence[Candidate], passed: Mapping[str, bool]
) -> Evidence:
    own = [c for c in found if c.field == name]
    same = [c for c in own if tokens(c.value.text) == tokens(field.value)]
    others = [c for c in own if tokens(c.value.text) != tokens(field.value)]
    best = max((c.confidence for c in others), default=0.0)
    places = {(c.value.page, round(c.value.box[0]), round(c.value.box[1])) for c in same}
    told = [
        passed[check] for check, names in _EQUATIONS.items() if name in names and check in passed
    ]
    return Evidence(
        score=field.confidence,
        rule=field.rule,
        type_trust=max((c.value.trust for c in same), default=1.0),
        agreeing=max(len(places) - 1, 0),
        rivals=len({tokens(c.value.text) for c in others}),
        margin=round(field.confidence - best, 4) if others else 1.0,
        equation=0 if not told else 1 if all(told) else -1,
    )
