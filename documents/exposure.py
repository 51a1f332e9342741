"""Exposure: the fine that stands behind a difference, by the rule of the day (data, dated)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

INFORMATION = "information"
"""The family of fines that are counted once a good."""

_CENT = Decimal("0.01")


def exposure(on: date, goods: int, operation_brl: Decimal | None) -> Decimal:
    """Return the fine at stake in BRL for ``goods`` goods described wrongly.

    One fine a good, however many errors (LC 214/2025 art. 341-G § 7). A value of the operation
    that is not known cannot lift the fine above its floor.
    """
    return goods * fine(INFORMATION, on, operation_brl)


def fine(
    family: str, on: date, operation_brl: Decimal | None, difference_brl: Decimal | None = None
) -> Decimal:
    """Return one fine of a family in BRL; 0 where the day has none or its measure is not known."""
    rule = _rule(family, on)
    if rule is None:
        return Decimal(0)
    if "of_difference" in rule:
        return _cents(Decimal(rule["of_difference"]) * (difference_brl or Decimal(0)))
    floor = Decimal(rule["floor_brl"])
    cap = max(Decimal(rule.get("share", 0)) * (operation_brl or Decimal(0)), floor)
    return _cents(max(min(Decimal(rule.get("amount_brl", cap)), cap), floor))


def act_in_force(on: date, family: str = INFORMATION) -> str:
    """Return the act that sets the fine on a day, empty if the house knows none."""
    rule = _rule(family, on)
    return str(rule["act"]) if rule else ""


def _rule(family: str, on: date) -> dict[str, Any] | None:
    rules = _families().get(family, ())
    in_force = (r for r in rules if r.get("since", date.min) <= on <= r.get("until", date.max))
    return next(in_force, None)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


@cache
def _families() -> dict[str, list[dict[str, Any]]]:
    text = (Path(__file__).parent / "penalties.yaml").read_text("utf-8")
    families: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return families
