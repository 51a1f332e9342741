"""What an import costs beside its goods and taxes, as it was invoiced: entries that are only added.

A wrong entry stays, and another one takes it back: what was once told to a buyer can be told again.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import AwareDatetime

from customs.payload import Payload


class CostKind(StrEnum):
    """What a local cost is for."""

    STORAGE = "storage"
    HANDLING = "handling"
    BROKER = "broker"
    CARRIER = "carrier"
    BANK = "bank"
    INSPECTION = "inspection"
    DEMURRAGE = "demurrage"
    OTHER = "other"


class ShareKey(StrEnum):
    """By what a cost of the whole is shared over its items."""

    CUSTOMS_VALUE = "customs_value"
    NET_WEIGHT = "net_weight"


KEYS: dict[str, ShareKey] = {
    "siscomex_fee": ShareKey.CUSTOMS_VALUE,
    "afrmm": ShareKey.NET_WEIGHT,
    CostKind.STORAGE: ShareKey.CUSTOMS_VALUE,
    CostKind.HANDLING: ShareKey.NET_WEIGHT,
    CostKind.BROKER: ShareKey.CUSTOMS_VALUE,
    CostKind.CARRIER: ShareKey.NET_WEIGHT,
    CostKind.BANK: ShareKey.CUSTOMS_VALUE,
    CostKind.INSPECTION: ShareKey.CUSTOMS_VALUE,
    CostKind.DEMURRAGE: ShareKey.NET_WEIGHT,
    CostKind.OTHER: ShareKey.CUSTOMS_VALUE,
}
"""Key of each cost where nobody chose another: the one by which it is charged (domain A.9)."""


class LocalCost(Payload):
    """One cost as invoiced, in BRL; below zero it takes an earlier one back, or a part of it."""

    key: str
    """Name of the act: the same one is entered once."""
    reference: str
    kind: CostKind
    amount: Decimal
    document: str
    """Number of the invoice or receipt."""
    shared_by: ShareKey
    corrects: str | None = None
    """Key of the entry that is put right."""
    note: str = ""
    person: str
    at: AwareDatetime
