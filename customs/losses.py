"""Loss, damage and shortage: found at which moment, and so owed by whom (RA 649, 660).

The carrier answers for what is missing up to the end of unloading, the transit carrier for the
way under seal, the depositary from then on. An error of dispatch that the supplier proves is
nobody's tax.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime, Field

from customs.parties import Parties, Party
from customs.payload import Payload
from customs.people import Actor


class FoundAt(StrEnum):
    """When it came about, as far as it is known; the values are permanent."""

    SEA = "sea"
    """At sea, or before the end of unloading."""
    TRANSIT = "transit"
    """Under customs transit."""
    CUSTODY = "custody"
    """At the bonded place."""
    DISPATCH = "dispatch"
    """It was never sent: an error of the supplier, who proves it."""


_DEBTORS = {
    FoundAt.SEA: ("carrier", "transportador", "the carrier"),
    FoundAt.TRANSIT: ("transit_carrier", "transportador do trânsito", "the transit carrier"),
    FoundAt.CUSTODY: ("depositary", "depositário", "the depositary"),
}


class Debtor(Payload):
    """Who owes the duties of goods that are missing or damaged."""

    role: str
    """Its place in the party-role table, ``nobody`` where no duty is owed."""
    label: str
    label_en: str


def debtor_of(moment: FoundAt, parties: Parties) -> Debtor:
    """Return who owes what was found missing or damaged at ``moment``."""
    if moment is FoundAt.DISPATCH:
        return Debtor(role="nobody", label="ninguém (erro de expedição)", label_en="nobody")
    role, label, label_en = _DEBTORS[moment]
    party: Party | None = getattr(parties, role)
    name = f" {party.name}" if party else ""
    return Debtor(role=role, label=f"{label}{name}", label_en=f"{label_en}{name}")


class ReportLoss(Payload):
    """Update ``report_loss``: goods of a lot are gone, or damaged and still there."""

    lot: str
    quantity: Decimal = Field(gt=0)
    moment: FoundAt
    document: str = Field(min_length=1, max_length=60)
    """Number of the term of loss or damage: it names the act."""
    damaged: bool = False
    """Damaged and still in bond: nothing moves."""
    note: str = ""
    occurred_at: AwareDatetime
    actor: Actor
    at: AwareDatetime


class TallyLine(Payload):
    """What was found of one item."""

    item: str
    found: Decimal = Field(ge=0)
    damaged: Decimal = Field(default=Decimal(0), ge=0)
    packages: int | None = Field(default=None, ge=0)


class ReportTally(Payload):
    """Update ``report_tally``: what was counted at the bonded place, before admission is filed."""

    lines: tuple[TallyLine, ...] = Field(min_length=1)
    moment: FoundAt = FoundAt.CUSTODY
    """When what is missing or damaged came about."""
    document: str = ""
    """Number of the term of shortage or damage, if there is one."""
    place: str = ""
    """Where in the warehouse the goods were put."""
    note: str = ""
    occurred_at: AwareDatetime
    actor: Actor
    at: AwareDatetime


class TallyDifference(Payload):
    """An item of which another quantity was found than the papers say, or some of it damaged."""

    item: str
    expected: Decimal
    found: Decimal
    damaged: Decimal = Decimal(0)

    @property
    def missing(self) -> Decimal:
        """How much is missing; below zero, how much too much was found."""
        return self.expected - self.found


def differences(tally: ReportTally, expected: dict[str, Decimal]) -> tuple[TallyDifference, ...]:
    """Return the items of which the tally says something else than the papers.

    An item that the tally does not name was not counted: it is taken as the papers say.
    """
    found = [
        TallyDifference(
            item=line.item,
            expected=expected.get(line.item, Decimal(0)),
            found=line.found,
            damaged=line.damaged,
        )
        for line in tally.lines
    ]
    return tuple(one for one in found if one.missing or one.damaged)
