"""Amounts as a request says them: decimals of a sane size, with their currency."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from customs.payload import Payload

_WHOLE_DIGITS, _PLACES = 15, 28


def _sane(value: Decimal) -> Decimal:
    """Return ``value`` unless it is so long that arithmetic on it would lose digits."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and (exponent > _WHOLE_DIGITS or exponent < -_PLACES):
        raise ValueError(f"at most {_WHOLE_DIGITS} digits and {_PLACES} decimal places")
    if value.adjusted() >= _WHOLE_DIGITS:
        raise ValueError(f"at most {_WHOLE_DIGITS} digits before the decimal point")
    return value


def _plain(value: Any) -> Any:
    """Refuse what Python takes for a number and people would not: ``4_000``, other digits."""
    if isinstance(value, str) and ("_" in value or not value.isascii()):
        raise ValueError("write it with the digits 0 to 9 and a decimal point, like 4000.00")
    return value


_NUMBER = (BeforeValidator(_plain), AfterValidator(_sane))
Amount = Annotated[Decimal, Field(ge=0), *_NUMBER]
Positive = Annotated[Decimal, Field(gt=0), *_NUMBER]
Rate = Annotated[Decimal, Field(ge=0, lt=1000), *_NUMBER]
Percent = Annotated[Decimal, Field(ge=0, le=100), *_NUMBER]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Money(Payload):
    """An amount in a currency."""

    amount: Amount
    currency: Currency


class Freight(Money):
    """International freight of the whole declaration and the key by which items share it."""

    apportion_by: Literal["net_weight", "value"] = "net_weight"


class Adjustment(Money):
    """What the law adds to a price or takes from it (RA arts. 77 and 79; AVA art. 8)."""

    effect: Literal["addition", "deduction"]
    type: str
    """What it is: ``commission``, ``royalty``, ``pre_carriage``, ``inland_freight``, …"""
    apportion_by: Literal["net_weight", "value"] = "value"
    """How items share it where it is of the whole declaration."""


class SpecificRate(Money):
    """A rate of so much money for each unit, kilogram or tonne."""

    per: Literal["unit", "kg", "t"]
