"""A movement: goods going from some accounts to others; every product nets to zero."""

import hashlib
import json
from collections import defaultdict
from datetime import UTC
from decimal import Decimal

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
    admission_version: int = 1
    unit: str = "UN"
    """Commercial unit: that of ``quantity`` and of every posting."""
    statistical_unit: str = ""
    statistical_quantity: Decimal = Decimal(0)
    """The whole lot in the unit of the nomenclature; 0 if it was not told."""
    suspended: dict[str, Decimal] = {}
    """Federal tax → BRL suspended at admission for the whole lot; falls with the quantity."""
    place: str = ""
    """Where in the warehouse it was put first."""
    owner: str = ""
    """Who owned the goods at admission: the foreign supplier, or the importer."""
    exchange_cover: bool = False
    beneficiary: str = ""


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


class LotExpired(Exception):
    """The lot's term is over: its goods leave bond only as an overdue exit, lost or forfeited."""

    def __init__(self, lot: str, expires_on: str, asked: str) -> None:
        super().__init__(
            f"lot {lot} expired on {expires_on}; {asked} was asked. An overdue exit (interest and "
            "fine, approved by the manager) is what is left until forfeiture"
        )
        self.lot = lot
        self.expires_on = expires_on


class TooEarly(Exception):
    """The movement is dated before its lot was admitted."""

    def __init__(self, lot: str, admitted_at: str, asked: str) -> None:
        super().__init__(
            f"lot {lot} was admitted at {admitted_at}; a movement at {asked} was asked"
        )
        self.lot = lot


class UnknownLot(Exception):
    """There is no lot of this name."""


class OpenLots(Payload):
    """Register the lots of an admission; those that are open already stay as they are."""

    lots: tuple[Lot, ...]
