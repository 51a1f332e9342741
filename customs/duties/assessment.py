"""What an assessment answers: per item and tax, in totals, each amount with its rule."""

from datetime import date
from decimal import Decimal

from customs.filing import FieldProblem
from customs.payload import Payload

TAXES = ("ii", "ipi", "pis", "cofins")
"""Federal taxes on the goods, in the order in which they are computed."""


class AssessmentRefused(Exception):
    """The request cannot be assessed: every problem at once, and never a part of an answer."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = problems


class Derivation(Payload):
    """How an amount came about: the formula, what went in, and the rule that gave the rate."""

    formula: str
    inputs: dict[str, str]
    rule: str = ""
    """Id of a rule of the pack, ``given`` if the request said it, empty if no rule is needed."""


class TaxAmount(Payload):
    """One tax of one item; the shape is the foreign-trade system's."""

    base: Decimal
    rate: Decimal
    reduction: Decimal
    """Part of the calculated amount that is taken away, in percent."""
    calculated: Decimal
    reduced: Decimal
    due: Decimal
    suspended: Decimal
    payable: Decimal
    derivation: Derivation


class ItemAssessment(Payload):
    """One item: its customs value and its taxes."""

    id: str
    addition: int
    customs_value: Decimal
    taxes: dict[str, TaxAmount]
    derivation: Derivation
    """Of the customs value."""


class Totals(Payload):
    """Amounts of the whole declaration that are payable, in BRL."""

    customs_value: Decimal
    ii: Decimal
    ipi: Decimal
    pis: Decimal
    cofins: Decimal
    antidumping: Decimal = Decimal("0.00")
    siscomex_fee: Decimal
    afrmm: Decimal
    icms_base: Decimal | None
    icms: Decimal
    cbs_informational: Decimal | None
    ibs_informational: Decimal | None
    payable: Decimal
    """All that leaves the account: federal taxes, fee, AFRMM and ICMS."""


class Assessment(Payload):
    """The duties of one declaration, as of one registration date and one rule pack."""

    kind: str
    registered_on: date
    items: tuple[ItemAssessment, ...]
    totals: Totals
    calculated: dict[str, Decimal]
    """Federal tax → amount before relief and suspension."""
    suspended: dict[str, Decimal]
    quotes: dict[str, str]
    quote_date: date | None = None
    """Day of the quotes, where who brought them said it."""
    rule_pack: str
    """SHA-256 of the rule pack."""
    derivations: dict[str, Derivation]
    """Of the fee, AFRMM, ICMS and the informational amounts."""
    notes: tuple[str, ...] = ()
