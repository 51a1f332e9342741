"""Exposure: the fine that stands behind a difference, by the rule of the day (data, dated)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_CENT = Decimal("0.01")


def exposure(on: date, goods: int, operation_brl: Decimal | None) -> Decimal:
    """Return the fine at stake in BRL for ``goods`` goods described wrongly.

    One fine a good, however many errors (LC 214/2025 art. 341-G § 7). A value of the operation
    that is not known cannot lift the fine above its floor.
    """
    rule = next((rule for rule in _rules() if _in_force(rule, on)), None)
    if rule is None or goods == 0:
        return Decimal(0)
    floor = Decimal(rule["floor_brl"])
    cap = max(Decimal(rule["share"]) * (operation_brl or Decimal(0)), floor)
    fine = min(Decimal(rule.get("amount_brl", cap)), cap)
    return (goods * max(fine, floor)).quantize(_CENT, ROUND_HALF_UP)


def act_in_force(on: date) -> str:
    """Return the act that sets the fine on a day, empty if the house knows none."""
    return next((str(rule["act"]) for rule in _rules() if _in_force(rule, on)), "")


def _in_force(rule: dict[str, Any], on: date) -> bool:
    return bool(rule.get("since", date.min) <= on <= rule.get("until", date.max))


@cache
def _rules() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "penalties.yaml").read_text("utf-8")
    rules: list[dict[str, Any]] = yaml.safe_load(text)
    return rules
