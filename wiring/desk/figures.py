"""How long a figure may be at the door: what is let in can be kept and written out in full."""

from decimal import Decimal
from typing import Any

from pydantic import field_validator

from customs.payload import Form

WHOLE_DIGITS = 15
DECIMALS = 7
"""The longest fraction that a declaration carries: the unit price's."""


def refuse_too_long(figure: Decimal) -> None:
    """Let a figure pass, without ever writing it out.

    Raises:
        ValueError: it has more digits than any quantity or amount of ours.
    """
    exponent = figure.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError("this is not a number")
    if figure.adjusted() >= WHOLE_DIGITS or -exponent > DECIMALS:
        raise ValueError(
            f"a number has at most {WHOLE_DIGITS} digits before its decimal point "
            f"and {DECIMALS} after it"
        )


class FiguresForm(Form):
    """A form with figures: none is longer than what can be kept."""

    @field_validator("*")
    @classmethod
    def _is_not_too_long(cls, value: Any) -> Any:
        if isinstance(value, Decimal):
            refuse_too_long(value)
        return value
