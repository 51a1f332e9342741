"""What an assessment answers: per item and tax, in totals, and the tree behind every amount."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import PrivateAttr

from customs.duties.derivation import Derivation
from customs.filing import FieldProblem
from customs.payload import Payload, StoredRef


class AssessmentRefused(Exception):
    """The request cannot be assessed: every problem at once, and never a part of an answer."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = problems


@dataclass(slots=True)
class TaxAmount:
    """One tax of one item; the shape is the foreign-trade system's.

    A plain class: a declaration has thousands, and a checked one costs ten times as much.
    Stored assessments of before the derivation was a tree carry more fields, which are ignored.
    """

    base: Decimal
    """In BRL; for a rate per quantity, that quantity."""
    rate: Decimal
    """In percent; or in BRL per unit, kilogram or tonne."""
    reduction: Decimal
    """Part of the calculated amount that is taken away, in percent."""
    calculated: Decimal
    reduced: Decimal
    due: Decimal
    suspended: Decimal
    payable: Decimal
    rule: str = ""
    """Ids of the rules of the rate; ``given`` if the request said it."""
    unit: str = "%"
    """``%``, or ``BRL/unit``, ``BRL/kg``, ``BRL/t``."""


@dataclass(slots=True)
class ItemAssessment:
    """One item: its customs value and its taxes."""

    id: str
    addition: int
    customs_value: Decimal
    taxes: dict[str, TaxAmount]


@dataclass(slots=True, kw_only=True)
class Totals:
    """Amounts of the whole declaration that are payable, in BRL."""

    customs_value: Decimal
    ii: Decimal
    ipi: Decimal
    pis: Decimal
    cofins: Decimal
    antidumping: Decimal = Decimal("0.00")
    """Trade defence of every kind."""
    siscomex_fee: Decimal
    afrmm: Decimal | None
    """None where it may be due and its freight or rate is not known; a note says so."""
    icms_base: Decimal | None
    icms: Decimal
    cbs_informational: Decimal | None
    ibs_informational: Decimal | None
    cbs: Decimal | None = None
    """Payable; None while it is only told for information."""
    ibs: Decimal | None = None
    payable: Decimal
    """All that leaves the account: federal taxes, fee, AFRMM, ICMS, and IBS and CBS once real."""


@dataclass(slots=True, kw_only=True)
class IcmsAmounts:
    """The state's tax before and after deferral and exemption."""

    calculated: Decimal
    deferred: Decimal
    exempted: Decimal


class Assessment(Payload):
    """The duties of one declaration, as of one registration date and one rule pack."""

    kind: str
    registered_on: date
    items: tuple[ItemAssessment, ...]
    totals: Totals
    calculated: dict[str, Decimal]
    """Federal tax → amount before relief and suspension."""
    suspended: dict[str, Decimal]
    icms: IcmsAmounts | None = None
    """None where no ICMS arises."""
    quotes: dict[str, str]
    quote_date: date | None = None
    """Day of the quotes, where who brought them said it."""
    rule_pack: str
    """SHA-256 of the rule pack."""
    derivation: StoredRef | None = None
    """Where the tree of every amount lies, once it is stored."""
    notes: tuple[str, ...] = ()
    _tree: Derivation | None = PrivateAttr(default=None)

    @property
    def tree(self) -> Derivation | None:
        """How every amount came about; only in the process that assessed, and if it was asked."""
        return self._tree
