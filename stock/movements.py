"""A movement: goods going from some accounts to others; every product nets to zero."""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol

from pydantic import AwareDatetime, Field, model_validator

from customs.payload import Payload, StoredRef
from customs.people import Actor


class Posting(Payload):
    """A quantity of a product (and of a lot, from admission on) added to an account."""

    account: str
    """``bonded``, ``reserved:{release}``, ``domestic:{site}``… (DESIGN.md 9)."""
    product: str
    lot: str = ""
    quantity: Decimal


class Movement(Payload):
    """Goods going from some accounts to others; every product nets to zero.

    ``key`` names the business fact, not the attempt: a retried activity posts
    the same key and the ledger keeps one movement.
    """

    key: str
    reference: str
    """The import or release that it belongs to."""
    occurred_at: AwareDatetime
    recorded_at: AwareDatetime
    reason: str
    actor: Actor
    postings: tuple[Posting, ...] = Field(min_length=2)
    corrects: str | None = None
    """Key of the movement that this one corrects."""

    @model_validator(mode="after")
    def _nets_to_zero(self) -> "Movement":
        net: defaultdict[str, Decimal] = defaultdict(Decimal)
        for posting in self.postings:
            net[posting.product] += posting.quantity
        off = {product: str(total) for product, total in net.items() if total}
        if off:
            raise ValueError(f"movement {self.key!r} does not net to zero: {off}")
        return self

    @property
    def fact(self) -> str:
        """SHA-256 of what the movement says: two with one key and one fact are the same.

        ``recorded_at`` and the actor's roles are left out: an act that is written
        down a second time is still the same act, and the first record stands. The
        ledger stores this value, so the way it is computed never changes.
        """
        said = [
            self.key,
            self.reference,
            self.occurred_at.astimezone(UTC).isoformat(),
            self.reason,
            self.actor.person,
            self.corrects,
            *([p.account, p.product, p.lot, _plain(p.quantity)] for p in self.postings),
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def _plain(quantity: Decimal) -> str:
    """Return ``quantity`` without trailing zeros: 10 and 10.00 are one quantity."""
    text = format(quantity, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Balance(Payload):
    """What an account holds of one product and lot."""

    account: str
    product: str
    lot: str = ""
    quantity: Decimal


class Lot(Payload):
    """One item of one admission, and the input from which its consumption is computed."""

    lot: str
    """``{admission number}/{item number}``."""
    import_reference: str
    product: str
    quantity: Decimal
    admitted_at: AwareDatetime
    expires_on: str
    """ISO date: one calendar year after release (RA 408)."""
    freight: Decimal = Decimal(0)
    insurance: Decimal = Decimal(0)
    currency: str = "USD"
    net_weight_kg: Decimal = Decimal(0)
    customs_value: Decimal = Decimal(0)
    """Customs value at admission in BRL: the base of ad valorem storage."""
    assessment: str = ""
    """SHA-256 of the admission's assessment."""
    request: StoredRef | None = None
    """The admission's assessment input, from which a consumption's is made."""


class MovementConflict(Exception):
    """The key was already posted with other content."""


class Overdrawn(Exception):
    """More was asked of an account than it holds; says which, what it holds and what was asked."""

    def __init__(self, held: Balance, asked: Decimal) -> None:
        lot = f" of lot {held.lot}" if held.lot else ""
        super().__init__(
            f"{held.account} holds {_plain(held.quantity)} {held.product}{lot}; "
            f"{_plain(asked)} was asked"
        )
        self.held = held
        self.asked = asked


class OpenLots(Payload):
    """Register the lots of an admission; those that are open already stay as they are."""

    lots: tuple[Lot, ...]


class Ledger(Protocol):
    """The ledger's promise."""

    def post(self, movement: Movement) -> None:
        """Post a movement once; posting it again is a no-op.

        Raises:
            MovementConflict: the key was already posted with other content.
            Overdrawn: a balance that may not be negative would be.
        """

    def open_lot(self, lot: Lot) -> None:
        """Register a lot once; again with the same content is a no-op.

        Raises:
            MovementConflict: the lot is open with other content.
        """

    def lots(self, product: str | None = None, import_reference: str | None = None) -> list[Lot]:
        """Return lots, earliest ``expires_on`` first."""

    def balances(
        self, prefix: str = "", lot: str | None = None, as_of: datetime | None = None
    ) -> list[Balance]:
        """Return non-zero balances of the accounts that start with ``prefix``.

        ``as_of`` asks for what was there after everything that had occurred by then.
        """

    def movements(self, reference: str | None = None) -> list[Movement]:
        """Return movements in the order in which they occurred."""
